import type { Problem } from "../problems.ts";

export const IMPORT_FORMATS = ["tflite", "tfjs", "savedModel"] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

/** An end of a foreign model. -1 in the shape: any size. */
export interface ForeignTensor {
  readonly name: string;
  /** In the words of its format, e.g. `int8`, `float32`. */
  readonly type: string;
  readonly shape: readonly number[];
  readonly quantization: { readonly scale: number; readonly zeroPoint: number } | null;
}

/** What a model file of another tool says, and whether the engine can run it. */
export interface ForeignModel {
  readonly format: ImportFormat;
  readonly description: string;
  readonly inputs: readonly ForeignTensor[];
  readonly outputs: readonly ForeignTensor[];
  /** Names of its operators or layers, in the order in which they run. */
  readonly operators: readonly string[];
  /** What the engine would run; null where something stands in the way. */
  readonly network: {
    readonly numbers: "int8" | "float";
    readonly steps: number;
    readonly channels: number;
    readonly outputs: number;
    readonly layers: number;
  } | null;
  /** What stands in the way, each with its place and what to do. Empty exactly when there is a network. */
  readonly obstacles: readonly Problem[];
}
