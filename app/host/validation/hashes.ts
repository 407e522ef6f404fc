import { createHash } from "node:crypto";
import type { CaptureSummary } from "#domain/captures.ts";
import type { Segment } from "#domain/labeling/segments.ts";
import type { Model } from "#domain/learning/models.ts";
import { truthTrackOf } from "#domain/learning/truthTrack.ts";
import type { Validation } from "#domain/validation/results.ts";
import { engineVersion } from "../engine/version.ts";
import { captureHash, hashOf, truthHash } from "../learn/dataset/hashes.ts";
import type { ProjectStore } from "../store/api.ts";
import type { ValidationHead } from "../store/validations/validationApi.ts";

type Hashes = Validation["hashes"];
export type Staleness = keyof Hashes;

/** A capture with the truth that counts; none where there is none, or several and nobody chose. */
export interface WithTruth {
  readonly summary: CaptureSummary;
  readonly truth: readonly Segment[];
}

/** What a validation depends on. A change of any makes it stale. @throws those of the store */
export async function hashesOf(
  store: Pick<ProjectStore, "readSamples">,
  captures: readonly WithTruth[],
  models: readonly Model[],
): Promise<Hashes> {
  const data: string[] = [];
  for (const { summary } of captures) data.push(await captureHash(store, summary));
  return {
    data: hashOf(data),
    labels: truthHash(captures.map(({ summary: { id }, truth }) => ({ id, truth }))),
    models: modelsHash(models),
    engine: engineVersion().hash,
  };
}

/** By the bytes of their parts, in the order in which they run. */
function modelsHash(models: readonly Model[]): string {
  const parts = models.map((model) => model.parts.map(({ hand, hash }) => [hand, hash]));
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}

type StaleStore = Pick<ProjectStore, "captures" | "tracks" | "readSamples" | "models">;

/** What is no longer as it was when a validation was made: of each one, in the order of the list. @throws those of the store */
export async function stalenessOf(store: StaleStore, heads: readonly ValidationHead[]): Promise<Staleness[][]> {
  const asked = new Set(heads.flatMap(({ captureIds }) => captureIds));
  const summaries = (await store.captures(false)).filter(({ id }) => asked.has(id));
  const captures = [];
  for (const summary of summaries) captures.push({ summary, tracks: await store.tracks(summary.id) });
  const models = await store.models();
  const stale: Staleness[][] = [];
  for (const { captureIds, truthTrack, modelIds, hashes } of heads) {
    const wanted = new Set(captureIds);
    const now = await hashesOf(
      store,
      captures
        .filter(({ summary }) => wanted.has(summary.id))
        .map(({ summary, tracks }) => ({ summary, truth: segmentsIn(truthTrackOf(tracks, truthTrack)) })),
      modelIds.flatMap((id) => models.filter((model) => model.id === id)),
    );
    stale.push((Object.keys(hashes) as Staleness[]).filter((what) => hashes[what] !== now[what]));
  }
  return stale;
}

export function segmentsIn(truth: ReturnType<typeof truthTrackOf>): readonly Segment[] {
  return "segments" in truth ? truth.segments : [];
}
