import type { Output } from "#contract/contract.ts";
import { UNKNOWN } from "#domain/labeling/segments.ts";
import type { DatasetQuery, Exclusion, Split } from "#domain/learning/dataset.ts";
import { foldsOf } from "#domain/learning/folds.ts";
import { misfit, needsOf } from "./modelMotion.ts";
import { type ExcludedCapture, type SnapshotStore, takeSnapshot, truthOfHand } from "./snapshot.ts";

type Preview = Extract<Output<"dataset.preview">, { ok: true }>["value"];

/** What a query gives, without cutting anything: also which streams a model could not use, and labels that are Unknown. */
export async function previewDataset(
  store: SnapshotStore,
  query: DatasetQuery,
  split: Split,
  classes: readonly string[],
): Promise<Preview> {
  const snapshot = await takeSnapshot(store, query, split);
  const { captures, dataHash, labelsHash } = snapshot;
  const needs = needsOf(captures.flatMap(({ summary }) => summary.streams));
  const unfit = captures.flatMap(({ captureId, name, summary, labels, truth }): ExcludedCapture[] => {
    const reasons = new Map<Exclusion, number>();
    for (const stream of summary.streams) {
      const reason = needs === null ? "noSignal" : misfit(needs, stream);
      if (reason !== null) reasons.set(reason, (reasons.get(reason) ?? 0) + truthOfHand(truth, stream.hand).length);
    }
    const others = Object.entries(labels).filter(([label]) => label !== UNKNOWN && !classes.includes(label));
    if (classes.length > 0 && others.length > 0)
      reasons.set(
        "otherLabel",
        others.reduce((sum, [, n]) => sum + n, 0),
      );
    return [...reasons].map(([reason, count]) => ({ captureId, name, reason, count }));
  });
  return {
    captures: captures.map(({ captureId, name, group, labels }) => ({ captureId, name, group, labels: { ...labels } })),
    excluded: [...snapshot.excluded, ...unfit],
    folds: foldsOf(captures, split).map(({ group, testing, segments }) => ({
      group,
      captures: testing.length,
      segments,
    })),
    dataHash,
    labelsHash,
  };
}
