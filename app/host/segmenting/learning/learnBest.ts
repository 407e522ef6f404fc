import { ProblemError } from "#domain/problems.ts";
import { SEGMENTER_NAMES, type SegmenterName } from "#domain/segmenters.ts";
import { usToIndex } from "#domain/time.ts";
import type { Job } from "../../jobs.ts";
import type { ProjectStore } from "../../store/api.ts";
import type { StreamMotion } from "../streamMotion.ts";
import { type TruthStore, truthOf } from "../truth.ts";
import type { WarmMotion } from "../warmMotion.ts";
import { type LearnedSettings, learnSettings } from "./learnSettings.ts";
import { type LabelledCapture, type TruthPart, truthParts } from "./truthParts.ts";

/** Motion before and behind what is scored, so that a segmenter that adapts to the person has heard of them. */
const AROUND_US = 10_000_000;

type LearningStore = Pick<ProjectStore, "capture" | "readSamples"> & TruthStore;

/**
 * Learns the settings of one segmenter, or of all: the best first, by cross-validated F1.
 * @throws ProblemError segmenter.noTruth, segmenter.noSignal, capture.notFound, engine.missing, engine.cancelled
 */
export async function learnBest(
  store: LearningStore,
  warm: WarmMotion,
  captureIds: readonly string[],
  segmenter: SegmenterName | null,
  { signal, progress, stopIfCancelled }: Job,
): Promise<LearnedSettings[]> {
  const labelled: LabelledCapture[] = [];
  for (const captureId of captureIds) {
    stopIfCancelled();
    const [capture, truth] = [await store.capture(captureId), await truthOf(store, captureId)];
    labelled.push({ capture, truth });
  }
  const parts = truthParts(labelled);
  if (parts.length === 0) throw new ProblemError("segmenter.noTruth");
  const motion = new Map<string, readonly StreamMotion[]>();
  for (const captureId of new Set(parts.map((part) => part.captureId))) {
    stopIfCancelled();
    const streams = await warm.of(store, captureId);
    motion.set(
      captureId,
      around(
        streams,
        parts.filter((part) => part.captureId === captureId),
      ),
    );
  }

  const names = segmenter === null ? SEGMENTER_NAMES : [segmenter];
  const learned: LearnedSettings[] = [];
  let blind: ProblemError | null = null;
  for (const [done, name] of names.entries()) {
    try {
      const share = (part: number, of: number | null) => progress(done + part / (of ?? 1), names.length);
      learned.push(await learnSettings(name, parts, motion, { signal, progress: share }));
    } catch (error) {
      if (!(error instanceof ProblemError) || error.problem.code !== "segmenter.noSignal") throw error;
      blind = error;
    }
  }
  if (learned.length === 0) throw blind ?? new ProblemError("segmenter.noTruth");
  return learned.sort((a, b) => b.score.f1 - a.score.f1);
}

/** The runs of each stream cut to the time that is scored, and some before and behind it. */
function around(streams: readonly StreamMotion[], parts: readonly TruthPart[]): StreamMotion[] {
  const fromUs = Math.min(...parts.map((part) => part.fromUs)) - AROUND_US;
  const toUs = Math.max(...parts.map((part) => part.toUs)) + AROUND_US;
  return streams.map((one) => {
    const width = one.columns.inputColumns;
    const first = Math.floor(usToIndex(one.stream.clock, fromUs));
    const end = Math.ceil(usToIndex(one.stream.clock, toUs));
    const runs = one.runs.flatMap(({ firstIndex, frames }) => {
      const from = Math.max(first, firstIndex);
      const to = Math.min(end, firstIndex + frames.length / width);
      const cut = frames.subarray((from - firstIndex) * width, (to - firstIndex) * width);
      return to > from ? [{ firstIndex: from, frames: cut }] : [];
    });
    return { ...one, runs };
  });
}
