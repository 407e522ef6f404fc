import { randomUUID } from "node:crypto";
import type { SampleSlice } from "#contract/slice.ts";
import { type CaptureSummary, NO_COUNTS } from "#domain/captures.ts";
import { inOrder, type Segment, type Track } from "#domain/labeling/segments.ts";
import { SAME_PUNCH } from "#domain/matching.ts";
import { judge } from "#domain/validation/outcomes.ts";
import { scoresOf } from "#domain/validation/scores.ts";
import { writeDescriptor } from "#host/engine/descriptor/writeDescriptor.ts";
import { EnginePipeline } from "#host/engine/pipeline.ts";
import { engineVersion } from "#host/engine/version.ts";
import { gloveFormat } from "#host/sources/simulated/sensor.ts";
import type { ModelBytes } from "#host/validation/modelBytes.ts";
import { runValidation } from "#host/validation/runValidation.ts";
import { BOXING } from "./engine/boxingSpec.ts";
import { AXES, RATE_HZ, sessionRows } from "./engine/session.ts";
import { classify, findPunches, lengthsOf } from "./engine/typescriptBoxing.ts";
import { medians, rounded, timed } from "./measure.ts";

/**
 * A thousand captures of a minute each, validated with the boxing reference: samples hashed, segmented, classified, matched
 * with truth and scored, as many side by side as there are cores. Beside it the same work by the TypeScript reference on
 * one thread, without hashes. The samples lie in memory for both: reading a project from disk is the store's benchmark.
 */
export const name = "validation";

const CAPTURES = 1000;
const SECONDS = 60;
const RUNS = 3;
const CLASSES = ["Jab", "Cross", "Hook", "Uppercut", "Overhand", "Body"];

export async function run(): Promise<object> {
  const rows = sessionRows(SECONDS * RATE_HZ);
  const truth = await truthOf(rows);
  const store = thousandCaptures(rows, truth);
  const model = boxingModel();
  const captureIds = (await store.captures()).map(({ id }) => id);
  const wish = { captureIds, rule: SAME_PUNCH, fullyAnnotated: true, truthTrack: null };
  const job = { signal: new AbortController().signal, progress: () => {}, stopIfCancelled: () => {} };
  let events = 0;
  const times = await medians(RUNS, {
    // A new store each time: hashes are kept for as long as a project is open.
    engine: async () => ({
      ms: (
        await timed(async () => {
          const { captures } = await runValidation(thousandCaptures(rows, truth), [model], wish, job);
          events = captures.reduce((sum, capture) => sum + capture.events.length, 0);
        })
      ).ms,
    }),
    typescript: async () => ({ ms: (await timed(() => captureIds.map(() => inTypescript(rows, truth)))).ms }),
  });
  return {
    what: `${CAPTURES} captures of ${SECONDS} s, six axes at ${RATE_HZ} Hz, the boxing reference, samples in memory`,
    engineHash: engineVersion().hash.slice(0, 12),
    events,
    engineMs: times.engine.ms,
    typescriptMs: times.typescript.ms,
    typescriptToEngine: rounded(times.typescript.ms / times.engine.ms),
  };
}

/** Half of the punches as the engine finds them, moved a little and named in turn: so that something is right and wrong. */
async function truthOf(rows: Int16Array): Promise<readonly Segment[]> {
  const found = await new EnginePipeline(writeDescriptor(BOXING)).run(rows);
  return found
    .filter((_, i) => i % 2 === 0)
    .map(({ beginIndex, endIndex }, i) => ({
      id: randomUUID(),
      label: CLASSES[i % CLASSES.length]!,
      hand: null,
      quality: null,
      startUs: Math.round(((beginIndex + 3) * 1e6) / RATE_HZ),
      endUs: Math.round(((endIndex + 3) * 1e6) / RATE_HZ),
      peakUs: null,
      confidence: null,
      origin: "hand",
    }))
    .sort(inOrder);
}

function boxingModel(): ModelBytes {
  const descriptor = writeDescriptor(BOXING);
  return {
    model: {
      id: randomUUID(),
      name: "Boxing",
      origin: "imported",
      createdAtMs: 0,
      simulated: true,
      classNames: ["Unknown", ...CLASSES],
      needs: { rateHz: RATE_HZ, accelRange_g: 16, gyroRange_dps: 2000 },
      parts: [{ hand: null, hash: "", bytes: descriptor.length }],
      plan: null,
      made: null,
    },
    descriptorFor: () => descriptor,
  };
}

/** As far as a validation looks at a project. */
function thousandCaptures(rows: Int16Array, truth: readonly Segment[]) {
  const format = gloveFormat({
    rateHz: RATE_HZ,
    accelRange_g: 16,
    gyroRange_dps: 2000,
    magnetometer: false,
    clockError_ppm: 0,
  });
  const frames = rows.length / AXES;
  const captures = Array.from(
    { length: CAPTURES },
    (_, i): CaptureSummary => ({
      id: `00000000-0000-4000-8000-${String(i).padStart(12, "0")}`,
      name: `Capture ${i}`,
      state: "finished",
      simulated: true,
      createdAtMs: 0,
      durationUs: SECONDS * 1e6,
      label: null,
      metadata: {},
      deletedAtMs: null,
      reviewedAtMs: 0,
      labelCounts: {},
      handCounts: { left: 0, right: 0, none: 0 },
      proposals: 0,
      videos: 0,
      streams: [
        {
          id: 1,
          device: { id: "made", name: "Made", kind: "simulated", simulated: true },
          hand: null,
          format,
          clock: { startUs: 0, rateHz: RATE_HZ },
          clockResidualUs: null,
          rows: frames,
          endIndex: frames,
          pyramidLevels: 1,
          counts: NO_COUNTS,
        },
      ],
    }),
  );
  const tracks: Track[] = [{ kind: "truth", name: "Truth", origin: "{}", segments: truth }];
  const slice: SampleSlice = {
    key: 1,
    sampleType: "int16",
    width: AXES,
    runs: [{ firstIndex: 0, rows: frames }],
    values: rows,
  };
  return {
    readOnly: false,
    captures: async () => captures,
    tracks: async () => tracks,
    readSamples: async () => slice,
    putTracks: async () => {},
    addValidation: async () => {},
  };
}

/** The same figures of one capture as somebody would compute them without the engine. */
function inTypescript(rows: Int16Array, truth: readonly Segment[]) {
  const lengths = lengthsOf(rows);
  const atUs = (index: number) => Math.round((index * 1e6) / RATE_HZ);
  const found = findPunches(lengths).map((punch) => ({
    label: CLASSES[classify(rows, lengths, punch) - 1]!,
    hand: null,
    startUs: atUs(punch.begin),
    endUs: atUs(punch.end),
    decidedUs: atUs(punch.end),
    score: null,
  }));
  const judging = { rule: SAME_PUNCH, fullyAnnotated: true, classes: new Set(CLASSES) };
  const judged = { judgedUs: SECONDS * 1e6, unlabelledUs: 0, sensiml: { counted: 0, right: 0 } };
  return scoresOf([{ ...judged, events: judge(truth, found, judging) }]);
}
