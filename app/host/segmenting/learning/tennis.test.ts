import { describe, expect, test } from "vitest";
import { addCounts, countsOf, detectionScore, NOTHING_DETECTED } from "#domain/detection.ts";
import { matchEvents, SAME_PUNCH } from "#domain/matching.ts";
import { completeSettings, type SegmenterName, type SettingValues } from "#domain/segmenters.ts";
import { type TennisCapture, tennisCaptures, tennisHere } from "../../../../e2e/devices/tennisMotion.ts";
import { engineHere } from "../../engine/testing/engineHere.ts";
import { findInAll } from "../proposals.ts";
import { learnSettings } from "./learnSettings.ts";
import { truthParts } from "./truthParts.ts";

const job = { signal: new AbortController().signal, progress: () => {} };

function learnOn(captures: readonly TennisCapture[], segmenter: SegmenterName) {
  const parts = truthParts(
    captures.map(({ stroke, truth }) => ({ capture: { id: stroke, durationUs: 60e6, reviewedAtMs: 1 }, truth })),
  );
  return learnSettings(segmenter, parts, new Map(captures.map(({ stroke, motion }) => [stroke, motion])), job);
}

async function countsWith(capture: TennisCapture, segmenter: SegmenterName, settings: SettingValues) {
  const found = await findInAll(capture.motion, segmenter, completeSettings(segmenter, settings));
  return countsOf(matchEvents(capture.truth, found, SAME_PUNCH));
}

describe.skipIf(!engineHere || !tennisHere)("real tennis strokes (skipped without the recordings)", () => {
  test("the punch segmenter with its usual settings finds all 34, and nothing else", async () => {
    let all = NOTHING_DETECTED;
    for (const capture of await tennisCaptures()) all = addCounts(all, await countsWith(capture, "punch", {}));
    expect(all).toEqual({ hits: 34, missed: 0, falseAlarms: 0 });
  });

  test.each(["punch", "max_min_threshold"] as const)(
    "%s, learned on four classes, finds every stroke of the fifth",
    async (segmenter) => {
      const captures = await tennisCaptures();
      let all = NOTHING_DETECTED;
      for (const heldOut of captures) {
        const { settings } = await learnOn(
          captures.filter((capture) => capture !== heldOut),
          segmenter,
        );
        all = addCounts(all, await countsWith(heldOut, segmenter, settings));
      }
      expect(detectionScore(all)).toEqual({ sensitivity: 1, ppv: 1, f1: 1, support: 34 });
    },
  );

  test("the same captures give the same answer, and its score is that of captures left out", async () => {
    const captures = await tennisCaptures();
    const learned = await learnOn(captures, "windowing_threshold");
    expect(await learnOn(captures, "windowing_threshold")).toEqual(learned);
    expect(learned.score).toMatchObject({ support: 34, folds: 5 });
    expect(learned.inSample).toBeGreaterThanOrEqual(learned.score.f1);
  });
});
