import { randomOf } from "#domain/random.ts";
import type { Examples } from "../../api.ts";

export interface Made {
  readonly steps: number;
  readonly channels: number;
  readonly outputs: number;
  readonly count: number;
  readonly seed?: number;
  /** How far examples lie from the middle of their class, in steps of int8. */
  readonly spread?: number;
}

/** Examples that lie about one random middle for each class; the middles are the same for every seed. */
export function madeExamples({ steps, channels, outputs, count, seed = 1, spread = 20 }: Made): Examples {
  const size = steps * channels;
  const middles = Array.from({ length: outputs }, (_, own) => {
    const random = randomOf(own, "middle");
    return Float64Array.from({ length: size }, () => random.between(-90, 90));
  });
  const random = randomOf(seed, "examples");
  const classes = Uint8Array.from({ length: count }, (_, i) => i % outputs);
  const inputs = Int8Array.from({ length: count * size }, (_, i) => {
    const value = middles[classes[Math.floor(i / size)]!]![i % size]! + spread * random.normal();
    return Math.round(Math.min(127, Math.max(-128, value)));
  });
  return { steps, channels, outputs, scale: 1 / 255, zeroPoint: -128, inputs, classes };
}
