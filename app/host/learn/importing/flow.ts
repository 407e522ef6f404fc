import { Obstacle } from "./foreign.ts";

/** The tensor between two layers, as [step][channel]. */
export interface Flow {
  readonly steps: number;
  readonly channels: number;
  /** What it was before it was laid flat: a fully connected layer takes that, so that its shape says what it sees. */
  readonly unflattened: { readonly steps: number; readonly channels: number } | null;
}

/**
 * A tensor of one input as steps of channels: [1, n], [1, steps, channels], [1, 1, steps, channels] or
 * [1, steps, 1, channels]. @throws Obstacle for a batch, or for two axes besides the channels
 */
export function flowOf(shape: readonly number[], where: string): Flow {
  const [batch, ...rest] = shape;
  const isWhole = rest.every((size) => Number.isInteger(size) && size >= 1);
  if (batch !== 1 || rest.length < 1 || rest.length > 3 || !isWhole)
    throw new Obstacle("import.badShape", { where, shape: shape.join(" x ") });
  const channels = rest.at(-1)!;
  const axes = rest.slice(0, -1).filter((size) => size !== 1);
  if (axes.length > 1) throw new Obstacle("import.twoAxes", { where, shape: shape.join(" x ") });
  return { steps: axes[0] ?? 1, channels, unflattened: null };
}

/** The same numbers in another shape. @throws Obstacle where they are not as many */
export function reshaped(from: Flow, shape: readonly number[], where: string): Flow {
  const to = flowOf(shape, where);
  if (to.steps * to.channels !== from.steps * from.channels)
    throw new Obstacle("import.badShape", { where, shape: shape.join(" x ") });
  if (to.steps === from.steps) return from;
  return to.steps === 1 ? { ...to, unflattened: { steps: from.steps, channels: from.channels } } : to;
}
