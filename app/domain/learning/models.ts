import type { Hand } from "../hands.ts";
import type { DatasetQuery, Split } from "./dataset.ts";
import type { ModelPlan } from "./plan.ts";

/** What a model needs of a glove. A capture with another rate (2 %) or without these channels cannot be judged by it. */
export interface ModelNeeds {
  readonly rateHz: number;
  readonly accelRange_g: number;
  readonly gyroRange_dps: number;
}

/** The bytes that the engine and the glove run for one hand; null: for both. */
export interface ModelPart {
  readonly hand: Hand | null;
  /** SHA-256 of the descriptor, hex. */
  readonly hash: string;
  readonly bytes: number;
}

export const MODEL_ORIGINS = ["trained", "imported"] as const;

/** Scores of a cross-validation: the model of each fold on the captures that it never saw, by events. */
export interface CrossScore {
  readonly f1: number;
  readonly accuracy: number;
  readonly perClass: Readonly<Record<string, { f1: number; sensitivity: number; ppv: number; support: number }>>;
  readonly folds: readonly { readonly group: string; readonly f1: number; readonly support: number }[];
}

export interface Model {
  /** UUID. */
  readonly id: string;
  readonly name: string;
  readonly origin: (typeof MODEL_ORIGINS)[number];
  readonly createdAtMs: number;
  readonly simulated: boolean;
  /** Class number n is `classNames[n]`; 0 is Unknown. */
  readonly classNames: readonly string[];
  readonly needs: ModelNeeds;
  readonly parts: readonly ModelPart[];
  /** Null for an imported one. */
  readonly plan: ModelPlan | null;
  readonly made: {
    readonly query: DatasetQuery;
    readonly split: Split;
    /** Hashes of the samples and of the truth it was made from, and of the engine: a change of any makes it stale. */
    readonly dataHash: string;
    readonly labelsHash: string;
    readonly engineHash: string;
    /** e.g. `wasm`, `tfjs-node`: bytes repeat only on the same one. */
    readonly backend: string;
    readonly examples: Readonly<Record<string, number>>;
    readonly float: CrossScore;
    readonly int8: CrossScore;
  } | null;
}
