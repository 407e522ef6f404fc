import type { CaptureStream, CaptureSummary } from "#domain/captures.ts";
import { ProblemError } from "#domain/problems.ts";
import type { Judging } from "#domain/validation/outcomes.ts";
import type { CaptureResult, LeftOut } from "#domain/validation/results.ts";
import type { ModelMotion } from "../learn/dataset/modelMotion.ts";
import { readMotion } from "../segmenting/streamMotion.ts";
import type { ProjectStore, TrackSegment } from "../store/api.ts";
import type { WithTruth } from "./hashes.ts";
import { answerOr, foundEvent, judgeCapture, type StreamAnswer } from "./judgeCapture.ts";
import type { ModelBytes } from "./modelBytes.ts";
import { motionFor, type ReadyModel, readyFor, runModel } from "./runModel.ts";
import { runSequence } from "./runSequence.ts";

/** What came of one capture, and what its prediction track will hold. */
export interface Answered {
  readonly result: CaptureResult | null;
  readonly left: readonly LeftOut[];
  readonly predicted: readonly TrackSegment[];
}

/** Lets models say what they find in a capture, and holds it against truth. @throws ProblemError engine.cancelled */
export async function askModels(
  store: Pick<ProjectStore, "readSamples">,
  models: readonly ModelBytes[],
  { summary, truth }: WithTruth,
  judging: Judging,
  signal: AbortSignal,
): Promise<Answered> {
  const answers = await answersOf(store, models, summary, signal);
  return { ...judgeCapture(summary, answers, truth, judging), predicted: predictedIn(answers, models) };
}

/** What models find in each stream of a capture, or why they could not. @throws ProblemError engine.cancelled */
export async function answersOf(
  store: Pick<ProjectStore, "readSamples">,
  models: readonly ModelBytes[],
  summary: CaptureSummary,
  signal?: AbortSignal,
): Promise<StreamAnswer[]> {
  const answers: StreamAnswer[] = [];
  for (const stream of summary.streams) {
    try {
      const ready = models.map((bytes) => readyFor(bytes, stream.hand));
      const motions = await motionsOf(store, summary.id, stream, ready);
      const predictions =
        ready.length === 1
          ? await runModel(ready[0]!, motions[0]!, signal)
          : await runSequence(ready[0]!, ready[1]!, [motions[0]!, motions[1]!], signal);
      answers.push({ stream, predictions, rescaled: motions.some(({ rescaled }) => rescaled) });
    } catch (error) {
      answers.push(answerOr(stream, error));
    }
  }
  return answers;
}

/** A stream as each of these models wants it. @throws ProblemError model.noChannel and those of motionFor */
export async function motionsOf(
  store: Pick<ProjectStore, "readSamples">,
  captureId: string,
  stream: CaptureStream,
  ready: readonly ReadyModel[],
): Promise<ModelMotion[]> {
  const motion = await readMotion(store, captureId, stream).catch((error: unknown) => {
    const blind = error instanceof ProblemError && error.problem.code === "segmenter.noSignal";
    throw blind ? new ProblemError("model.noChannel", { model: ready[0]!.model.name }) : error;
  });
  return ready.map((one) => motionFor(one, motion));
}

/** As segments of a prediction track. */
export function predictedIn(answers: readonly StreamAnswer[], models: readonly ModelBytes[]): TrackSegment[] {
  return answers.flatMap((one) =>
    "problem" in one ? [] : one.predictions.map((each) => trackSegment(foundEvent(one.stream, each), models)),
  );
}

function trackSegment(found: ReturnType<typeof foundEvent>, models: readonly ModelBytes[]): TrackSegment {
  const { label, hand, startUs, endUs, peakUs, score } = found;
  const origin = models.at(-1)!.model.name;
  return { label, hand, startUs, endUs, peakUs: peakUs ?? null, confidence: score, origin };
}
