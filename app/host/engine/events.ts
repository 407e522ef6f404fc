import type { DecisionColumns, PipelineShape } from "./binding.ts";

/** What a pipeline says about one segment. */
export interface EngineEvent {
  /** The segment, half-open, in sample indexes of the frames that were pushed. */
  readonly beginIndex: number;
  readonly endIndex: number;
  /** The frame at which it was decided: the last one that the pipeline had seen. */
  readonly decidedIndex: number;
  /** 0: unknown, or there is no classifier. */
  readonly classNumber: number;
  /** The strongest output of the classifier from 0 (weakest) to 1; null where there is none. Not a probability. */
  readonly score: number | null;
  /** True where a segment filter dropped it: it then has no features and no class. */
  readonly dropped: boolean;
  readonly features: Float32Array;
  /** The features as bytes, as the classifier sees them. */
  readonly scaled: Uint8Array;
  readonly outputs: Int8Array;
}

export function eventsOf(columns: DecisionColumns, { features, outputs }: PipelineShape): EngineEvent[] {
  return Array.from(columns.begin, (beginIndex, i) => {
    const dropped = columns.dropped[i] === 1;
    const values = columns.outputs.subarray(i * outputs, dropped ? i * outputs : (i + 1) * outputs);
    const end = dropped ? i * features : (i + 1) * features;
    return {
      beginIndex,
      endIndex: columns.end[i]!,
      decidedIndex: columns.decided[i]! - 1,
      classNumber: columns.classNumber[i]!,
      score: scoreOf(values),
      dropped,
      features: columns.features.subarray(i * features, end),
      scaled: columns.scaled.subarray(i * features, end),
      outputs: values,
    };
  });
}

/** The strongest output from 0 (weakest) to 1; null where there is none. */
export function scoreOf(outputs: Int8Array): number | null {
  return outputs.length === 0 ? null : (Math.max(...outputs) + 128) / 255;
}
