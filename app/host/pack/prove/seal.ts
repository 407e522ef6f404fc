import type { Output } from "#contract/contract.ts";
import { proof as proofSchema } from "#contract/packs.ts";
import type { Proof } from "#domain/deploy/pack.ts";
import { engineVersion } from "../../engine/version.ts";
import type { ProjectStore } from "../../store/api.ts";
import { stalenessOf } from "../../validation/hashes.ts";

type Seal = Extract<Output<"pack.seal">, { ok: true }>["value"];
type Broken = NonNullable<Seal>["broken"];

/** The last proof of each model is a setting of the project. */
function keyOf(modelId: string): string {
  return `pack.proof.${modelId}`;
}

export async function keepProof(store: Pick<ProjectStore, "setSetting">, proof: Proof): Promise<void> {
  await store.setSetting(keyOf(proof.modelId), JSON.stringify(proof));
}

type SealStore = Pick<ProjectStore, "getSetting" | "captures" | "tracks" | "readSamples" | "models" | "validations">;

/** The last proof of a model with what has changed since; null where there is none. @throws those of the store */
export async function sealOf(store: SealStore, modelId: string): Promise<Seal> {
  const kept = await store.getSetting(keyOf(modelId));
  const read = kept === null ? null : proofSchema.safeParse(JSON.parse(kept));
  // One of another version of the studio says nothing to this one.
  if (!read?.success) return null;
  return { proof: read.data, broken: await brokenOf(store, read.data) };
}

async function brokenOf(store: SealStore, { validationId, engineHash }: Proof): Promise<Broken> {
  const engine: Broken = engineVersion().hash === engineHash ? [] : ["engine"];
  const head = (await store.validations()).find(({ id }) => id === validationId);
  if (head === undefined) return ["result", ...engine];
  const [stale] = await stalenessOf(store, [head]);
  const changed = new Set<Broken[number]>(engine);
  for (const what of stale!) changed.add(what === "models" ? "model" : what);
  return [...changed];
}
