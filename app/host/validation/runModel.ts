import type { CaptureStream } from "#domain/captures.ts";
import type { Hand } from "#domain/hands.ts";
import { UNKNOWN } from "#domain/labeling/segments.ts";
import { ProblemError } from "#domain/problems.ts";
import { describedSegmenter } from "../engine/descriptor/readSegmenter.ts";
import type { EngineEvent } from "../engine/events.ts";
import { EnginePipeline } from "../engine/pipeline.ts";
import { MODEL_AXES, type ModelMotion, misfit, modelMotion } from "../learn/dataset/modelMotion.ts";
import type { StreamMotion } from "../segmenting/streamMotion.ts";
import type { ModelBytes } from "./modelBytes.ts";

/** What a model says about a stretch of one stream. */
export interface Prediction {
  /** Half-open, in sample indexes of the stream. */
  readonly beginIndex: number;
  readonly endIndex: number;
  /** The strongest moment, where the model's segmenter knows it. */
  readonly peakIndex: number | null;
  /** The sample at which the glove would have said it. */
  readonly decidedIndex: number;
  /** The class 0 is Unknown. */
  readonly label: string;
  readonly score: number | null;
}

/** A model that stands ready for the streams of one hand. */
export interface ReadyModel {
  readonly model: ModelBytes["model"];
  readonly descriptor: Uint8Array;
}

/** @throws ProblemError validation.noHand; engine.refused for bytes that are no pipeline */
export function readyFor(bytes: ModelBytes, hand: Hand | null): ReadyModel {
  const descriptor = bytes.descriptorFor(hand);
  if (descriptor === null) throw new ProblemError("validation.noHand", { model: bytes.model.name });
  return { model: bytes.model, descriptor };
}

/** @throws ProblemError model.otherRate, model.noChannel, model.otherRange */
export function mustFit(model: ReadyModel["model"], stream: Pick<CaptureStream, "format" | "clock">): void {
  const reason = misfit(model.needs, stream);
  if (reason === null) return;
  if (reason === "otherRate") {
    const rateHz = Math.round(stream.clock.rateHz);
    throw new ProblemError("model.otherRate", { model: model.name, rateHz, needsHz: Math.round(model.needs.rateHz) });
  }
  throw new ProblemError(reason === "otherRange" ? "model.otherRange" : "model.noChannel", { model: model.name });
}

/**
 * A stream in the counts of a model. A left glove is not mirrored here: the pipeline of a left hand does that itself.
 * @throws ProblemError as mustFit
 */
export function motionFor({ model }: ReadyModel, motion: StreamMotion): ModelMotion {
  mustFit(model, motion.stream);
  return modelMotion(motion, model.needs, false);
}

/**
 * Runs the bytes of a model over a stream, off the main thread. Each run of rows begins as after a reset: nothing is found
 * across a gap, and nothing depends on what came before it. What a segment filter dropped is not told.
 * @throws ProblemError model.noChannel, engine.cancelled, engine.refused
 */
export async function runModel(
  { model, descriptor }: ReadyModel,
  { runs }: Pick<ModelMotion, "runs">,
  signal?: AbortSignal,
): Promise<Prediction[]> {
  const pipeline = new EnginePipeline(descriptor);
  if (pipeline.shape.inputColumns !== MODEL_AXES) throw new ProblemError("model.noChannel", { model: model.name });
  const { lead } = describedSegmenter(descriptor);
  const predictions: Prediction[] = [];
  for (const { firstIndex, frames } of runs) {
    for (const event of await pipeline.run(frames, { signal })) {
      if (event.dropped) continue;
      predictions.push({
        beginIndex: firstIndex + event.beginIndex,
        endIndex: firstIndex + event.endIndex,
        peakIndex: lead === null ? null : firstIndex + event.beginIndex + lead,
        decidedIndex: firstIndex + event.decidedIndex,
        label: labelOf(model, event),
        score: event.score,
      });
    }
  }
  return predictions;
}

export function labelOf(
  { classNames }: ModelBytes["model"],
  { classNumber }: Pick<EngineEvent, "classNumber">,
): string {
  return classNumber === 0 ? UNKNOWN : (classNames[classNumber] ?? UNKNOWN);
}

/** Whether a model names what it finds; otherwise it only cuts. */
export function names({ descriptor }: ReadyModel): boolean {
  return new EnginePipeline(descriptor).shape.outputs > 0;
}
