import { expect, test } from "vitest";
import type { ProjectStore } from "../api.ts";
import { openProjectStore } from "../open.ts";
import { finish, format, glove, inProjectFolder, newCapture } from "../testing/fixtures.ts";

async function record(store: ProjectStore, name: string): Promise<string> {
  return (await finish(await store.begin(newCapture(name, glove("left", format(1)))))).id;
}

const open = (folder: string) => openProjectStore(folder, { create: true });

test("edits are undone and done again, also after a restart", () =>
  inProjectFolder(async (folder) => {
    let store = await open(folder);
    const id = await record(store, "Jab 01");
    const other = await record(store, "Jab 02");
    await store.rename(id, "Cross 01");
    await store.setLabel([id, other], "Cross");
    await store.setMetadata([id], { person: "", gym: "Nord" });
    await store.setDeleted([other], true);
    await store.close();

    store = await open(folder);
    expect(await store.history(null)).toEqual({
      undo: { code: "delete", detail: { count: 1, name: "Jab 02" } },
      redo: null,
    });
    expect(await store.captures(true)).toMatchObject([{ id: other }]);
    expect(await store.undo(null)).toEqual({ code: "delete", detail: { count: 1, name: "Jab 02" } });
    expect(await store.captures(true)).toEqual([]);
    expect((await store.capture(id)).metadata).toEqual({ gym: "Nord" });
    await store.undo(null);
    expect((await store.capture(id)).metadata).toEqual({ person: "Ada" });
    await store.undo(null);
    expect(await store.captures(false)).toMatchObject([{ label: "Jab" }, { label: "Jab" }]);
    await store.close();

    store = await open(folder);
    expect(await store.undo(null)).toEqual({ code: "rename", detail: { from: "Jab 01", to: "Cross 01" } });
    expect((await store.capture(id)).name).toBe("Jab 01");
    expect(await store.undo(null)).toBeNull();
    for (const code of ["rename", "label", "metadata", "delete"])
      expect(await store.redo(null)).toMatchObject({ code });
    expect(await store.redo(null)).toBeNull();
    expect(await store.captures(false)).toMatchObject([
      { name: "Cross 01", label: "Cross", metadata: { gym: "Nord" } },
    ]);
    await store.close();
  }));

test("label and fields that are set together are one step", () =>
  inProjectFolder(async (folder) => {
    const store = await open(folder);
    const ids = [await record(store, "Jab 01"), await record(store, "Jab 02")];
    await store.setMetadata(ids, { gym: "Nord" }, "Hook");
    const changed = { label: "Hook", metadata: { person: "Ada", gym: "Nord" } };
    expect(await store.captures(false)).toMatchObject([changed, changed]);
    expect(await store.undo(null)).toEqual({ code: "metadata", detail: { count: 2, name: "" } });
    const before = { label: "Jab", metadata: { person: "Ada" } };
    expect((await store.captures(false)).map(({ label, metadata }) => ({ label, metadata }))).toEqual([before, before]);
    expect(await store.undo(null)).toBeNull();
    await store.close();
  }));

test("a new edit ends what could be redone, one that changes nothing does not", () =>
  inProjectFolder(async (folder) => {
    const store = await open(folder);
    const id = await record(store, "Jab 01");
    await store.rename(id, "Cross 01");
    await store.undo(null);
    await store.setLabel([id], "Jab");
    expect((await store.history(null)).redo).toMatchObject({ code: "rename" });
    await store.setLabel([id], "Hook");
    expect(await store.history(null)).toMatchObject({ undo: { code: "label" }, redo: null });
    await store.close();
  }));

test("undo takes back what its step changed and nothing that came since", () =>
  inProjectFolder(async (folder) => {
    const store = await open(folder);
    const journal = await store.begin(newCapture("Jab", glove("left", format(1))));
    const { id } = journal.capture;
    await store.rename(id, "Cross");
    await finish(journal);
    await store.undo(null);
    expect(await store.capture(id)).toMatchObject({ name: "Jab", state: "finished" });
    await store.close();
  }));

test("names stay unique, through recording, renaming and undo", () =>
  inProjectFolder(async (folder) => {
    const store = await open(folder);
    const first = await record(store, "Jab");
    const second = await record(store, "Jab");
    expect((await store.capture(second)).name).toBe("Jab (2)");
    expect((await store.rename(second, "Jab")).name).toBe("Jab (2)");
    await store.rename(first, "Cross");
    await record(store, "Jab");
    await store.undo(null);
    expect((await store.capture(first)).name).toBe("Jab (3)");
    await store.close();
  }));

test("an edit of a capture that is not there changes nothing and leaves no step", () =>
  inProjectFolder(async (folder) => {
    const store = await open(folder);
    const id = await record(store, "Jab");
    await expect(store.setLabel([id, crypto.randomUUID()], "Hook")).rejects.toThrow("capture.notFound");
    expect((await store.capture(id)).label).toBe("Jab");
    expect((await store.history(null)).undo).toBeNull();
    await store.close();
  }));

test("the truth of a simulated glove is a track; putting it again replaces it; it is no step", () =>
  inProjectFolder(async (folder) => {
    const store = await open(folder);
    const id = await record(store, "Jab");
    const track = { kind: "truth", name: "Simulated truth", origin: "simulated" } as const;
    const jab = { label: "Jab", hand: "left", startUs: 100, peakUs: 150, endUs: 200, origin: "simulated" } as const;
    const later = { ...jab, startUs: 300, peakUs: null, endUs: 400 };
    await store.putTracks(track, [{ captureId: id, segments: [later, jab] }]);
    expect(await store.tracks(id)).toMatchObject([{ ...track, segments: [jab, later] }]);
    await store.putTracks(track, [{ captureId: id, segments: [jab] }]);
    expect(await store.tracks(id)).toMatchObject([{ ...track, segments: [jab] }]);
    expect((await store.history(null)).undo).toBeNull();
    await store.close();
  }));

test("settings and changes", () =>
  inProjectFolder(async (folder) => {
    const store = await open(folder);
    const changed: string[] = [];
    store.onChange((change) => changed.push(...(change.event === "captures" ? change.captureIds : [])));
    const id = await record(store, "Jab");
    changed.length = 0;
    await store.rename(id, "Cross");
    await store.undo(null);
    expect(changed).toEqual([id, id]);
    expect(await store.getSetting("plan")).toBeNull();
    await store.setSetting("plan", '{"a":1}');
    await store.setSetting("plan", '{"a":2}');
    expect(await store.getSetting("plan")).toBe('{"a":2}');
    await store.close();
  }));
