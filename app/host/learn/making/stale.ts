import type { Model } from "#domain/learning/models.ts";
import { engineVersion } from "../../engine/version.ts";
import { type Snapshot, type SnapshotStore, takeSnapshot } from "../dataset/snapshot.ts";

export type Stale = "data" | "labels" | "engine";

/**
 * What changed since each model was made. An imported one was made elsewhere and is never stale. Models of the same query
 * share one look at the project.
 */
export async function staleOf(store: SnapshotStore, models: readonly Model[]): Promise<Stale[][]> {
  const engineHash = engineVersion().hash;
  const snapshots = new Map<string, Promise<Snapshot>>();
  const now = ({ query, split }: NonNullable<Model["made"]>) => {
    const key = JSON.stringify([query, split]);
    const known = snapshots.get(key) ?? takeSnapshot(store, query, split);
    snapshots.set(key, known);
    return known;
  };
  const stale: Stale[][] = [];
  for (const { made } of models) {
    if (made === null) {
      stale.push([]);
      continue;
    }
    const { dataHash, labelsHash } = await now(made);
    stale.push([
      ...(dataHash === made.dataHash ? [] : ["data" as const]),
      ...(labelsHash === made.labelsHash ? [] : ["labels" as const]),
      ...(engineHash === made.engineHash ? [] : ["engine" as const]),
    ]);
  }
  return stale;
}
