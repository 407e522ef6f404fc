import { PUNCHES } from "#domain/punches.ts";
import type { Bout, Hit } from "./bout.ts";

/** How often a label was thrown. */
export interface Tally {
  readonly label: string;
  readonly count: number;
}

export function hitsOf({ hits }: Pick<Bout, "hits">, corner: number, round?: number): Hit[] {
  return hits.filter((hit) => hit.corner === corner && (round === undefined || hit.round === round));
}

/** Each of the labels, in their order, with how often it was thrown. */
export function tallyOf(hits: readonly Hit[], labels: readonly string[]): Tally[] {
  return labels.map((label) => ({ label, count: hits.filter((hit) => hit.label === label).length }));
}

/** The labels of what was thrown: punches in the usual order, then others by name. */
export function labelsOf({ hits }: Pick<Bout, "hits">): string[] {
  const thrown = new Set(hits.map(({ label }) => label));
  const punches = PUNCHES.filter((punch) => thrown.delete(punch));
  return [...punches, ...[...thrown].sort()];
}

/** Who has most, by count; null for a draw, and where nobody boxes against anybody. */
export function leader(bout: Pick<Bout, "hits" | "corners" | "winner">): number | null {
  if (bout.corners.length < 2) return null;
  if (bout.winner !== null) return bout.winner;
  const counts = bout.corners.map((_, corner) => hitsOf(bout, corner).length);
  const most = Math.max(...counts);
  return counts.filter((count) => count === most).length === 1 ? counts.indexOf(most) : null;
}
