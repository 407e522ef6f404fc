import type { SegmenterName, SettingValues } from "../segmenters.ts";

/** How a model treats the two gloves. mirrored: one model; what a left glove measures is mirrored into a right one first. */
export const HAND_PLANS = ["mirrored", "separate", "together"] as const;
export type HandPlan = (typeof HAND_PLANS)[number];

/** Groups of the engine's features; what each holds stands in host/learn/featureSets.ts. */
export const FEATURE_SETS = ["basic", "shape", "time", "fusion", "all"] as const;
export type FeatureSet = (typeof FEATURE_SETS)[number];

export const SELECTIONS = ["none", "anova", "information", "trees", "correlation"] as const;
export type Selection = (typeof SELECTIONS)[number];

/** What a network sees of a segment. */
export type ModelInput =
  | { readonly kind: "features"; readonly set: FeatureSet; readonly selection: Selection; readonly count: number }
  /** The samples themselves, brought to `steps` of the segment's length, of six axes. */
  | { readonly kind: "window"; readonly steps: number };

export type ClassifierPlan =
  | { readonly kind: "dense"; readonly hidden: readonly number[]; readonly dropout: number }
  | { readonly kind: "conv"; readonly filters: readonly number[]; readonly kernel: number }
  | { readonly kind: "forest"; readonly trees: number; readonly depth: number };

/** Changes that stand for what differs between gloves and people. All zero: none. */
export interface Augmentation {
  /** Changed copies of each training segment. */
  readonly copies: number;
  /** How far the sensor may sit turned, about the forearm and otherwise. */
  readonly rollDegrees: number;
  readonly tiltDegrees: number;
  /** Shares: 0.1 is 10 % faster or slower, stronger or weaker. */
  readonly timeWarp: number;
  readonly scale: number;
  readonly noise_g: number;
  readonly noise_dps: number;
  /** Clips at a range that other gloves have; null for none. */
  readonly clip_g: number | null;
}

export interface TrainingPlan {
  readonly epochs: number;
  readonly batch: number;
  readonly learningRate: number;
  /** Stops after so many epochs without a better validation loss; 0 never. */
  readonly patience: number;
  readonly balanceClasses: boolean;
  /** The same seed, data and backend give the same bytes. */
  readonly seed: number;
}

/** A whole pipeline in a person's terms. With data it becomes a model; `learn` turns it into what the engine runs. */
export interface ModelPlan {
  /** Truth labels to tell apart; every other label, and what a segmenter finds beside all truth, is Unknown (class 0). */
  readonly classes: readonly string[];
  readonly hands: HandPlan;
  readonly segmenter: { readonly name: SegmenterName; readonly settings: SettingValues };
  /**
   * What is trained on. segmenter: what the plan's own segmenter finds, named by the truth it matches, as the glove will see
   * it. truth: the segments as a person cut them.
   */
  readonly examples: "segmenter" | "truth";
  readonly input: ModelInput;
  readonly classifier: ClassifierPlan;
  readonly augmentation: Augmentation;
  readonly training: TrainingPlan;
  /** 0 to 1: an answer weaker than this is Unknown. */
  readonly rejectBelow: number;
}

export const NO_AUGMENTATION: Augmentation = {
  copies: 0,
  rollDegrees: 0,
  tiltDegrees: 0,
  timeWarp: 0,
  scale: 0,
  noise_g: 0,
  noise_dps: 0,
  clip_g: null,
};
