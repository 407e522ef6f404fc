import { randomUUID } from "node:crypto";
import { SAME_PUNCH } from "#domain/matching.ts";
import { judge } from "#domain/validation/outcomes.ts";
import type { Judged, Validation } from "#domain/validation/results.ts";
import { scoresOf } from "#domain/validation/scores.ts";

/** A validation of one capture, in which a Jab of a second was taken for a Hook. */
export function newValidation(more: Partial<Validation> = {}): Validation {
  const segment = { hand: "left", startUs: 0, endUs: 1_000_000 } as const;
  const events = judge(
    [{ ...segment, id: randomUUID(), label: "Jab" }],
    [{ ...segment, label: "Hook", decidedUs: 1_000_000, score: 0.75 }],
    { rule: SAME_PUNCH, fullyAnnotated: true, classes: new Set(["Jab", "Hook"]) },
  );
  const judged: Judged = { events, judgedUs: 2e6, unlabelledUs: 1e6, sensiml: { counted: 1, right: 0 } };
  const total = scoresOf([judged]);
  return {
    id: randomUUID(),
    createdAtMs: 1000,
    modelIds: [randomUUID()],
    modelNames: ["Boxing"],
    captureIds: [],
    rule: SAME_PUNCH,
    fullyAnnotated: true,
    truthTrack: null,
    hashes: { data: "d", labels: "l", models: "m", engine: "e" },
    simulated: true,
    left: [{ captureId: randomUUID(), name: "Short", hand: null, problem: { code: "model.noChannel", detail: {} } }],
    total,
    captures: [{ captureId: randomUUID(), name: "Jab 1", rescaled: false, ...judged, scores: total }],
    ...more,
  };
}
