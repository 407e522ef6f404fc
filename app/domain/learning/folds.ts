import { randomOf } from "../random.ts";
import type { Split } from "./dataset.ts";

/** A capture as a split sees it. */
export interface SplitCapture {
  readonly captureId: string;
  readonly name: string;
  readonly metadata: Readonly<Record<string, string>>;
  /** How many segments it has of each class. */
  readonly labels: Readonly<Record<string, number>>;
}

/** What is tested at once, and what is trained on for it: all other captures. */
export interface Fold {
  /** What is held out: the group, or of k folds "1" to "k". */
  readonly group: string;
  readonly testing: readonly string[];
  readonly training: readonly string[];
  /** Segments held out. */
  readonly segments: number;
}

/** The group of a capture: its own name, or its value of the field; null where it has none and can be in no fold. */
export function groupOf(split: Split, capture: Pick<SplitCapture, "name" | "metadata">): string | null {
  if (split.groupBy.kind === "capture") return capture.name;
  const value = capture.metadata[split.groupBy.field]?.trim();
  return value === undefined || value === "" ? null : value;
}

/**
 * The folds of a split. A group is whole on one side of each of them, and each capture that has a group is tested once.
 * There are never more folds than groups; with less than two groups there is none. The same captures and seed give the same
 * folds, in whatever order the captures come.
 */
export function foldsOf(captures: readonly SplitCapture[], split: Split): Fold[] {
  const groups = new Map<string, SplitCapture[]>();
  for (const capture of [...captures].sort(byId)) {
    const group = groupOf(split, capture);
    if (group !== null) groups.set(group, [...(groups.get(group) ?? []), capture]);
  }
  if (groups.size < 2) return [];
  const parts =
    split.method.kind === "leaveOneOut"
      ? [...groups].sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true }))
      : balanced([...groups.values()], Math.min(split.method.folds, groups.size), split.seed).map(
          (part, i) => [String(i + 1), part] as const,
        );
  const all = [...groups.values()].flat();
  return parts.map(([group, held]) => {
    const testing = new Set(held.map(({ captureId }) => captureId));
    return {
      group,
      testing: [...testing],
      training: all.flatMap(({ captureId }) => (testing.has(captureId) ? [] : [captureId])),
      segments: held.reduce((sum, { labels }) => sum + sizeOf(labels), 0),
    };
  });
}

/**
 * Deals groups out so that every part has much the same share of each class: large groups first, each to the part where the
 * shares then differ least. Chance decides between equals. No part stays empty.
 */
function balanced(groups: readonly SplitCapture[][], parts: number, seed: number): SplitCapture[][] {
  const random = randomOf(seed, "folds");
  const classes = [...new Set(groups.flat().flatMap(({ labels }) => Object.keys(labels)))].sort();
  const counted = groups.map((captures) => ({
    captures,
    counts: classes.map((label) => captures.reduce((sum, { labels }) => sum + (labels[label] ?? 0), 0)),
    lot: random.next(),
  }));
  const totals = classes.map((_, i) => counted.reduce((sum, { counts }) => sum + counts[i]!, 0));
  const shareOf = (counts: readonly number[]) => counts.reduce((sum, n, i) => sum + (n / (totals[i]! || 1)) ** 2, 0);
  counted.sort((a, b) => shareOf(b.counts) - shareOf(a.counts) || a.lot - b.lot);
  const dealt = Array.from({ length: parts }, () => ({
    captures: [] as SplitCapture[],
    counts: classes.map(() => 0),
  }));
  counted.forEach((group, at) => {
    const mustFill = counted.length - at <= dealt.filter(({ captures }) => captures.length === 0).length;
    const open = mustFill ? dealt.filter(({ captures }) => captures.length === 0) : dealt;
    const added = (part: (typeof dealt)[number]) =>
      // How much the sum of squared shares grows: least where this group's classes are rarest.
      part.counts.reduce((sum, n, i) => sum + (n * group.counts[i]!) / (totals[i]! || 1) ** 2, 0);
    const best = open.reduce((a, b) =>
      added(b) < added(a) || (added(b) === added(a) && b.captures.length < a.captures.length) ? b : a,
    );
    best.captures.push(...group.captures);
    group.counts.forEach((n, i) => {
      best.counts[i]! += n;
    });
  });
  return dealt.map(({ captures }) => captures.sort(byId));
}

function sizeOf(labels: Readonly<Record<string, number>>): number {
  return Object.values(labels).reduce((sum, n) => sum + n, 0);
}

function byId(a: SplitCapture, b: SplitCapture): number {
  return a.captureId < b.captureId ? -1 : a.captureId > b.captureId ? 1 : 0;
}
