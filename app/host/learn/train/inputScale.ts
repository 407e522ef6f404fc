import type { Shape } from "./shapes.ts";
import type { Weights } from "./weights.ts";

/** How inputs are brought to a size that training gets on with: (input - mean) / spread. */
export interface InputScale {
  /** One for each input of an example. */
  readonly means: Float64Array;
  /** One for all, so that the weights of a channel keep their proportions and lose nothing more when cut to int8. */
  readonly spread: number;
}

/**
 * Measured on the training inputs. A convolution pads with zeros at its ends, which a mean would move: there all means are 0.
 */
export function measureInputs(inputs: Float32Array, size: number, first: Shape): InputScale {
  const examples = inputs.length / size;
  const means = new Float64Array(size);
  if (first.kind === "fully_connected") {
    for (let i = 0; i < inputs.length; i++) means[i % size]! += inputs[i]! / examples;
  }
  let squares = 0;
  for (let i = 0; i < inputs.length; i++) squares += (inputs[i]! - means[i % size]!) ** 2;
  const spread = Math.sqrt(squares / inputs.length);
  return { means, spread: spread === 0 ? 1 : spread };
}

export function scaleInputs(inputs: Float32Array, { means, spread }: InputScale): Float32Array {
  return inputs.map((input, i) => (input - means[i % means.length]!) / spread);
}

/** Weights for inputs as they are that answer as `weights` do for scaled ones: the first layer takes the scale over. */
export function takeOver(weights: Weights, { means, spread }: InputScale): Weights {
  const [first, biases, ...rest] = weights as [Float32Array, Float32Array, ...Float32Array[]];
  const inputs = first.length / biases.length;
  const scaled = first.map((weight) => weight / spread);
  const moved = biases.map((bias, out) => {
    let sum = bias as number;
    if (inputs === means.length) for (let i = 0; i < inputs; i++) sum -= scaled[out * inputs + i]! * means[i]!;
    return sum;
  });
  return [scaled, moved, ...rest];
}
