import type { ImportedInput, InputLine } from "#domain/learning/importPlan.ts";
import type { ModelNeeds } from "#domain/learning/models.ts";
import { ProblemError } from "#domain/problems.ts";
import type { Examples, Quantization, TrainedNetwork } from "../api.ts";
import type { Cut } from "../dataset/cuts.ts";
import { countSize, FRACTION, type MotionKind, motionKind } from "../features/channelEnds.ts";
import { examplesOf, type FittedInput, INPUT_SCALE } from "../features/modelInput.ts";
import { usualLevel } from "../features/windows.ts";
import { quantizationOf } from "../quantize/activations.ts";
import { foldInput } from "./foldInput.ts";
import { channelOf, fittedInput, windowSteps } from "./planInput.ts";

/** A float network with an int8 input that suits the segments of a project, and these segments as it sees them. */
export interface Calibrated {
  readonly fitted: FittedInput;
  readonly network: TrainedNetwork;
  readonly examples: Examples;
}

type CalibrationCut = Pick<Cut, "frames" | "classNumber">;

/**
 * Features reach int8 by the range that the plan names; of windows, each kind of motion by what these cuts reach.
 * @throws ProblemError import.needsRange, and those of fittedInput and foldInput
 */
export async function calibrate(
  network: TrainedNetwork,
  input: ImportedInput,
  needs: ModelNeeds,
  cuts: readonly CalibrationCut[],
  outputs: number,
): Promise<Calibrated> {
  const first = network.layers[0]!;
  if (input.kind === "features") {
    if (input.to === null) throw new ProblemError("import.needsRange");
    const [lowest, highest] = input.to;
    const quantization = quantizationOf({ lowest, highest }, 0);
    const fitted = fittedInput(input, first, quantization, needs);
    return { fitted, network, examples: await seenAs(fitted, quantization) };
  }
  const steps = windowSteps(input.channels.length, first);
  const scales = scalesOf(input, needs, cuts);
  const channels = input.channels.map((name) => channelOf(name, scales.of(motionKind(name)).channel));
  const fitted: FittedInput = { kind: "window", steps, channels };
  const factors = input.channels.map((name) => scales.of(motionKind(name)).realPerStep / INPUT_SCALE);
  const layers = foldInput(network.layers, factors);
  return {
    fitted,
    network: { ...network, layers },
    examples: await seenAs(fitted, { scale: INPUT_SCALE, zeroPoint: scales.zeroPoint }),
  };

  async function seenAs(by: FittedInput, quantization: Quantization): Promise<Examples> {
    return { ...(await examplesOf(by, needs, cuts, outputs)), ...quantization };
  }
}

/** The length of a vector is up to this many times what its axes reach. */
const LENGTH = Math.sqrt(3);

/** How each kind of motion becomes int8, and what one step of it is in the network's own numbers. */
function scalesOf(
  { channels, ...lines }: Extract<ImportedInput, { kind: "window" }>,
  needs: ModelNeeds,
  cuts: readonly CalibrationCut[],
) {
  const kinds = [...new Set(channels.map(motionKind))];
  const scaleOf = (kind: MotionKind) => {
    const hasLength = channels.some((name) => motionKind(name) === kind && !/[XYZ]$/.test(name));
    const multiplier = Math.round((127 * FRACTION) / (usualLevel(cuts, kind) * (hasLength ? LENGTH : 1)));
    const { slope, offset } = slopeOf(lines[kind]);
    const realPerStep = (slope * countSize(needs, kind) * FRACTION) / multiplier;
    return { multiplier, realPerStep, shift: offset / realPerStep };
  };
  const scales = new Map(kinds.map((kind) => [kind, scaleOf(kind)]));
  const shifts = [...scales.values()].map(({ shift }) => shift);
  // The real zero, which is also what convolutions pad with, moves so that motion stays in the middle of int8.
  const middle = Math.round(-shifts.reduce((sum, shift) => sum + shift, 0) / shifts.length);
  const zeroPoint = Math.min(127, Math.max(-128, middle)) + 0;
  return {
    zeroPoint,
    of: (kind: MotionKind) => {
      const { multiplier, realPerStep, shift } = scales.get(kind)!;
      return { channel: { multiplier, zero: zeroPoint + Math.round(shift) }, realPerStep };
    },
  };
}

/** How much of a network's input one g, or one degree a second, is, and what none is. @throws ProblemError import.needsRange */
function slopeOf(line: InputLine | null): { readonly slope: number; readonly offset: number } {
  if (line === null) return { slope: 1, offset: 0 };
  const { from, to } = line;
  if (to === null) throw new ProblemError("import.needsRange");
  const slope = (to[1] - to[0]) / (from[1] - from[0]);
  return { slope, offset: to[0] - slope * from[0] };
}
