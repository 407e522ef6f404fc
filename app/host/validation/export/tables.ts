import { OUTCOMES, type Validation } from "#domain/validation/results.ts";
import type { TableColumn } from "../../exchange/table/table.ts";

/** One row an event: which it was, in truth and as found. Times in microseconds of the capture's clock. */
export function eventTable({ captures }: Validation): TableColumn[] {
  const rows = captures.flatMap(({ captureId, name, events }) => events.map((event) => ({ captureId, name, event })));
  const column = (
    name: string,
    type: TableColumn["type"],
    of: (row: (typeof rows)[number]) => TableColumn["values"][number],
  ) => ({
    name,
    type,
    values: rows.map(of),
  });
  return [
    column("capture_id", "text", ({ captureId }) => captureId),
    column("capture", "text", ({ name }) => name),
    column("hand", "text", ({ event }) => event.hand),
    column("outcome", "text", ({ event }) => event.outcome),
    column("scored", "flag", ({ event }) => event.scored),
    column("truth_segment", "text", ({ event }) => event.truth?.segmentId ?? null),
    column("truth_label", "text", ({ event }) => event.truth?.label ?? null),
    column("truth_start_us", "whole", ({ event }) => event.truth?.startUs ?? null),
    column("truth_end_us", "whole", ({ event }) => event.truth?.endUs ?? null),
    column("truth_peak_us", "whole", ({ event }) => event.truth?.peakUs ?? null),
    column("found_label", "text", ({ event }) => event.found?.label ?? null),
    column("found_start_us", "whole", ({ event }) => event.found?.startUs ?? null),
    column("found_end_us", "whole", ({ event }) => event.found?.endUs ?? null),
    column("found_peak_us", "whole", ({ event }) => event.found?.peakUs ?? null),
    column("decided_us", "whole", ({ event }) => event.found?.decidedUs ?? null),
    column("score", "number", ({ event }) => event.found?.score ?? null),
  ];
}

/** One row a capture: its figures, with the hashes of what they were made from. */
export function captureTable({ captures, hashes, modelNames }: Validation): TableColumn[] {
  const column = (
    name: string,
    type: TableColumn["type"],
    of: (row: Validation["captures"][number]) => TableColumn["values"][number],
  ) => ({ name, type, values: captures.map(of) });
  return [
    column("capture_id", "text", ({ captureId }) => captureId),
    column("capture", "text", ({ name }) => name),
    column("models", "text", () => modelNames.join(" > ")),
    column("f1", "number", ({ scores }) => scores.f1),
    column("accuracy", "number", ({ scores }) => scores.accuracy),
    ...OUTCOMES.map((outcome) => column(snakeCase(outcome), "whole", ({ scores }) => scores.outcomes[outcome])),
    column("sensiml_accuracy_percent", "number", ({ scores }) => scores.sensimlAccuracy),
    column("timing_error_median_ms", "number", ({ scores }) => scores.timingErrorMs?.median ?? null),
    column("timing_error_p95_ms", "number", ({ scores }) => scores.timingErrorMs?.p95 ?? null),
    column("decision_latency_median_ms", "number", ({ scores }) => scores.decisionLatencyMs?.median ?? null),
    column("decision_latency_p95_ms", "number", ({ scores }) => scores.decisionLatencyMs?.p95 ?? null),
    column("judged_us", "whole", ({ judgedUs }) => judgedUs),
    column("unlabelled_us", "whole", ({ unlabelledUs }) => unlabelledUs),
    column("rescaled", "flag", ({ rescaled }) => rescaled),
    ...(Object.keys(hashes) as (keyof typeof hashes)[]).map((what) =>
      column(`${what}_hash`, "text", () => hashes[what]),
    ),
  ];
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
