import type { CaptureStream } from "#domain/captures.ts";
import type { Hand } from "#domain/hands.ts";
import { UNKNOWN } from "#domain/labeling/segments.ts";
import type { ModelNeeds } from "#domain/learning/models.ts";
import type { ModelPlan } from "#domain/learning/plan.ts";
import { indexToUs } from "#domain/time.ts";
import type { FoundEvent } from "#domain/validation/outcomes.ts";
import { writeFloatNetwork } from "../../engine/descriptor/network.ts";
import type { EngineEvent } from "../../engine/events.ts";
import { openFloatNetwork } from "../../engine/network.ts";
import { EnginePipeline } from "../../engine/pipeline.ts";
import type { StreamMotion } from "../../segmenting/streamMotion.ts";
import { MODEL_AXES, modelMotion } from "../dataset/modelMotion.ts";
import { examplesOf } from "../features/modelInput.ts";
import { realInputs } from "../realInputs.ts";
import { leastLead } from "./classifier.ts";
import type { LearnedPart } from "./learnPart.ts";

/** What a model says about streams, by its int8 bytes and by the float network in their place. */
export interface SaidTwice {
  readonly int8: readonly FoundEvent[];
  readonly float: readonly FoundEvent[];
}

/** The bytes for a glove: its hand's, or those for both. A glove that nobody assigned runs only the latter. */
export function partFor<P extends { readonly hand: Hand | null }>(
  parts: readonly P[],
  hand: Hand | null,
): P | undefined {
  return parts.find((part) => part.hand === hand) ?? parts.find((part) => part.hand === null);
}

/**
 * Runs the very bytes of a model through the engine over one stream, reset for each run of rows, and asks the float network
 * about the same segments. Trees have no float twin: they say the same twice.
 */
export async function runParts(
  plan: Pick<ModelPlan, "classes" | "hands" | "rejectBelow">,
  needs: ModelNeeds,
  parts: readonly LearnedPart[],
  motion: StreamMotion,
  signal: AbortSignal,
): Promise<SaidTwice> {
  const part = partFor(parts, motion.stream.hand);
  if (part === undefined) return { int8: [], float: [] };
  const pipeline = new EnginePipeline(part.descriptor);
  const seen = modelMotion(motion, needs, plan.hands === "mirrored").runs;
  const names = [UNKNOWN, ...plan.classes];
  const int8: FoundEvent[] = [];
  const float: FoundEvent[] = [];
  for (const [at, { firstIndex, frames }] of modelMotion(motion, needs, false).runs.entries()) {
    const events = await pipeline.run(frames, { signal });
    const again = await floatClasses(plan, needs, part, seen[at]!.frames, events);
    for (const [i, event] of events.entries()) {
      int8.push(foundEvent(motion.stream, firstIndex, event, names[event.classNumber]!));
      float.push(foundEvent(motion.stream, firstIndex, event, names[again?.[i] ?? event.classNumber]!));
    }
  }
  return { int8, float };
}

function foundEvent(
  { clock, hand }: CaptureStream,
  firstIndex: number,
  { beginIndex, endIndex, decidedIndex, score }: EngineEvent,
  label: string,
): FoundEvent {
  return {
    label,
    hand,
    startUs: indexToUs(clock, firstIndex + beginIndex),
    endUs: indexToUs(clock, firstIndex + endIndex),
    decidedUs: indexToUs(clock, firstIndex + decidedIndex),
    score,
  };
}

/** What the float network calls each segment, under the same rule of rejection; null for trees. */
async function floatClasses(
  plan: Pick<ModelPlan, "classes" | "rejectBelow">,
  needs: ModelNeeds,
  { fitted, learned }: LearnedPart,
  frames: Int16Array,
  events: readonly EngineEvent[],
): Promise<number[] | null> {
  if (learned.kind === "trees" || events.length === 0) return null;
  const outputs = plan.classes.length + 1;
  const cuts = events.map(({ beginIndex, endIndex }) => ({
    frames: frames.subarray(beginIndex * MODEL_AXES, endIndex * MODEL_AXES),
    classNumber: 0,
  }));
  const examples = await examplesOf(fitted, needs, cuts, outputs);
  const network = openFloatNetwork(writeFloatNetwork(learned.float.layers), examples.steps * examples.channels);
  const logits = network.run(realInputs(examples));
  const lead = leastLead(plan);
  return events.map((_, i) => decided(logits.subarray(i * outputs, (i + 1) * outputs), lead));
}

/** The place of the highest, the first of equals; 0 (Unknown) where it does not lead enough. */
function decided(logits: Float32Array, lead: number): number {
  let best = 0;
  for (const [i, logit] of logits.entries()) if (logit > logits[best]!) best = i;
  return logits.every((logit, i) => i === best || logits[best]! - logit >= lead) ? best : 0;
}
