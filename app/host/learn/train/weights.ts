import { randomOf } from "#domain/random.ts";
import type { FloatLayer } from "../../engine/descriptor/network.ts";
import { fanIn, hasWeights, type Shape } from "./shapes.ts";

/** Weights and biases of the layers that have some, one after the other, in the engine's order. */
export type Weights = readonly Float32Array[];

/**
 * Where training begins: uniform weights of the variance that keeps signals alive through the layers (He et al. 2015 under
 * ReLU, Glorot & Bengio 2010 for the logits), biases zero. The same for the same seed.
 */
export function firstWeights(shapes: readonly Shape[], seed: number): Weights {
  return shapes.filter(hasWeights).flatMap((shape, layer) => {
    const inputs = fanIn(shape);
    const bound = Math.sqrt(6 / (shape.lowest === 0 ? inputs : inputs + shape.outChannels));
    const random = randomOf(seed, `weights ${layer}`);
    return [
      Float32Array.from({ length: inputs * shape.outChannels }, () => random.between(-bound, bound)),
      new Float32Array(shape.outChannels),
    ];
  });
}

export function layersOf(shapes: readonly Shape[], weights: Weights): FloatLayer[] {
  let next = 0;
  return shapes.map((shape) => {
    if (!hasWeights(shape)) return shape;
    const layer = { ...shape, weights: weights[next]!, biases: [...weights[next + 1]!] };
    next += 2;
    return layer;
  });
}
