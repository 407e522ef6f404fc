import { writeFloatNetwork, writeNetwork } from "../../engine/descriptor/network.ts";
import { openFloatNetwork, openInt8Network } from "../../engine/network.ts";
import type { Examples, QuantizedNetwork, TrainedNetwork } from "../api.ts";
import { realInputs } from "../realInputs.ts";

/** What int8 changed, on examples: the same network before and after. */
export interface QuantizationComparison {
  /** Share of the examples that both call the same, 0 to 1. */
  readonly agreement: number;
  /** The largest difference of an output (logit). */
  readonly worstLogitError: number;
  /** Of each class: examples of it, and the share of them that each network gets right (null without any). */
  readonly classes: readonly {
    readonly support: number;
    readonly float: number | null;
    readonly int8: number | null;
  }[];
}

/**
 * Runs both networks over the examples with the engine. `meaning` says which class an output is, where several may be one;
 * otherwise output n is class n. @throws ProblemError engine.missing
 */
export function compareQuantized(
  network: TrainedNetwork,
  quantized: QuantizedNetwork,
  examples: Examples,
  meaning: readonly number[] = Array.from({ length: examples.outputs }, (_, output) => output),
): QuantizationComparison {
  const size = examples.steps * examples.channels;
  const float = openFloatNetwork(writeFloatNetwork(network.layers), size).run(realInputs(examples));
  const stored = openInt8Network(writeNetwork(quantized.layers), size).run(examples.inputs);
  const { scale, zeroPoint } = quantized.output;
  const { outputs } = examples;
  const tallies = Array.from({ length: Math.max(...meaning) + 1 }, () => ({ support: 0, float: 0, int8: 0 }));
  let same = 0;
  for (const [i, truth] of examples.classes.entries()) {
    const before = meaning[strongest(float, i * outputs, outputs)];
    const after = meaning[strongest(stored, i * outputs, outputs)];
    if (before === after) same++;
    const tally = tallies[truth]!;
    tally.support++;
    if (before === truth) tally.float++;
    if (after === truth) tally.int8++;
  }
  const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);
  return {
    agreement: share(same, examples.classes.length) ?? 1,
    worstLogitError: stored.reduce((worst, q, i) => Math.max(worst, Math.abs(scale * (q - zeroPoint) - float[i]!)), 0),
    classes: tallies.map((tally) => ({
      support: tally.support,
      float: share(tally.float, tally.support),
      int8: share(tally.int8, tally.support),
    })),
  };
}

/** The first of the highest, as the engine decides. */
function strongest(numbers: ArrayLike<number>, from: number, count: number): number {
  let best = 0;
  for (let i = 1; i < count; i++) if (numbers[from + i]! > numbers[from + best]!) best = i;
  return best;
}
