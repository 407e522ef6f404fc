import { ProblemError } from "#domain/problems.ts";
import { type FloatLayer, writeFloatNetwork } from "../../engine/descriptor/network.ts";
import { openFloatNetwork } from "../../engine/network.ts";
import type { Examples } from "../api.ts";
import { realInputs } from "../realInputs.ts";
import type { Range } from "./activations.ts";

/** Examples that go through the network at once: keeps the tensors of long windows in the cache. */
const AT_ONCE = 256;

/** The range of each layer's outputs over all examples, by the engine's own float arithmetic. @throws ProblemError learn.notANumber */
export function outputRanges(layers: readonly FloatLayer[], examples: Examples): Range[] {
  const networks = layers.map((layer) => openFloatNetwork(writeFloatNetwork([layer]), layer.steps * layer.channels));
  const ranges = layers.map(() => ({ lowest: Number.POSITIVE_INFINITY, highest: Number.NEGATIVE_INFINITY }));
  const each = examples.steps * examples.channels * AT_ONCE;
  for (let from = 0; from < examples.inputs.length; from += each) {
    let numbers = realInputs(examples, from, from + each);
    for (const [i, network] of networks.entries()) {
      numbers = network.run(numbers);
      widen(ranges[i]!, numbers);
    }
  }
  return ranges;
}

function widen(range: { lowest: number; highest: number }, numbers: Float32Array): void {
  for (const number of numbers) {
    if (!Number.isFinite(number)) throw new ProblemError("learn.notANumber");
    if (number < range.lowest) range.lowest = number;
    if (number > range.highest) range.highest = number;
  }
}
