import type { CaptureSummary } from "#domain/captures.ts";
import { labelScheme } from "../../ui/labels.ts";

/** The metadata field that every project has. */
export const PERSON = "person";

/** How many labels of one's own are offered; more can be typed. */
const OWN_LABELS = 6;
const VALUES = 50;

/** The labels of the project's scheme, then others that it has used, the most used first. */
export function knownLabels(captures: readonly CaptureSummary[], chosen: string | null): string[] {
  const punches = labelScheme.getState().punch.map(({ name }) => name);
  const own = byUse(captures.map((capture) => capture.label)).filter((label) => !punches.includes(label));
  const offered = own.slice(0, OWN_LABELS);
  if (chosen !== null && !punches.includes(chosen) && !offered.includes(chosen)) offered.push(chosen);
  return [...punches, ...offered];
}

/** What a metadata field has held in this project, the most used first. */
export function knownValues(captures: readonly CaptureSummary[], field: string): string[] {
  return byUse(captures.map((capture) => capture.metadata[field] ?? null)).slice(0, VALUES);
}

/** The metadata fields of these captures, the most used first. */
export function knownFields(captures: readonly CaptureSummary[]): string[] {
  return byUse(captures.flatMap((capture) => Object.keys(capture.metadata)));
}

function byUse(words: readonly (string | null)[]): string[] {
  const uses = new Map<string, number>();
  for (const word of words) if (word) uses.set(word, (uses.get(word) ?? 0) + 1);
  return [...uses].sort(([a, m], [b, n]) => n - m || a.localeCompare(b)).map(([word]) => word);
}
