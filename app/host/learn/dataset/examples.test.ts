import { expect, test } from "vitest";
import { BY_PERSON, EVERYTHING } from "#domain/learning/dataset.ts";
import { engineHere } from "../../engine/testing/engineHere.ts";
import { WarmMotion } from "../../segmenting/warmMotion.ts";
import { MadeStore, madeStream, rowsOfPunches, truth, truthTrack } from "../testing/madeStore.ts";
import { countExamples } from "./examples.ts";

const PLAN = {
  classes: ["Jab", "Hook"],
  hands: "together" as const,
  segmenter: { name: "punch" as const, settings: {} },
  examples: "segmenter" as const,
};
const rows = rowsOfPunches(10, [
  { atS: 2, axis: 0 },
  { atS: 4, axis: 1 },
]);
const TRUTH = [truth("Jab", 1.7, 2.3), truth("Hook", 3.7, 4.3), truth("Hook", 6, 6.5), truth("Slip", 7, 7.5)];

function store(person: string, rateHz = 100) {
  return {
    name: person,
    streams: [madeStream(rows, { rateHz })],
    tracks: [truthTrack(TRUTH)],
    more: { metadata: { person } },
  };
}

test.skipIf(!engineHere)(
  "a label with few examples explains itself: what the segmenter never finds, by label",
  async () => {
    const made = new MadeStore(store("Ada"), store("Ben"), store("Carl", 60), store(""));
    const wish = { query: EVERYTHING, split: BY_PERSON, plan: PLAN };
    const found = await countExamples(made, new WarmMotion(), wish);
    expect(found.labels).toEqual({ Jab: 2, Hook: 2 });
    // Carl's rate and the one without a person are the preview's to tell.
    expect(found.excluded.map(({ name, reason, count, labels }) => [name, reason, count, labels])).toEqual([
      ["Ada", "notFound", 2, { Hook: 1, Slip: 1 }],
      ["Ben", "notFound", 2, { Hook: 1, Slip: 1 }],
    ]);
    const asLabelled = await countExamples(made, new WarmMotion(), { ...wish, plan: { ...PLAN, examples: "truth" } });
    expect(asLabelled).toEqual({ labels: { Jab: 2, Hook: 4, Slip: 2 }, excluded: [] });
  },
);

test("without any motion there is nothing to learn from, and the preview says why", async () => {
  const blind = new MadeStore({ name: "A", streams: [], tracks: [truthTrack(TRUTH)] });
  const wish = { query: EVERYTHING, split: { ...BY_PERSON, groupBy: { kind: "capture" as const } }, plan: PLAN };
  expect(await countExamples(blind, new WarmMotion(), wish)).toEqual({ labels: {}, excluded: [] });
});
