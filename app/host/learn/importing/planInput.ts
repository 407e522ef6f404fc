import { COLUMNS } from "#domain/learning/columns.ts";
import type { ImportedFeature, ImportedInput, InputLine, Span } from "#domain/learning/importPlan.ts";
import type { ModelNeeds } from "#domain/learning/models.ts";
import { ProblemError } from "#domain/problems.ts";
import type { WindowChannel } from "../../engine/descriptor/classifier.ts";
import { FEATURES, type FeatureName } from "../../engine/descriptor/featureList.ts";
import type { FeatureSpec } from "../../engine/descriptor/features.ts";
import type { LayerShape } from "../../engine/descriptor/network.ts";
import type { Quantization } from "../api.ts";
import { channelWith, countSize, motionKind } from "../features/channelEnds.ts";
import type { FittedInput } from "../features/modelInput.ts";

const LOWEST = -128;
const HIGHEST = 127;
const STEPS = HIGHEST - LOWEST;
/** What the engine takes (native/engine/pipeline/window_input.hpp, horizontal_scale). */
const LARGEST_MULTIPLIER = 2 ** 24;
const [FEWEST_STEPS, MOST_STEPS] = [2, 4096];

/**
 * What the engine must do so that the int8 numbers before a network stand for what it was trained on.
 * @throws ProblemError import.inputCount, import.unknownFeature, import.noRange
 */
export function fittedInput(
  input: ImportedInput,
  first: LayerShape,
  quantization: Quantization,
  needs: ModelNeeds,
): FittedInput {
  if (input.kind === "features") {
    mustTake(first, input.features.length);
    return { kind: "features", features: input.features.map((one) => featureSpec(one, input.to, quantization)) };
  }
  const steps = windowSteps(input.channels.length, first);
  const channels = input.channels.map((name) => {
    const kind = motionKind(name);
    const size = countSize(needs, kind);
    return channelOf(name, channelWith(spanOf(input[kind], quantization), size));
  });
  return { kind: "window", steps, channels };
}

/** Steps that a window of so many channels needs: a dense network may take them laid flat. @throws ProblemError import.inputCount */
export function windowSteps(channels: number, first: LayerShape): number {
  const flat = first.kind === "fully_connected" && first.steps === 1;
  const steps = flat ? first.channels / channels : first.steps;
  const fits = steps * channels === first.steps * first.channels && Number.isInteger(steps);
  if (!fits || steps < FEWEST_STEPS || steps > MOST_STEPS) throw inputCount(first, channels);
  return steps;
}

function mustTake(first: LayerShape, features: number): void {
  if (first.steps * first.channels !== features) throw inputCount(first, features);
}

/** @throws ProblemError import.noRange where no multiplier of the engine comes near */
export function channelOf(
  name: (typeof COLUMNS)[number],
  { multiplier, zero }: Omit<WindowChannel, "column">,
): WindowChannel {
  const sane = multiplier >= 1 && multiplier <= LARGEST_MULTIPLIER && zero >= LOWEST && zero <= HIGHEST;
  if (!sane) throw new ProblemError("import.noRange", { channel: name });
  return { column: COLUMNS.indexOf(name), multiplier, zero };
}

/** @throws ProblemError import.unknownFeature */
function featureSpec(
  { name, columns, parameters, from }: ImportedFeature,
  to: Span | null,
  quantization: Quantization,
): FeatureSpec {
  const known = FEATURES.find(([one]) => one === name);
  if (known === undefined) throw new ProblemError("import.unknownFeature", { feature: name });
  const [lowest, highest] = to === null ? from : rounding(endsOnLine({ from, to }, quantization));
  const places = columns.map((column) => COLUMNS.indexOf(column));
  return { name: name as FeatureName, columns: places, parameters, lowest, highest };
}

/** The engine rounds features down to a byte, the interpreter to the nearest: half a step makes one of the other. */
function rounding([low, high]: Span): Span {
  const half = (high - low) / STEPS / 2;
  return [low - half, high - half];
}

function spanOf(line: InputLine | null, quantization: Quantization): Span {
  if (line === null) return realEnds(quantization);
  return line.to === null ? line.from : endsOnLine({ from: line.from, to: line.to }, quantization);
}

/** What -128 and 127 stand for. */
function realEnds({ scale, zeroPoint }: Quantization): Span {
  return [scale * (LOWEST - zeroPoint), scale * (HIGHEST - zeroPoint)];
}

/** The same before the line. */
function endsOnLine({ from, to }: { readonly from: Span; readonly to: Span }, quantization: Quantization): Span {
  const [low, high] = realEnds(quantization);
  const before = (real: number) => from[0] + ((real - to[0]) * (from[1] - from[0])) / (to[1] - to[0]);
  return [before(low), before(high)];
}

function inputCount({ steps, channels }: LayerShape, given: number): ProblemError {
  return new ProblemError("import.inputCount", { steps, channels, given });
}
