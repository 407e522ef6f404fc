import { type CaptureSummary, reviewState } from "./captures.ts";
import type { Hand } from "./hands.ts";

/** A capture that is still being recorded cannot be labelled to its end. */
function isOpen(capture: CaptureSummary): boolean {
  return capture.state !== "recording" && reviewState(capture) !== "reviewed";
}

/** What is left to label: those without labels first, then those in progress; each in the order given. */
export function workQueue(captures: readonly CaptureSummary[]): readonly CaptureSummary[] {
  const open = captures.filter(isOpen);
  const begun = (capture: CaptureSummary) => reviewState(capture) === "inProgress";
  return [...open.filter((capture) => !begun(capture)), ...open.filter(begun)];
}

/**
 * What comes after a capture: what follows it in the order given goes before what stands above it, so that one round
 * meets all of them. undefined where nothing else is left.
 */
export function nextInQueue(captures: readonly CaptureSummary[], currentId: string | null): CaptureSummary | undefined {
  const at = captures.findIndex(({ id }) => id === currentId);
  return workQueue([...captures.slice(at + 1), ...captures.slice(0, Math.max(0, at))])[0];
}

/** What some captures hold together. */
export interface Distribution {
  /** Truth segments by label. */
  readonly labels: Readonly<Record<string, number>>;
  readonly hands: Readonly<Record<Hand | "none", number>>;
  readonly segments: number;
}

export function distributionOf(captures: readonly Pick<CaptureSummary, "labelCounts" | "handCounts">[]): Distribution {
  const labels = new Map<string, number>();
  const hands = { left: 0, right: 0, none: 0 };
  let segments = 0;
  for (const { labelCounts, handCounts } of captures) {
    for (const [label, count] of Object.entries(labelCounts)) {
      labels.set(label, (labels.get(label) ?? 0) + count);
      segments += count;
    }
    hands.left += handCounts.left;
    hands.right += handCounts.right;
    hands.none += handCounts.none;
  }
  return { labels: Object.fromEntries(labels), hands, segments };
}
