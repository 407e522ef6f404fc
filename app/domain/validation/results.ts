import type { Hand } from "../hands.ts";
import type { MatchRule } from "../matching.ts";

/**
 * hit: right class. substitution: another punch. reject: Unknown on a punch. miss: truth that nothing stands for.
 * falseAlarm: a punch where there is none. correctReject: Unknown on Unknown, or where there is no truth.
 */
export const OUTCOMES = ["hit", "substitution", "reject", "miss", "falseAlarm", "correctReject"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** One event of a validation, on the capture's clock. */
export interface ScoredEvent {
  readonly outcome: Outcome;
  readonly hand: Hand | null;
  readonly truth: {
    readonly segmentId: string;
    readonly label: string;
    readonly startUs: number;
    readonly endUs: number;
  } | null;
  readonly found: {
    readonly label: string;
    readonly startUs: number;
    readonly endUs: number;
    /** When the glove would have said it. */
    readonly decidedUs: number;
    readonly score: number | null;
  } | null;
}

/** Rows are truth, columns what was found; the last row is background (no truth), the last column missed. */
export interface ConfusionMatrix {
  readonly labels: readonly string[];
  readonly counts: readonly (readonly number[])[];
}

export interface Scores {
  readonly f1: number;
  /** hits / (hits + substitutions + rejects + misses + false alarms) */
  readonly accuracy: number;
  readonly outcomes: Readonly<Record<Outcome, number>>;
  readonly perClass: Readonly<Record<string, { f1: number; sensitivity: number; ppv: number; support: number }>>;
  /** Found minus true moment, milliseconds; null without a pair. */
  readonly timingErrorMs: { readonly median: number; readonly p95: number } | null;
  /** From the end of the true punch to when the glove would have said it, milliseconds. */
  readonly decisionLatencyMs: { readonly median: number; readonly p95: number } | null;
  /** The number that the replaced tool would have shown (spec/pipeline.md 7.4), percent; null where it shows none. */
  readonly sensimlAccuracy: number | null;
  readonly matrix: ConfusionMatrix;
}

export interface CaptureResult {
  readonly captureId: string;
  readonly name: string;
  readonly scores: Scores;
  readonly events: readonly ScoredEvent[];
}

/** Accuracy of one model (or of models in sequence) on captures, under a stated rule. */
export interface Validation {
  readonly id: string;
  readonly createdAtMs: number;
  /** One, or a detector before a classifier. */
  readonly modelIds: readonly string[];
  readonly rule: MatchRule;
  /** False alarms beside all truth count only where a capture is fully annotated. */
  readonly fullyAnnotated: boolean;
  readonly hashes: { readonly data: string; readonly labels: string; readonly models: string; readonly engine: string };
  readonly simulated: boolean;
  /** Captures that could not be judged, with the reason as a problem's code. */
  readonly left: readonly { readonly captureId: string; readonly code: string }[];
  readonly total: Scores;
  readonly captures: readonly CaptureResult[];
}
