import type { Hand } from "../hands.ts";
import type { SegmenterName, SettingValues } from "../segmenters.ts";
import type { Column } from "./columns.ts";
import type { ModelNeeds } from "./models.ts";

export type Span = readonly [low: number, high: number];

/**
 * A straight line from what the glove measures (g, degrees a second, or a feature's own unit) to the numbers that a network
 * was trained on: the ends of `from` become the ends of `to`. What lies outside is limited.
 */
export interface InputLine {
  readonly from: Span;
  /** null: the ends of the network's int8 input, -128 and 127, whatever they stand for. */
  readonly to: Span | null;
}

/** One input of a network that sees features: the engine's feature of that name, on these columns. */
export interface ImportedFeature {
  readonly name: string;
  readonly columns: readonly Column[];
  /** In the order of the engine's feature list; missing ones are 0. */
  readonly parameters: readonly number[];
  readonly from: Span;
}

/** What a network made elsewhere sees of a segment. */
export type ImportedInput =
  | {
      /** The samples themselves, brought to the network's number of steps; of each step these columns, in this order. */
      readonly kind: "window";
      readonly channels: readonly Column[];
      /** null: the network takes g, and degrees a second, as they are. */
      readonly acceleration: InputLine | null;
      readonly rotation: InputLine | null;
    }
  | {
      readonly kind: "features";
      readonly features: readonly ImportedFeature[];
      /** What the ends of each feature's `from` become. */
      readonly to: InputLine["to"];
    };

/** Everything about a network that its file does not say: with it, the file becomes a model. */
export interface ImportPlan {
  /** What each output stands for, in the order of the file. Answers of an output called Unknown are none. */
  readonly classes: readonly string[];
  /** Whose glove runs it: both alike, both with the left one mirrored into a right one, or one alone. */
  readonly hands: "together" | "mirrored" | Hand;
  readonly segmenter: { readonly name: SegmenterName; readonly settings: SettingValues };
  /** null: the rate and the ranges that the project's gloves have. */
  readonly needs: ModelNeeds | null;
  readonly input: ImportedInput;
  /** 0 to 1: an answer weaker than this is Unknown. */
  readonly rejectBelow: number;
}

/** What cutting a network to int8 changed, on segments of the project. */
export interface QuantizationReport {
  /** Share of the segments with the same strongest output, 0 to 1. */
  readonly agreement: number;
  /** The largest difference of an output (logit). */
  readonly worstLogitError: number;
  /** Of each class: its segments, and the share of them that each network names so (null without any). */
  readonly classes: readonly {
    readonly label: string;
    readonly support: number;
    readonly float: number | null;
    readonly int8: number | null;
  }[];
}
