import type { Output } from "#contract/contract.ts";
import { SAME_PUNCH } from "#domain/matching.ts";
import type { CaptureResult, Outcome, ScoredEvent, Validation } from "#domain/validation/results.ts";
import { scoresOf } from "#domain/validation/scores.ts";
import type { TestCapture } from "../shared/testCaptures.ts";

type Listed = Output<"validation.list">[number];
type Whole = Extract<Output<"validation.get">, { ok: true }>["value"];
type ListedModel = Output<"model.list">[number];

let made = 0;
const nextId = () => `00000000-0000-4000-9000-${String(++made).padStart(12, "0")}`;

/** A model for tests, imported: nobody knows how it was made. */
export function modelOf(over: Partial<ListedModel> = {}): ListedModel {
  return {
    id: nextId(),
    name: "Forest",
    origin: "imported",
    createdAtMs: 1_700_000_000_000,
    simulated: false,
    classNames: ["Unknown", "Jab", "Hook"],
    needs: { rateHz: 119, accelRange_g: 16, gyroRange_dps: 2000 },
    parts: [{ hand: null, hash: "0f", bytes: 100 }],
    plan: null,
    made: null,
    stale: [],
    ...over,
  };
}

/** A second of a left glove where `truth` was found as `found`; null for nothing. */
export function eventOf(atS: number, truth: string | null, found: string | null): ScoredEvent {
  const span = { startUs: atS * 1e6, endUs: atS * 1e6 + 400_000, peakUs: null };
  const outcome: Outcome =
    truth === null ? "falseAlarm" : found === null ? "miss" : truth === found ? "hit" : "substitution";
  return {
    outcome,
    scored: true,
    hand: "left",
    truth: truth === null ? null : { ...span, segmentId: nextId(), label: truth },
    found: found === null ? null : { ...span, label: found, decidedUs: span.endUs + 50_000, score: 0.75 },
  };
}

export function captureResultOf({ id, name }: TestCapture, events: readonly ScoredEvent[]): CaptureResult {
  const judged = { events, judgedUs: 10_000_000, unlabelledUs: 1_000_000, sensiml: { counted: 4, right: 3 } };
  return { captureId: id, name, rescaled: false, ...judged, scores: scoresOf([judged]) };
}

export function validationOf(
  model: ListedModel,
  captures: readonly CaptureResult[],
  over: Partial<Validation> = {},
): Listed & Whole {
  const result: Validation = {
    id: nextId(),
    createdAtMs: 1_700_000_001_000,
    modelIds: [model.id],
    modelNames: [model.name],
    captureIds: captures.map(({ captureId }) => captureId),
    rule: SAME_PUNCH,
    fullyAnnotated: true,
    truthTrack: null,
    hashes: { data: "d", labels: "l", models: "m", engine: "e" },
    simulated: false,
    left: [],
    total: scoresOf(captures),
    captures,
    ...over,
  };
  return { ...(structuredClone(result) as Whole), stale: [] };
}
