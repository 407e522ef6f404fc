import type { MatchRule } from "../matching.ts";

/** What stands in a prediction track as its origin, as JSON: who made it, and how it is held against truth. */
export interface PredictionOrigin {
  readonly validationId: string;
  readonly modelIds: readonly string[];
  readonly modelsHash: string;
  readonly engineHash: string;
  readonly rule: MatchRule;
  /** The truth track that counts; null: as for the validation. */
  readonly truthTrack: string | null;
  /** The punches that the model knows. */
  readonly classes: readonly string[];
}
