import type { Examples, Preview } from "../../../training/training.ts";

type Labelled = Pick<Preview["captures"][number], "labels">;

/** Segments by label over captures. */
export function labelTotals(captures: readonly Labelled[]): Record<string, number> {
  const totals: Record<string, number> = {};
  for (const { labels } of captures)
    for (const [label, segments] of Object.entries(labels)) totals[label] = (totals[label] ?? 0) + segments;
  return totals;
}

export interface Reason {
  readonly reason: Preview["excluded"][number]["reason"];
  readonly captures: readonly { readonly captureId: string; readonly name: string; readonly count: number }[];
  /** Its segments by label, where that is known. */
  readonly labels: Readonly<Record<string, number>>;
  /** Segments; 0 where whole captures are meant. */
  readonly count: number;
}

type LeftOut = Preview["excluded"][number] & Partial<Pick<Examples["excluded"][number], "labels">>;

/** What is left out, by why: what concerns the most captures first. */
export function byReason(excluded: readonly LeftOut[]): Reason[] {
  const groups = Map.groupBy(excluded, ({ reason }) => reason);
  return [...groups]
    .map(([reason, captures]) => ({
      reason,
      captures,
      labels: labelTotals(captures.map(({ labels = {} }) => ({ labels }))),
      count: captures.reduce((sum, each) => sum + each.count, 0),
    }))
    .sort((a, b) => b.captures.length - a.captures.length || a.reason.localeCompare(b.reason));
}
