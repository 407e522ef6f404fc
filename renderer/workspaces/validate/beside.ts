import type { CaptureResult, Validation } from "#domain/validation/results.ts";

/** One thing that several results judged: its F1 in each, the shown result's first; null where it did not. */
export interface BesideRow {
  readonly id: string;
  readonly name: string;
  readonly f1s: readonly (number | null)[];
}

/** The captures of the shown result and what the others made of them, where the others are furthest off first. */
export function captureRows(shown: Validation, others: readonly Validation[]): BesideRow[] {
  const known = others.map(({ captures }) => new Map(captures.map((each) => [each.captureId, each])));
  const row = ({ captureId, name, scores }: CaptureResult): BesideRow => ({
    id: captureId,
    name,
    f1s: [scores.f1, ...known.map((of) => of.get(captureId)?.scores.f1 ?? null)],
  });
  return shown.captures.map(row).sort((a, b) => widest(b) - widest(a));
}

/** The punches of the results, by name. */
export function classRows(all: readonly Validation[]): BesideRow[] {
  const labels = new Set(all.flatMap(({ total }) => Object.keys(total.perClass)));
  return [...labels].sort().map((label) => ({
    id: label,
    name: label,
    f1s: all.map(({ total }) => total.perClass[label]?.f1 ?? null),
  }));
}

/** How much more F1 than the shown result, in points; null where one of them has none. */
export function pointsOf({ f1s }: BesideRow, at: number): number | null {
  const [shown, other] = [f1s[0] ?? null, f1s[at] ?? null];
  return shown === null || other === null ? null : 100 * (other - shown);
}

function widest(row: BesideRow): number {
  return Math.max(...row.f1s.map((_, at) => Math.abs(pointsOf(row, at) ?? 0)));
}
