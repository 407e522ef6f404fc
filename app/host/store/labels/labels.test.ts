import { expect, test } from "vitest";
import { trackChange } from "#domain/labeling/change.ts";
import { OWN_TRUTH, type Segment } from "#domain/labeling/segments.ts";
import type { ProjectStore, StoreChange } from "../api.ts";
import { openProjectStore } from "../open.ts";
import { finish, format, glove, inProjectFolder, newCapture } from "../testing/fixtures.ts";
import { segment } from "../testing/memoryProject.ts";

const SECOND = 1_000_000;

async function record(store: ProjectStore, name: string): Promise<string> {
  return (await finish(await store.begin(newCapture(name, glove("left", format(1)))), 60 * SECOND)).id;
}

const named = (code: string) => ({ code, detail: {} });
const adding = (...add: Segment[]) => [trackChange(OWN_TRUTH, { add })];

/** A project with captures A and B, each a minute long. */
function inProject(story: (store: ProjectStore, a: string, b: string, heard: StoreChange[]) => Promise<void>) {
  return inProjectFolder(async (folder) => {
    const store = await openProjectStore(folder, { create: true });
    const [a, b] = [await record(store, "A"), await record(store, "B")];
    const heard: StoreChange[] = [];
    store.onChange((change) => heard.push(change));
    await story(store, a, b, heard);
    await store.close();
  });
}

const truth = async (store: ProjectStore, id: string) =>
  (await store.tracks(id)).find(({ kind }) => kind === "truth")?.segments ?? [];

test("a segment is drawn, moved and removed, each undone under its name, and every state comes back whole", () =>
  inProject(async (store, a) => {
    const drawn = segment(1, 2, { quality: "Clean", peakUs: 1_500_000, confidence: 0.123_456, origin: "live" });
    const moved = { ...drawn, startUs: 3 * SECOND, endUs: 4 * SECOND, peakUs: 3_500_000 };
    await store.editLabels(a, named("draw"), adding(drawn));
    expect(await store.tracks(a)).toEqual([{ ...OWN_TRUTH, origin: '{"by":"hand"}', segments: [drawn] }]);
    await store.editLabels(a, named("move"), [trackChange(OWN_TRUTH, { update: [moved] })]);
    expect(await truth(store, a)).toEqual([moved]);
    await store.editLabels(a, named("remove"), [trackChange(OWN_TRUTH, { remove: [drawn.id] })]);
    expect(await truth(store, a)).toEqual([]);
    expect(await store.undo(a)).toEqual(named("remove"));
    expect(await truth(store, a)).toEqual([moved]);
    expect(await store.undo(a)).toEqual(named("move"));
    expect(await truth(store, a)).toEqual([drawn]);
    expect(await store.undo(a)).toEqual(named("draw"));
    expect(await store.tracks(a)).toEqual([]);
  }));

test("an event is a segment that ends where it starts", () =>
  inProject(async (store, a) => {
    const event = segment(5, 5, { hand: null });
    await store.editLabels(a, named("drop"), adding(event, segment(5, 6)));
    expect((await truth(store, a))[0]).toEqual(event);
    await expect(store.editLabels(a, named("drop"), adding(segment(5, 5, { hand: null })))).rejects.toThrow(
      "label.overlap",
    );
  }));

test("truth lanes never overlap: the edit is refused whole, with both names and the time; touching is no overlap", () =>
  inProject(async (store, a) => {
    await store.editLabels(a, named("draw"), adding(segment(1, 2)));
    const before = await store.tracks(a);
    await expect(
      store.editLabels(a, named("draw"), adding(segment(4, 5), segment(1.5, 1.6, { label: "Hook" }))),
    ).rejects.toThrow('label.overlap {"label":"Hook","other":"Jab","seconds":1.5}');
    await expect(store.editLabels(a, named("draw"), adding(segment(7, 9), segment(8, 10)))).rejects.toThrow(
      "label.overlap",
    );
    expect(await store.tracks(a)).toEqual(before);
    expect((await store.history(a)).undo).toEqual(named("draw"));
    await store.editLabels(a, named("draw"), adding(segment(2, 3), segment(1.5, 1.6, { hand: "right" })));
    expect(await truth(store, a)).toHaveLength(3);
  }));

test("two segments change places in one gesture", () =>
  inProject(async (store, a) => {
    const [first, second] = [segment(1, 2), segment(3, 4)];
    await store.editLabels(a, named("draw"), adding(first, second));
    const swapped = [
      { ...first, startUs: second.startUs, endUs: second.endUs },
      { ...second, startUs: first.startUs, endUs: first.endUs },
    ];
    await store.editLabels(a, named("swap"), [trackChange(OWN_TRUTH, { update: swapped })]);
    expect((await truth(store, a)).map(({ id }) => id)).toEqual([second.id, first.id]);
  }));

