import type { Hand } from "../hands.ts";
import type { MatchRule } from "../matching.ts";
import type { Problem } from "../problems.ts";

/**
 * hit: right class. substitution: another punch. reject: Unknown on a punch. miss: a punch that nothing stands for.
 * falseAlarm: a punch where there is none. correctReject: Unknown, or nothing, on Unknown; or Unknown where there is no
 * truth. A truth label that the model does not know is Unknown to it.
 */
export const OUTCOMES = ["hit", "substitution", "reject", "miss", "falseAlarm", "correctReject"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** One event of a validation, on the capture's clock. */
export interface ScoredEvent {
  readonly outcome: Outcome;
  /** False: listed, but in no figure. It lies beside all truth of a capture that is not fully annotated. */
  readonly scored: boolean;
  readonly hand: Hand | null;
  readonly truth: {
    readonly segmentId: string;
    readonly label: string;
    readonly startUs: number;
    readonly endUs: number;
    /** The strongest moment, where it is known. */
    readonly peakUs: number | null;
  } | null;
  readonly found: {
    readonly label: string;
    readonly startUs: number;
    readonly endUs: number;
    readonly peakUs: number | null;
    /** When the glove would have said it. */
    readonly decidedUs: number;
    readonly score: number | null;
  } | null;
}

/** Rows are truth, columns what was found; the last row is background (no truth), the last column missed. */
export interface ConfusionMatrix {
  /** Punches by name, then Unknown, as far as they occur. */
  readonly labels: readonly string[];
  readonly counts: readonly (readonly number[])[];
}

/** The middle, and what 95 of 100 are not above. */
export interface Spread {
  readonly median: number;
  readonly p95: number;
}

export interface ClassScore {
  readonly f1: number;
  readonly sensitivity: number;
  readonly ppv: number;
  /** True punches of the class. */
  readonly support: number;
}

export interface Scores {
  /** 2 hits / (true punches + found punches); 1 where there is neither. */
  readonly f1: number;
  /** hits / (hits + substitutions + rejects + misses + false alarms); 1 where there is none of them. */
  readonly accuracy: number;
  /** Of scored events. */
  readonly outcomes: Readonly<Record<Outcome, number>>;
  /** Of punches that occur in truth or were found. */
  readonly perClass: Readonly<Record<string, ClassScore>>;
  /** Found minus true moment, milliseconds: `median` with its sign, `p95` of the sizes; null without a pair. */
  readonly timingErrorMs: Spread | null;
  readonly startErrorMs: Spread | null;
  readonly endErrorMs: Spread | null;
  /** From the end of the true punch to when the glove would have said it, milliseconds. */
  readonly decisionLatencyMs: Spread | null;
  /** Punches a minute; null for no time at all. */
  readonly perMinute: { readonly labelled: number; readonly found: number } | null;
  /** How much of the time lies in no truth segment, 0 to 1: nobody says what happened there. Null for no time at all. */
  readonly unlabelledShare: number | null;
  /** The number that the replaced tool would have shown (spec/pipeline.md 7.4), percent; null where it shows none. */
  readonly sensimlAccuracy: number | null;
  readonly matrix: ConfusionMatrix;
}

/** What scores are computed from: the events of a capture, and what cannot be seen in them. */
export interface Judged {
  readonly events: readonly ScoredEvent[];
  /** The capture's time that was judged, and how much of it lies in no truth segment of a judged glove. */
  readonly judgedUs: number;
  readonly unlabelledUs: number;
  /** Predictions that the replaced tool counts, and those of them that it calls right. */
  readonly sensiml: { readonly counted: number; readonly right: number };
}

export interface CaptureResult extends Judged {
  readonly captureId: string;
  readonly name: string;
  /** The stream's counts were brought to the ranges of the model: what it was clipped at stays clipped. */
  readonly rescaled: boolean;
  readonly scores: Scores;
}

/** A capture, or one glove of it, that could not be judged. */
export interface LeftOut {
  readonly captureId: string;
  readonly name: string;
  /** Null: all of it. */
  readonly hand: Hand | null;
  readonly problem: Problem;
}

/** Accuracy of one model (or of models in sequence) on captures, under a stated rule. */
export interface Validation {
  readonly id: string;
  readonly createdAtMs: number;
  /** One, or a detector before a classifier. */
  readonly modelIds: readonly string[];
  /** Their names then: a result outlives its model. */
  readonly modelNames: readonly string[];
  /** All that were asked for. */
  readonly captureIds: readonly string[];
  readonly rule: MatchRule;
  /** False alarms beside all truth count only where a capture is fully annotated. */
  readonly fullyAnnotated: boolean;
  /** The truth track that counts; null: each capture's own "Truth", else its only one. */
  readonly truthTrack: string | null;
  readonly hashes: { readonly data: string; readonly labels: string; readonly models: string; readonly engine: string };
  readonly simulated: boolean;
  readonly left: readonly LeftOut[];
  readonly total: Scores;
  /** Worst first. */
  readonly captures: readonly CaptureResult[];
}
