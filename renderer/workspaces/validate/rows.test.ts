import { expect, it } from "vitest";
import { captureOf } from "../shared/testCaptures.ts";
import { clipsOf } from "./clips.ts";
import { segmentOf } from "./openClip.ts";
import { fieldsOf, rowsOf } from "./rows.ts";
import { taughtWith } from "./taught.ts";
import { captureResultOf, eventOf, modelOf, validationOf } from "./testResults.ts";

const anna = captureOf({ name: "Anna 01", metadata: { person: "Anna" } });
const annaToo = captureOf({ name: "Anna 02", metadata: { person: "Anna", gym: "North" } });
const nobody = captureOf({ name: "Somebody" });
const captures = [anna, annaToo, nobody];
const right = eventOf(1, "Jab", "Jab");
const result = validationOf(modelOf(), [
  captureResultOf(annaToo, [eventOf(1, "Jab", null)]),
  captureResultOf(anna, [right, { ...eventOf(2, "Hook", "Hook"), hand: "right" }]),
  captureResultOf(nobody, [right]),
]);

it("gathers captures by a value of a field, the worst first, those without one as such", () => {
  const rows = rowsOf(result, "field:person", captures);
  expect(rows.map(({ name, scores }) => [name, scores.f1])).toEqual([
    ["Anna", 0.8],
    [null, 1],
  ]);
  expect(fieldsOf(result, captures)).toEqual(["gym", "person"]);
});

it("parts events by hand, and leaves unsaid what is only known of whole captures", () => {
  const rows = rowsOf(result, "hand", captures);
  expect(rows.map(({ hand, scores }) => [hand, scores.outcomes.hit])).toEqual([
    ["left", 2],
    ["right", 1],
  ]);
  expect(rows[0]!.scores.sensimlAccuracy).toBeNull();
  expect(rows[0]!.scores.perMinute).toBeNull();
});

it("knows which judged captures a model was trained with", () => {
  expect(taughtWith({ captureIds: [anna.id] }, result)).toBe(1);
  expect(taughtWith({ captureIds: [] }, result)).toBe(3);
});

it("gives as many clips for a cell as it counts", () => {
  const { labels, counts } = result.total.matrix;
  for (let row = 0; row <= labels.length; row++)
    for (let column = 0; column <= labels.length; column++)
      expect(clipsOf(result, { cell: { row, column }, picked: null })).toHaveLength(counts[row]![column]!);
  expect(clipsOf(result, { cell: null, picked: null }).map(({ captureName }) => captureName)).toEqual(["Anna 02"]);
});

it("finds the true segment of a clip, or else what the model found", () => {
  const { truth, found } = right;
  const segment = { hand: null, quality: null, confidence: null, origin: "hand" };
  const truthTrack = {
    kind: "truth" as const,
    name: "Truth",
    origin: "",
    segments: [{ ...segment, ...truth!, id: truth!.segmentId }],
  };
  const predicted = {
    kind: "prediction" as const,
    name: "Forest",
    origin: "",
    segments: [{ ...segment, ...found!, id: "predicted" }],
  };
  expect(segmentOf([truthTrack, predicted], right, "Forest")).toBe(truth!.segmentId);
  expect(segmentOf([predicted], right, "Forest")).toBe("predicted");
  expect(segmentOf([predicted], right, "Another")).toBeUndefined();
  // What went wrong is where Enter can accept what the model says.
  expect(segmentOf([truthTrack, predicted], { ...right, outcome: "substitution" }, "Forest")).toBe("predicted");
  expect(segmentOf([truthTrack], { ...right, outcome: "substitution" }, "Forest")).toBe(truth!.segmentId);
});