test("what does not lie within the capture, or is gone, taken, or no truth, is refused", () =>
  inProject(async (store, a) => {
    const jab = segment(1, 2);
    await store.editLabels(a, named("draw"), adding(jab));
    for (const wrong of [
      segment(-1, 1),
      segment(59, 61),
      { ...segment(5, 6), peakUs: 7 * SECOND },
      { ...segment(5, 6), peakUs: 4 * SECOND },
    ])
      await expect(store.editLabels(a, named("draw"), adding(wrong))).rejects.toThrow("label.outside");
    const other = { kind: "truth", name: "Other" } as const;
    for (const change of [
      trackChange(OWN_TRUTH, { update: [segment(5, 6)] }),
      trackChange(OWN_TRUTH, { remove: [crypto.randomUUID()] }),
      trackChange(other, { update: [jab] }),
      trackChange(other, { remove: [jab.id] }),
    ])
      await expect(store.editLabels(a, named("edit"), [change])).rejects.toThrow("label.gone");
    await expect(
      store.editLabels(a, named("draw"), adding({ ...jab, startUs: 3 * SECOND, endUs: 4 * SECOND })),
    ).rejects.toThrow("label.taken");
    for (const kind of ["proposal", "prediction"] as const)
      await expect(
        store.editLabels(a, named("draw"), [trackChange({ kind, name: "punch" }, { add: [segment(5, 6)] })]),
      ).rejects.toThrow("label.notEditable");
    expect(await truth(store, a)).toEqual([jab]);
  }));

test("a segment goes from one truth track to another under its id", () =>
  inProject(async (store, a) => {
    const jab = segment(1, 2);
    const other = { kind: "truth", name: "Second opinion" } as const;
    await store.editLabels(a, named("draw"), adding(jab));
    await store.editLabels(a, named("transfer"), [
      trackChange(other, { add: [jab] }),
      trackChange(OWN_TRUTH, { remove: [jab.id] }),
    ]);
    expect((await store.tracks(a)).map(({ name, segments }) => [name, segments])).toEqual([
      ["Second opinion", [jab]],
      ["Truth", []],
    ]);
    await store.undo(a);
    expect(await store.tracks(a)).toMatchObject([{ ...OWN_TRUTH, segments: [jab] }]);
  }));

test("who listens hears what each edit, undo and redo changed, and whose it was", () =>
  inProject(async (store, a, b, heard) => {
    const page = crypto.randomUUID();
    const jab = segment(1, 2);
    const hook = { ...jab, label: "Hook" };
    const labels = () => heard.splice(0).filter(({ event }) => event === "labels");
    await store.editLabels(a, named("draw"), adding(jab), page);
    expect(heard.filter(({ event }) => event === "captures")).toEqual([{ event: "captures", captureIds: [a] }]);
    expect(labels()).toEqual([{ event: "labels", captureId: a, pageId: page, changes: adding(jab) }]);
    expect(await store.relabel([a, b], "Jab", "Hook")).toBe(1);
    const updated = [trackChange(OWN_TRUTH, { update: [hook] })];
    expect(labels()).toEqual([{ event: "labels", captureId: a, pageId: null, changes: updated }]);
    await store.undo(a);
    const back = [trackChange(OWN_TRUTH, { update: [jab] })];
    expect(labels()).toEqual([{ event: "labels", captureId: a, pageId: null, changes: back }]);
    await store.undo(a);
    const removed = [trackChange(OWN_TRUTH, { remove: [jab.id] })];
    expect(labels()).toEqual([{ event: "labels", captureId: a, pageId: null, changes: removed }]);
    await store.redo(a);
    expect(labels()).toEqual([{ event: "labels", captureId: a, pageId: null, changes: adding(jab) }]);
  }));

test("more than 2,000 changed segments are told as: read them again", () =>
  inProject(async (store, a, _b, heard) => {
    const many = Array.from({ length: 2_001 }, (_, i) => segment(i / 100, i / 100 + 0.005));
    await store.editLabels(a, named("paste"), adding(...many));
    expect(heard).toContainEqual({ event: "labels", captureId: a, pageId: null, changes: null });
    expect(await truth(store, a)).toHaveLength(2_001);
  }));

test("labels are edited while the capture is being recorded, when nobody knows its end", () =>
  inProject(async (store) => {
    const journal = await store.begin(newCapture("Live", glove("left", format(1))));
    await store.editLabels(journal.capture.id, named("live"), adding(segment(100, 101)));
    await finish(journal, 200 * SECOND);
    expect(await truth(store, journal.capture.id)).toHaveLength(1);
  }));
