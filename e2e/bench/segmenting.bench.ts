import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addCounts, countsOf, detectionScore, NOTHING_DETECTED } from "#domain/detection.ts";
import type { Segment } from "#domain/labeling/segments.ts";
import { matchEvents, SAME_PUNCH } from "#domain/matching.ts";
import { completeSettings } from "#domain/segmenters.ts";
import { recordAtOnce } from "#host/capture/recordAtOnce.ts";
import { learnSettings } from "#host/segmenting/learning/learnSettings.ts";
import { truthParts } from "#host/segmenting/learning/truthParts.ts";
import { findInAll } from "#host/segmenting/proposals.ts";
import { LabelledShapes, type ShapeStore } from "#host/segmenting/suggesting/labelledShapes.ts";
import { suggestLabels } from "#host/segmenting/suggesting/suggestLabels.ts";
import { truthOf } from "#host/segmenting/truth.ts";
import { WarmMotion } from "#host/segmenting/warmMotion.ts";
import { PERSON_NAMES } from "#host/sources/simulated/people.ts";
import { DEFAULT_SIMULATED_OPTIONS, SimulatedSource } from "#host/sources/simulated/simulatedSource.ts";
import type { ProjectStore } from "#host/store/api.ts";
import { openProjectStore } from "#host/store/open.ts";
import { tennisCaptures, tennisHere } from "../devices/tennisMotion.ts";
import { median, rounded, timed } from "./measure.ts";

export const name = "segmenting";

const MINUTES = 10;
const SESSION_SECONDS = 90;
const MOVES = 20;

/** Previews while a slider moves, what learning and suggestions reach, and how long a suggestion takes. */
export async function run(): Promise<object> {
  const folder = await mkdtemp(join(tmpdir(), "ringside-bench-"));
  const store = await openProjectStore(join(folder, "Bench.ringside"), { create: true });
  try {
    const people: string[] = [];
    for (const [seed, person] of PERSON_NAMES.entries()) {
      people.push(await recordSession(store, person, SESSION_SECONDS, seed + 1));
    }
    const suggestions = await suggestionQuality(store, people);
    const long = await recordSession(store, PERSON_NAMES[0]!, MINUTES * 60, 99);
    return { preview: await previewTimes(store, long), tennis: await tennisLearned(), suggestions };
  } finally {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function recordSession(store: ProjectStore, person: string, seconds: number, seed: number): Promise<string> {
  const source = new SimulatedSource({ speed: "max" });
  source.configure({ ...DEFAULT_SIMULATED_OPTIONS, hands: "both", person, seed, punchesPerMinute: 50 });
  const links = await Promise.all((await source.find()).map(({ device }) => source.connect(device.id)));
  const capture = { name: person, createdAtMs: Date.now(), label: null, metadata: {} };
  const { id } = await recordAtOnce(store, links, capture, seconds);
  await Promise.all(links.map((link) => link.close()));
  return id;
}

/** A slider that moves over a capture of ten minutes and two gloves: the first answer, and those after it. */
async function previewTimes(store: ProjectStore, captureId: string) {
  const warm = new WarmMotion();
  const ask = async (slowestTurn: number) =>
    findInAll(await warm.of(store, captureId), "punch", completeSettings("punch", { slowestTurn }));
  const first = await timed(() => ask(200));
  const moves: number[] = [];
  for (let i = 0; i < MOVES; i++) moves.push((await timed(() => ask(100 + 20 * i))).ms);
  return { found: first.result.length, firstMs: rounded(first.ms), moveMs: rounded(median(moves)) };
}

/** Learned on four classes of strokes, scored on the fifth, each in turn. */
async function tennisLearned() {
  if (!tennisHere) return "skipped: the recordings are not here";
  const captures = await tennisCaptures();
  const job = { signal: new AbortController().signal, progress: () => {} };
  const reached: Record<string, object> = {};
  for (const segmenter of ["punch", "max_min_threshold", "windowing_threshold", "general_threshold"] as const) {
    let counts = NOTHING_DETECTED;
    for (const heldOut of captures) {
      const others = captures.filter((capture) => capture !== heldOut);
      const parts = truthParts(
        others.map(({ stroke, truth }) => ({ capture: { id: stroke, durationUs: 60e6, reviewedAtMs: 1 }, truth })),
      );
      const motion = new Map(others.map((capture) => [capture.stroke, capture.motion]));
      const { settings } = await learnSettings(segmenter, parts, motion, job);
      const found = await findInAll(heldOut.motion, segmenter, completeSettings(segmenter, settings));
      counts = addCounts(counts, countsOf(matchEvents(heldOut.truth, found, SAME_PUNCH)));
    }
    reached[segmenter] = { ...counts, f1: rounded(detectionScore(counts).f1) };
  }
  return reached;
}

/**
 * Each person's proposals are named by the labels of the other people alone: how often the first guess is right, and one of
 * three. The segments of the same motion never vote, so every capture is asked in a project without its own labels.
 */
async function suggestionQuality(store: ProjectStore, captureIds: readonly string[]) {
  const warm = new WarmMotion();
  const counted = { asked: 0, first: 0, ofThree: 0 };
  const times: number[] = [];
  for (const captureId of captureIds) {
    const without: ShapeStore = {
      captures: async (deleted) => (await store.captures(deleted)).filter(({ id }) => id !== captureId),
      capture: (id) => store.capture(id),
      tracks: (id) => store.tracks(id),
      readSamples: (...rows) => store.readSamples(...rows),
      onChange: () => () => {},
    };
    const truth = await truthOf(store, captureId);
    const found = await findInAll(await warm.of(store, captureId), "punch", completeSettings("punch", {}));
    const { pairs } = matchEvents(truth, found, SAME_PUNCH);
    const labelled = new LabelledShapes(warm);
    const segments = pairs.map((pair) => found[pair.found]!);
    await suggestLabels(without, warm, labelled, captureId, segments.slice(0, 1));
    const { ms, result } = await timed(() => suggestLabels(without, warm, labelled, captureId, segments));
    times.push(ms / segments.length);
    for (const [i, guesses] of result.entries()) {
      const label: Segment["label"] = truth[pairs[i]!.truth]!.label;
      counted.asked++;
      if (guesses[0]?.label === label) counted.first++;
      if (guesses.some((guess) => guess.label === label)) counted.ofThree++;
    }
  }
  return {
    asked: counted.asked,
    firstRight: rounded(counted.first / counted.asked),
    oneOfThreeRight: rounded(counted.ofThree / counted.asked),
    msEach: rounded(median(times)),
  };
}
