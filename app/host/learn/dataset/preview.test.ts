import { expect, test } from "vitest";
import { BY_PERSON, EVERYTHING } from "#domain/learning/dataset.ts";
import { MadeStore, madeStream, rowsOfPunches, truth, truthTrack } from "../testing/madeStore.ts";
import { previewDataset } from "./preview.ts";

test("a preview says who is tested on whom, what is left out and what will be Unknown", async () => {
  const rows = rowsOfPunches(3, []);
  const of = (name: string, person: string, labels: readonly string[], rateHz = 100) => ({
    name,
    streams: [madeStream(rows, { rateHz })],
    tracks: [truthTrack(labels.map((label, i) => truth(label, i / 2, i / 2 + 0.4)))],
    more: { metadata: { person } },
  });
  const store = new MadeStore(
    of("A", "Ada", ["Jab", "Jab", "Cross"]),
    of("B", "Ben", ["Jab", "Unknown"]),
    of("C", "Ben", ["Jab"], 60),
    of("D", "", ["Jab"]),
  );
  const { captures, excluded, folds } = await previewDataset(store, EVERYTHING, BY_PERSON, ["Jab"]);
  expect(captures.map(({ name, group, labels }) => [name, group, labels])).toEqual([
    ["A", "Ada", { Jab: 2, Cross: 1 }],
    ["B", "Ben", { Jab: 1, Unknown: 1 }],
    ["C", "Ben", { Jab: 1 }],
  ]);
  expect(excluded.map(({ name, reason, count }) => [name, reason, count])).toEqual([
    ["D", "noGroup", 1],
    ["A", "otherLabel", 1],
    ["C", "otherRate", 1],
  ]);
  expect(folds).toEqual([
    { group: "Ada", captures: 1, segments: 3 },
    { group: "Ben", captures: 2, segments: 3 },
  ]);
});
