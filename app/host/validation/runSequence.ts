import { UNKNOWN } from "#domain/labeling/segments.ts";
import { takingAsOne } from "../engine/descriptor/readSegmenter.ts";
import { EnginePipeline } from "../engine/pipeline.ts";
import { MODEL_AXES, type ModelMotion } from "../learn/dataset/modelMotion.ts";
import { labelOf, names, type Prediction, type ReadyModel, runModel } from "./runModel.ts";

/** Frames behind a segment that a moving average may wait for (the engine's widest looks 32 samples ahead). */
const BEHIND_FRAMES = 64;

/**
 * A detector before a classifier: the second model names what the first one finds. The first decides where a punch is (all
 * that it does not call Unknown; all where it only cuts) and when it is told. The second one's own segmenter is replaced by
 * one that takes the first one's segment as it is; its sensor stages begin at the segment's first frame.
 * @param motions of the same stream for each of the two: they may want other ranges
 * @throws ProblemError as runModel
 */
export async function runSequence(
  detector: ReadyModel,
  classifier: ReadyModel,
  motions: readonly [ModelMotion, ModelMotion],
  signal?: AbortSignal,
): Promise<Prediction[]> {
  const found = await runModel(detector, motions[0], signal);
  const all = !names(detector);
  const pipelines = new Map<number, EnginePipeline>();
  return found.map((one) => {
    if (!all && one.label === UNKNOWN) return one;
    const length = one.endIndex - one.beginIndex;
    const pipeline = pipelines.get(length) ?? new EnginePipeline(takingAsOne(classifier.descriptor, length));
    pipelines.set(length, pipeline);
    pipeline.reset();
    const event = pipeline.push(framesFrom(motions[1], one)).find(({ dropped }) => !dropped);
    if (event === undefined) return { ...one, label: UNKNOWN, score: null };
    return { ...one, label: labelOf(classifier.model, event), score: event.score };
  });
}

/** The frames of a segment, and a few behind it. A segment lies in one run, because a pipeline is reset at each. */
function framesFrom({ runs }: ModelMotion, { beginIndex, endIndex }: Prediction): Int16Array {
  const run = runs.findLast(({ firstIndex }) => firstIndex <= beginIndex)!;
  const place = (index: number) => (index - run.firstIndex) * MODEL_AXES;
  return run.frames.subarray(place(beginIndex), place(endIndex + BEHIND_FRAMES));
}
