import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, truncate, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { USUAL_SCHEME } from "#domain/labeling/scheme.ts";
import { MIGRATIONS } from "./migrations/migrate.ts";
import { openProjectStore } from "./open.ts";
import { PROJECT_FILE } from "./projectFiles.ts";
import { connect } from "./sqlite.ts";
import { countingRows, finish, format, glove, inProjectFolder, newCapture } from "./testing/fixtures.ts";

const glove3 = glove("left", format(3));

async function makeProject(folder: string): Promise<void> {
  const store = await openProjectStore(folder, { create: true });
  const journal = await store.begin(newCapture("Jab", glove3));
  journal.append(journal.capture.streams[0]!.id, 0, countingRows(0, 900, 3), []);
  await finish(journal);
  await store.close();
}

test("a closed project is one plain file beside its media and its lock", () =>
  inProjectFolder(async (folder) => {
    await makeProject(folder);
    expect((await readdir(folder)).sort()).toEqual(["media", "project.sqlite", "studio.lock"]);
    const store = await openProjectStore(folder);
    expect(store).toMatchObject({ folder, name: "Gym", readOnly: false, readOnlyReason: null });
    expect(await store.captures(false)).toMatchObject([{ name: "Jab", streams: [{ rows: 900 }] }]);
    await store.close();
  }));

test("what is not there, or is no project, is refused by name", () =>
  inProjectFolder(async (folder) => {
    await expect(openProjectStore(folder)).rejects.toThrow("project.notFound");
    await mkdir(folder);
    await expect(openProjectStore(folder)).rejects.toThrow("project.notAProject");
    const foreign = connect(join(folder, PROJECT_FILE), { readOnly: false, timeoutMs: 0 });
    foreign.exec("CREATE TABLE recipe (name TEXT)");
    foreign.close();
    await expect(openProjectStore(folder)).rejects.toThrow("project.notAProject");
    await expect(openProjectStore(folder, { create: true })).rejects.toThrow("project.notAProject");
    await expect(openProjectStore(join(folder, PROJECT_FILE))).rejects.toThrow("project.notAProject");
  }));

test("a project of a newer Ringside is refused with both versions, and stays as it is", () =>
  inProjectFolder(async (folder) => {
    await makeProject(folder);
    const db = connect(join(folder, PROJECT_FILE), { readOnly: false, timeoutMs: 0 });
    db.pragma(`user_version = ${MIGRATIONS.length + 1}`);
    db.close();
    const refusal = `project.newer {"found":${MIGRATIONS.length + 1},"known":${MIGRATIONS.length}}`;
    await expect(openProjectStore(folder)).rejects.toThrow(refusal);
    await expect(openProjectStore(folder, { readOnly: true })).rejects.toThrow(refusal);
  }));

test("a damaged file is refused as damaged", () =>
  inProjectFolder(async (folder) => {
    await makeProject(folder);
    await truncate(join(folder, PROJECT_FILE), 8192);
    await expect(openProjectStore(folder)).rejects.toThrow("project.damaged");
    await writeFile(join(folder, PROJECT_FILE), "not a database, but long enough to be read as one".repeat(100));
    await expect(openProjectStore(folder)).rejects.toThrow("project.damaged");
  }));

test("the second studio reads, says who writes, and may not write; when the first is killed, the next one may", () =>
  inProjectFolder(async (folder) => {
    await makeProject(folder);
    const script = join(import.meta.dirname, "testing", "recordUntilKilled.ts");
    const other = spawn(process.execPath, [script, folder], { stdio: ["ignore", "pipe", "inherit"] });
    const exit = once(other, "exit");
    await once(other.stdout, "data");

    const second = await openProjectStore(folder);
    expect(second.readOnly).toBe(true);
    expect(second.readOnlyReason).toEqual({
      code: "project.heldByAnother",
      detail: { process: other.pid, host: hostname() },
    });
    const listed = await second.captures(false);
    expect(listed.map(({ state }) => state)).toEqual(["recording", "finished"]);
    const id = listed[1]!.id;
    for (const refused of [
      second.begin(newCapture("Hook", glove3)),
      second.rename(id, "Hook"),
      second.setLabel([id], "Hook"),
      second.setMetadata([id], {}),
      second.setDeleted([id], true),
      second.settle(id, "keep"),
      second.putTracks({ kind: "truth", name: "t", origin: "o" }, []),
      second.editLabels(id, { code: "x", detail: {} }, []),
      second.setScheme(USUAL_SCHEME, []),
      second.setReviewed([id], true),
      second.undo(null),
      second.redo(null),
      second.setSetting("a", "1"),
    ])
      await expect(refused).rejects.toThrow("project.readOnly");
    await second.close();

    other.kill("SIGKILL");
    await exit;
    const third = await openProjectStore(folder);
    expect(third.readOnly).toBe(false);
    expect((await third.captures(false)).map(({ state }) => state)).toEqual(["interrupted", "finished"]);
    await third.close();
  }));

test("who reads sees what another studio records, and neither's coming or going disturbs the other", () =>
  inProjectFolder(async (folder) => {
    await makeProject(folder);
    const reading = await openProjectStore(folder, { readOnly: true });
    expect(reading).toMatchObject({ readOnly: true, readOnlyReason: null });
    expect(await reading.captures(false)).toHaveLength(1);
    const writing = await openProjectStore(folder);
    const journal = await writing.begin(newCapture("Hook", glove3));
    journal.append(journal.capture.streams[0]!.id, 0, countingRows(0, 50, 3), []);
    await finish(journal);
    expect(await reading.captures(false)).toMatchObject([{ name: "Hook", streams: [{ rows: 50 }] }, { name: "Jab" }]);
    await writing.close();
    expect(await reading.captures(false)).toHaveLength(2);
    const again = await openProjectStore(folder);
    expect(again.readOnly).toBe(false);
    await reading.close();
    await again.rename((await again.captures(false))[0]!.id, "Uppercut");
    await again.close();
    expect((await readdir(folder)).sort()).toEqual(["media", "project.sqlite", "studio.lock"]);
  }));

test("two stores in one process are told apart as well", () =>
  inProjectFolder(async (folder) => {
    const first = await openProjectStore(folder, { create: true });
    const second = await openProjectStore(folder);
    expect(second.readOnlyReason).toEqual({
      code: "project.heldByAnother",
      detail: { process: process.pid, host: hostname() },
    });
    await second.close();
    await first.close();
    const third = await openProjectStore(folder);
    expect(third.readOnly).toBe(false);
    await third.close();
  }));

test("of many that open at once, exactly one may write", () =>
  inProjectFolder(async (folder) => {
    await makeProject(folder);
    const stores = await Promise.all(Array.from({ length: 4 }, () => openProjectStore(folder)));
    expect(stores.filter(({ readOnly }) => !readOnly)).toHaveLength(1);
    await Promise.all(stores.map((store) => store.close()));
  }));
