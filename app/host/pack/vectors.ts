import { randomOf } from "#domain/random.ts";
import { EnginePipeline } from "../engine/pipeline.ts";

/** Frames that a glove may replay to see that it computes as the studio does, and what the studio's engine says of them. */
export interface Vector {
  /** int16 values, frame after frame, from a reset of the pipeline. */
  readonly frames: Int16Array;
  /** In their order; what a segment filter dropped is none. */
  readonly results: readonly VectorResult[];
}

export interface VectorResult {
  readonly classNumber: number;
  readonly begin: number;
  readonly end: number;
  /** Features as the classifier sees them, and what it says. */
  readonly scaled: readonly number[];
  readonly outputs: readonly number[];
}

/** Made motion is looked through for one vector of each class; whatever it holds, the search ends here. */
const TRIES = 40;
const MOST_VECTORS = 4;
/** A vector ends so long after its decision, so that a glove that decides late is seen too. */
const AFTER_FRAMES = 8;
const BYTES_OF_A_SAMPLE = 2;
/** So that all vectors fit a slot beside the descriptor: two seconds at 119 Hz are 2,856 bytes. */
const MOST_BYTES = 6144;

/** What the engine says of frames from a reset on; a segment that is still open at their end is not told. */
export function vectorOf(descriptor: Uint8Array, frames: Int16Array): Vector {
  const results = new EnginePipeline(descriptor)
    .push(frames)
    .filter(({ dropped }) => !dropped)
    .map(({ classNumber, beginIndex, endIndex, scaled, outputs }) => ({
      classNumber,
      begin: beginIndex,
      end: endIndex,
      scaled: [...scaled],
      outputs: [...outputs],
    }));
  return { frames, results };
}

/**
 * Vectors of made motion: one of each class that it reaches, a few at most, each as short as its decision allows. The same
 * descriptor gives the same vectors. At least one, if only of silence.
 * @throws ProblemError engine.refused, engine.missing
 */
export function madeVectors(descriptor: Uint8Array): readonly Vector[] {
  const pipeline = new EnginePipeline(descriptor);
  const { inputColumns } = pipeline.shape;
  const mostFrames = Math.floor(MOST_BYTES / BYTES_OF_A_SAMPLE / inputColumns);
  const found = new Map<number, Vector>();
  for (let seed = 1; seed <= TRIES && found.size < MOST_VECTORS; seed++) {
    const frames = madeMotion(inputColumns, mostFrames, seed);
    pipeline.reset();
    const first = pipeline.push(frames).find(({ dropped }) => !dropped);
    if (first === undefined || found.has(first.classNumber)) continue;
    const end = Math.min(mostFrames, first.decidedIndex + 1 + AFTER_FRAMES);
    found.set(first.classNumber, vectorOf(descriptor, frames.slice(0, end * inputColumns)));
  }
  if (found.size > 0) return [...found.values()];
  return [vectorOf(descriptor, madeMotion(inputColumns, Math.min(mostFrames, 64), 0))];
}

/**
 * Rest with a little noise, and in it one or two strokes: every column swings once or twice within a quarter of a second, as
 * the axes of a glove do. Full scale is 32,768 counts, whatever the columns mean.
 */
export function madeMotion(columns: number, frames: number, seed: number): Int16Array {
  const random = randomOf(seed, "pack vectors");
  const rows = new Int16Array(frames * columns);
  const strokes = Array.from({ length: 2 }, (_, i) => ({
    from: Math.round(frames * (0.15 + 0.4 * i) + random.between(0, 20)),
    length: Math.round(random.between(18, 45)),
    swings: Array.from({ length: columns }, () => ({
      height: random.between(-26_000, 26_000),
      turns: random.pick([1, 2]),
    })),
  }));
  for (let frame = 0; frame < frames; frame++) {
    for (let column = 0; column < columns; column++) {
      let value = random.between(-60, 60);
      for (const { from, length, swings } of strokes) {
        const share = (frame - from) / length;
        const { height, turns } = swings[column]!;
        if (share > 0 && share < 1) value += height * triangle(share, turns);
      }
      rows[frame * columns + column] = Math.max(-32_768, Math.min(32_767, Math.round(value)));
    }
  }
  return rows;
}

/** From 0 to 1 and back, `turns` times with alternating sign: only exact arithmetic, so that every machine makes the same. */
function triangle(share: number, turns: number): number {
  const at = share * turns;
  const turn = Math.floor(at);
  const height = 1 - Math.abs(2 * (at - turn) - 1);
  return turn % 2 === 0 ? height : -height;
}
