import { engineBinding, refusing } from "./binding.ts";

export interface IndexSegment {
  /** Half-open, in sample indexes. */
  readonly beginIndex: number;
  readonly endIndex: number;
}

export interface SegmentFeatures {
  /** As many as the pipeline has features. */
  readonly features: Float32Array;
  readonly scaled: Uint8Array;
}

/**
 * The features that a pipeline computes for segments that somebody else cut (a person, another segmenter), with its
 * sensor and segment transforms, off the main thread. null for a segment that is empty, reaches outside the rows, is
 * longer than 16384 samples or is dropped by a filter. The rows are read in place: leave them alone until it ends.
 * @throws ProblemError engine.refused, engine.missing
 */
export async function measureSegments(
  descriptor: Uint8Array,
  rows: Int16Array,
  segments: readonly IndexSegment[],
): Promise<(SegmentFeatures | null)[]> {
  const binding = engineBinding();
  const ranges = Uint32Array.from(segments.flatMap(({ beginIndex, endIndex }) => [beginIndex, endIndex]));
  const { measured, features, scaled } = await refusing(() => binding.measure(descriptor, rows, ranges));
  const width = segments.length === 0 ? 0 : features.length / segments.length;
  return segments.map((_, i) => {
    const [from, to] = [i * width, (i + 1) * width];
    return measured[i] === 1 ? { features: features.subarray(from, to), scaled: scaled.subarray(from, to) } : null;
  });
}
