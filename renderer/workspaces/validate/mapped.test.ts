import { expect, it } from "vitest";
import type { MapPoint } from "#contract/learning.ts";
import { PRESETS } from "#domain/learning/presets.ts";
import { captureOf } from "../shared/testCaptures.ts";
import { allClips } from "./clips.ts";
import { mapAsked, mapped } from "./mapped.ts";
import { captureResultOf, eventOf, modelOf, validationOf } from "./testResults.ts";

const capture = captureOf();
const [right, wrong, alarm] = [eventOf(1, "Jab", "Jab"), eventOf(2, "Jab", "Hook"), eventOf(3, null, "Hook")];
const result = validationOf(modelOf(), [captureResultOf(capture, [right, wrong, alarm])]);
const pointOf = (segmentId: string | null): MapPoint => ({
  captureId: capture.id,
  segmentId,
  label: "Jab",
  hand: "left",
  startUs: 0,
  endUs: 1,
  x: 0,
  y: 0,
  odd: 0.9,
});

it("rings the segments that a model did not name rightly, and knows the clip behind each", () => {
  const unknown = "00000000-0000-4000-8000-00000000ffff";
  const {
    points,
    clipIds,
    wrong: count,
  } = mapped(
    [pointOf(right.truth!.segmentId), pointOf(wrong.truth!.segmentId), pointOf(unknown), pointOf(null)],
    result,
  );
  expect(points.map(({ odd }) => odd)).toEqual([0, 1, 0, 0]);
  expect(count).toBe(1);
  const clips = new Map(allClips(result).map((clip) => [clip.id, clip.event]));
  expect(clipIds.map((id) => (id === null ? null : clips.get(id)))).toEqual([right, wrong, null, null]);
});

it("asks for the features that the model itself looks at, and the usual ones where nobody knows them", () => {
  const { reference, conv } = PRESETS;
  const plan = { ...reference, input: { ...reference.input, set: "shape" } } as never;
  expect(mapAsked(result, modelOf({ plan })).set).toBe("shape");
  expect(mapAsked(result, modelOf({ plan: conv as never })).set).toBe("all");
  expect(mapAsked(result, modelOf())).toMatchObject({
    set: "all",
    query: { captureIds: [capture.id], truthTrack: null },
    plan: { classes: ["Jab", "Hook"], examples: "truth" },
  });
});
