import { expect, test } from "vitest";
import { FakeStudio } from "../../app/studio/fakeStudio.ts";
import { captureOf } from "../shared/testCaptures.ts";
import { readItems, type Wish } from "./readItems.ts";
import { segmentOf, truthOf } from "./testItems.ts";

const [old, bare, young] = [
  captureOf({ createdAtMs: 1, labelCounts: { Jab: 1 } }),
  captureOf({ createdAtMs: 2 }),
  captureOf({ createdAtMs: 3, labelCounts: { Jab: 1 } }),
];
const captures = [young, bare, old];
const wish = (over: Partial<Wish>): Wish => ({
  what: "segments",
  scope: "project",
  segmentIds: [],
  captureIds: [],
  ...over,
});

function studioOf(broken: string | null = null) {
  return new FakeStudio({
    "label.tracks": ({ captureId }) =>
      captureId === broken
        ? { ok: false, problem: { code: "capture.notFound", detail: {} } }
        : { ok: true, value: [{ ...truthOf(), segments: [segmentOf(`of ${captureId}`)] }] },
  });
}

test("the segments of the project come capture by capture, the oldest first; what has no label is not asked", async () => {
  const { items } = await readItems(studioOf(), captures, wish({}));
  expect(items.map(({ captureId }) => captureId)).toEqual([old.id, young.id]);
});

test("of chosen captures only theirs; of chosen segments only those, labels or not", async () => {
  const some = await readItems(studioOf(), captures, wish({ scope: "captures", captureIds: [young.id] }));
  expect(some.items.map(({ id }) => id)).toEqual([`of ${young.id}`]);
  const one = { scope: "segments", captureIds: [bare.id], segmentIds: [`of ${bare.id}`] } as const;
  expect((await readItems(studioOf(), captures, wish(one))).items).toHaveLength(1);
});

test("captures as a whole need no labels", async () => {
  const { items } = await readItems(studioOf(), captures, wish({ what: "captures" }));
  expect(items.map(({ id }) => id)).toEqual([old, bare, young].map(({ id }) => `${id}/1`));
});

test("a capture whose labels cannot be read is said and does not keep the others away", async () => {
  const { items, problem } = await readItems(studioOf(old.id), captures, wish({}));
  expect(items).toHaveLength(1);
  expect(problem?.code).toBe("capture.notFound");
});
