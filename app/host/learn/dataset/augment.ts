import type { ModelNeeds } from "#domain/learning/models.ts";
import type { Augmentation } from "#domain/learning/plan.ts";
import { type Random, randomOf } from "#domain/random.ts";
import { MODEL_AXES } from "./modelMotion.ts";

const COUNTS = 32_768;

/**
 * The cuts, then `copies` changed ones of each: as if the sensor sat turned, the person were faster or slower, weaker or
 * stronger, the sensor noisier or its range smaller. For training alone: give it no cut that a model is tested on. The same
 * seed and cuts give the same copies.
 */
export function augmented<T extends { readonly frames: Int16Array }>(
  cuts: readonly T[],
  plan: Augmentation,
  needs: ModelNeeds,
  seed: number,
): T[] {
  const all = [...cuts];
  for (let copy = 0; copy < plan.copies; copy++) {
    const random = randomOf(seed, `augmentation ${copy}`);
    for (const cut of cuts) all.push({ ...cut, frames: changedFrames(cut.frames, plan, needs, random) });
  }
  return all;
}

/** One changed copy of frames of six axes, as long as they are. */
export function changedFrames(frames: Int16Array, plan: Augmentation, needs: ModelNeeds, random: Random): Int16Array {
  const pace = 1 + random.between(-plan.timeWarp, plan.timeWarp);
  const strength = 1 + random.between(-plan.scale, plan.scale);
  const turn = mounting(plan, random);
  const noise = [(plan.noise_g * COUNTS) / needs.accelRange_g, (plan.noise_dps * COUNTS) / needs.gyroRange_dps];
  const clip = plan.clip_g === null ? Number.POSITIVE_INFINITY : (plan.clip_g * COUNTS) / needs.accelRange_g;
  const changed = new Int16Array(frames.length);
  const rows = frames.length / MODEL_AXES;
  for (let row = 0; row < rows; row++) {
    const from = Math.max(0, Math.min(rows - 1, (rows - 1) / 2 + (row - (rows - 1) / 2) * pace));
    for (const [kind, first] of [0, 3].entries()) {
      // Who moves faster turns faster; how acceleration grows cannot be told from gravity, and it stays.
      const factor = strength * (kind === 1 ? pace : 1);
      const vector = [0, 1, 2].map((axis) => factor * between(frames, from, first + axis));
      for (let axis = 0; axis < 3; axis++) {
        const turned = turn[axis]!.reduce((sum, part, i) => sum + part * vector[i]!, 0);
        const value = turned + (noise[kind]! > 0 ? noise[kind]! * random.normal() : 0);
        const limit = kind === 0 ? Math.min(clip, COUNTS) : COUNTS;
        changed[row * MODEL_AXES + first + axis] = Math.max(-limit, Math.min(limit, COUNTS - 1, Math.round(value)));
      }
    }
  }
  return changed;
}

/** A column between two rows. */
function between(frames: Int16Array, row: number, column: number): number {
  const before = Math.floor(row);
  const a = frames[before * MODEL_AXES + column]!;
  const part = row - before;
  return part === 0 ? a : a + part * (frames[(before + 1) * MODEL_AXES + column]! - a);
}

/** How a sensor sits: turned about the forearm (x), then tipped about the other two axes. A rotation matrix. */
function mounting({ rollDegrees, tiltDegrees }: Augmentation, random: Random): number[][] {
  const angle = (degrees: number) => (random.between(-degrees, degrees) * Math.PI) / 180;
  return [about(0, angle(rollDegrees)), about(1, angle(tiltDegrees)), about(2, angle(tiltDegrees))].reduce(product);
}

function about(axis: number, angle: number): number[][] {
  const [y, z] = [(axis + 1) % 3, (axis + 2) % 3];
  const matrix: number[][] = [0, 1, 2].map((row) => [0, 1, 2].map((column) => (row === column ? 1 : 0)));
  matrix[y]![y] = Math.cos(angle);
  matrix[z]![z] = Math.cos(angle);
  matrix[y]![z] = -Math.sin(angle);
  matrix[z]![y] = Math.sin(angle);
  return matrix;
}

function product(a: readonly number[][], b: readonly number[][]): number[][] {
  return a.map((row) => [0, 1, 2].map((column) => row.reduce((sum, one, i) => sum + one * b[i]![column]!, 0)));
}
