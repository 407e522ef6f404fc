import { describe, expect, test } from "vitest";
import type { Segment } from "#domain/labeling/segments.ts";
import { EVERYTHING } from "#domain/learning/dataset.ts";
import { engineHere } from "../../engine/testing/engineHere.ts";
import { WarmMotion } from "../../segmenting/warmMotion.ts";
import {
  format,
  MadeStore,
  type MadeStream,
  madeStream,
  RATE_HZ,
  rowsOfPunches,
  truth,
  truthTrack,
} from "../testing/madeStore.ts";
import { type CutPlan, cutCaptures } from "./cuts.ts";
import { needsOf } from "./modelMotion.ts";
import { takeSnapshot } from "./snapshot.ts";

const PLAN: CutPlan = {
  classes: ["Jab", "Hook"],
  hands: "together",
  segmenter: { name: "punch", settings: {} },
  examples: "segmenter",
};
const NEEDS = { rateHz: RATE_HZ, accelRange_g: 16, gyroRange_dps: 2000 };
const rows = rowsOfPunches(10, [
  { atS: 2, axis: 0 },
  { atS: 4, axis: 1 },
  { atS: 6, axis: 2 },
  { atS: 8, axis: 0 },
]);
const TRUTH = [truth("Jab", 1.7, 2.3), truth("Hook", 3.7, 4.3), truth("Cross", 5.7, 6.3)];

async function cut(streams: readonly MadeStream[], segments: readonly Segment[], plan: Partial<CutPlan> = {}) {
  const more = { reviewedAtMs: 1 };
  const store = new MadeStore({ name: "A", streams, tracks: [truthTrack(segments)], more });
  const { captures } = await takeSnapshot(store, EVERYTHING, null);
  return cutCaptures(store, new WarmMotion(), captures, { ...PLAN, ...plan }, NEEDS);
}

describe.skipIf(!engineHere)("examples", () => {
  test("are what the segmenter finds, named by the truth it matches; all else is Unknown", async () => {
    const { cuts, excluded } = await cut([madeStream(rows)], [...TRUTH, truth("Jab", 9.4, 9.9)]);
    expect(cuts.map(({ label, classNumber, startUs, endUs }) => [label, classNumber, startUs, endUs])).toEqual([
      ["Jab", 1, 1.6e6, 2.4e6],
      ["Hook", 2, 3.6e6, 4.4e6],
      ["Cross", 0, 5.6e6, 6.4e6],
      ["Unknown", 0, 7.6e6, 8.4e6],
    ]);
    expect(cuts.map(({ frames }) => frames)).toEqual(
      [160, 360, 560, 760].map((begin) => rows.slice(begin * 6, (begin + 80) * 6)),
    );
    expect(excluded.map(({ reason, count, labels }) => [reason, count, labels])).toEqual([
      ["otherLabel", 1, { Cross: 1 }],
      ["notFound", 1, { Jab: 1 }],
    ]);
  });

  test("in a capture that nobody called complete, what lies beyond its truth is no example of Unknown", async () => {
    const store = new MadeStore({ name: "A", streams: [madeStream(rows)], tracks: [truthTrack(TRUTH)] });
    const { captures } = await takeSnapshot(store, EVERYTHING, null);
    const { cuts, excluded } = await cutCaptures(store, new WarmMotion(), captures, PLAN, NEEDS);
    expect(cuts.map(({ label }) => label)).toEqual(["Jab", "Hook", "Cross"]);
    expect(excluded.map(({ reason }) => reason)).toEqual(["otherLabel", "beyondTruth"]);
  });

  test("as people cut them: in one run, not empty, and of the hand that moved", async () => {
    const still = madeStream(rowsOfPunches(10, []), { hand: "left" });
    const gap = madeStream(rows, {
      runs: [
        { firstIndex: 0, rows: 395 },
        { firstIndex: 400, rows: 605 },
      ],
    });
    const { cuts, excluded } = await cut([still, gap], [...TRUTH, truth("Jab", 8, 8)], { examples: "truth" });
    expect(cuts.map(({ label, hand, frames }) => [label, hand, frames.length / 6])).toEqual([
      ["Jab", "right", 60],
      ["Hook", "left", 60],
      ["Cross", "right", 60],
    ]);
    expect(excluded.map(({ reason }) => reason)).toEqual(["otherLabel", "noLength"]);
    const alone = await cut([gap], TRUTH, { examples: "truth" });
    expect(alone.excluded.map(({ reason }) => reason)).toEqual(["otherLabel", "acrossGap"]);
  });

  test("a left glove is mirrored into a right one where the plan says so, and only there", async () => {
    const left = madeStream(rows, { hand: "left" });
    const [plain, mirrored] = [await cut([left], TRUTH), await cut([left], TRUTH, { hands: "mirrored" })];
    const signs = [1, -1, 1, -1, 1, -1];
    expect(mirrored.cuts[1]!.frames).toEqual(plain.cuts[1]!.frames.map((count, i) => count * signs[i % 6]!));
    const right = await cut([madeStream(rows)], TRUTH, { hands: "mirrored" });
    expect(right.cuts[1]!.frames).toEqual(plain.cuts[1]!.frames);
  });

  test("another range is brought to the model's; what it cut off is left out; another rate cannot be used", async () => {
    const narrow = madeStream(
      rows.map((count, i) => (i % 6 < 3 ? Math.min(32_767, count * 4) : count)),
      { format: format(4) },
    );
    const from4g = await cut([narrow], TRUTH);
    expect(from4g.rescaled).toHaveLength(1);
    expect(from4g.excluded.map(({ reason, count }) => [reason, count])).toEqual([
      ["otherLabel", 1],
      ["clipped", 4],
    ]);
    const weak = rows.map((count, i) => (i % 6 < 3 ? Math.round(count / 2) : count));
    const fits = await cut(
      [
        madeStream(
          weak.map((count, i) => (i % 6 < 3 ? count * 4 : count)),
          { format: format(4) },
        ),
      ],
      TRUTH,
    );
    expect(fits.cuts.map(({ frames }) => frames)).toEqual(
      (await cut([madeStream(weak)], TRUTH)).cuts.map((one) => one.frames),
    );
    const slow = await cut([madeStream(rows, { rateHz: RATE_HZ * 0.97 })], TRUTH);
    expect([slow.cuts, slow.excluded[0]]).toMatchObject([[], { reason: "otherRate", count: 3 }]);
    const blind = madeStream(rows, {
      format: { ...format(), channels: format().channels.map((one) => ({ ...one, kind: "other" as const })) },
    });
    expect((await cut([blind], TRUTH)).excluded[0]).toMatchObject({ reason: "noSignal", count: 3 });
  });
});

test("a model needs what the most rows agree on", async () => {
  const streams = [
    madeStream(rows, { format: format(4, 1000) }),
    madeStream(rowsOfPunches(30, []), { format: format(8, 1000), rateHz: RATE_HZ * 1.01 }),
    madeStream(rows, { format: format(4, 2000) }),
  ];
  const store = new MadeStore({ name: "A", streams, tracks: [] });
  const [capture] = await store.captures();
  expect(needsOf(capture!.streams)).toEqual({ rateHz: RATE_HZ, accelRange_g: 8, gyroRange_dps: 1000 });
  const off = { ...capture!.streams[0]!, clock: { startUs: 0, rateHz: 118.7 } };
  expect(needsOf([off])!.rateHz).toBe(119);
  expect(needsOf([])).toBeNull();
});
