import type { CaptureStream, CaptureSummary } from "#domain/captures.ts";
import type { Segment } from "#domain/labeling/segments.ts";
import { type Problem, ProblemError } from "#domain/problems.ts";
import { indexToUs, usToIndex } from "#domain/time.ts";
import { type FoundEvent, type Judging, judge } from "#domain/validation/outcomes.ts";
import type { CaptureResult, LeftOut } from "#domain/validation/results.ts";
import { scoresOf } from "#domain/validation/scores.ts";
import { type IndexedLabel, sensimlCounts, sensimlMatrix } from "#domain/validation/sensiml.ts";
import type { Prediction } from "./runModel.ts";

/** What the models said about one stream of a capture, or why they could not. */
export type StreamAnswer = { readonly stream: CaptureStream } & (
  | { readonly predictions: readonly Prediction[]; readonly rescaled: boolean }
  | { readonly problem: Problem }
);

export interface JudgedCapture {
  /** Null where no stream could be judged. */
  readonly result: CaptureResult | null;
  readonly left: readonly LeftOut[];
}

/**
 * Holds what models said about the streams of a capture against its truth. Truth of a glove that could not be judged does
 * not count as missed: it is told in `left`.
 */
export function judgeCapture(
  { id, name }: Pick<CaptureSummary, "id" | "name">,
  answers: readonly StreamAnswer[],
  truth: readonly Segment[],
  judging: Judging,
): JudgedCapture {
  const left = answers.flatMap((answer): LeftOut[] =>
    "problem" in answer ? [{ captureId: id, name, hand: answer.stream.hand, problem: answer.problem }] : [],
  );
  const judged = answers.flatMap((answer) => ("problem" in answer ? [] : [answer]));
  if (judged.length === 0) return { result: null, left: left.slice(0, 1).map((one) => ({ ...one, hand: null })) };
  const streams = judged.map(({ stream }) => stream);
  const counting = truth.filter((one) => streams.some((stream) => isOf(one, stream)));
  const found = judged.flatMap(({ stream, predictions }) => predictions.map((one) => foundEvent(stream, one)));
  const perStream = judged.map(({ stream, predictions }) =>
    sensimlCounts(sensimlMatrix(indexedTruth(counting, stream), predictions.map(indexed))),
  );
  const parts = {
    events: judge(counting, found, judging),
    ...timeOf(streams, counting),
    sensiml: {
      counted: perStream.reduce((sum, { counted }) => sum + counted, 0),
      right: perStream.reduce((sum, { right }) => sum + right, 0),
    },
  };
  const rescaled = judged.some((answer) => answer.rescaled);
  return { result: { captureId: id, name, rescaled, ...parts, scores: scoresOf([parts]) }, left };
}

/** The streams of a capture whose work ended with an expected failure. @throws anything else */
export function answerOr(stream: CaptureStream, error: unknown): StreamAnswer {
  if (error instanceof ProblemError && error.problem.code !== "engine.cancelled")
    return { stream, problem: error.problem };
  throw error;
}

export function foundEvent({ clock, hand }: CaptureStream, one: Prediction): FoundEvent {
  return {
    label: one.label,
    hand,
    startUs: indexToUs(clock, one.beginIndex),
    endUs: indexToUs(clock, one.endIndex),
    peakUs: one.peakIndex === null ? null : indexToUs(clock, one.peakIndex),
    decidedUs: indexToUs(clock, one.decidedIndex),
    score: one.score,
  };
}

function isOf({ hand }: Segment, stream: CaptureStream): boolean {
  return hand === null || stream.hand === null || hand === stream.hand;
}

/** The time of the capture that was judged, and what of it lies in no truth segment. */
function timeOf(streams: readonly CaptureStream[], truth: readonly Segment[]) {
  const from = Math.min(...streams.map(({ clock }) => indexToUs(clock, 0)));
  const to = Math.max(...streams.map(({ clock, endIndex }) => indexToUs(clock, endIndex)));
  let labelledUs = 0;
  let until = from;
  for (const { startUs, endUs } of truth.toSorted((a, b) => a.startUs - b.startUs)) {
    const end = Math.min(endUs, to);
    labelledUs += Math.max(0, end - Math.max(startUs, until));
    until = Math.max(until, end);
  }
  return { judgedUs: to - from, unlabelledUs: to - from - labelledUs };
}

/** By sample, as the replaced tool counts. Truth that lies before the stream's first sample is none of its. */
function indexedTruth(truth: readonly Segment[], stream: CaptureStream): IndexedLabel[] {
  return truth
    .filter((one) => isOf(one, stream))
    .map(({ label, startUs, endUs }) => ({
      label,
      first: Math.max(0, Math.round(usToIndex(stream.clock, startUs))),
      last: Math.round(usToIndex(stream.clock, endUs)) - 1,
    }))
    .filter(({ first, last }) => last >= first);
}

function indexed({ label, beginIndex, endIndex }: Prediction): IndexedLabel {
  return { label, first: beginIndex, last: endIndex - 1 };
}
