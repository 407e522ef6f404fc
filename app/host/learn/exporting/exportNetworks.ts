import type { Hand } from "#domain/hands.ts";
import type { ImportPlan } from "#domain/learning/importPlan.ts";
import { ProblemError } from "#domain/problems.ts";
import type { ProjectStore } from "../../store/api.ts";

export interface ExportedNetwork {
  /** The place of the first part that runs it. */
  readonly part: number;
  readonly hands: readonly (Hand | null)[];
  /** The model's name, and the hand's where there are several. */
  readonly name: string;
  readonly tflite: Uint8Array;
  readonly plan: ImportPlan;
}

type ModelShelf = Pick<ProjectStore, "model" | "modelParts">;

/**
 * The networks of a model as files: one for all hands that run the same.
 * @throws ProblemError model.notFound, export.noNetwork for trees, export.tooOld where a network was not kept
 */
export async function exportNetworks(store: ModelShelf, modelId: string): Promise<ExportedNetwork[]> {
  const [{ name }, parts] = await Promise.all([store.model(modelId), store.modelParts(modelId)]);
  const files = new Map<string, Omit<ExportedNetwork, "name">>();
  for (const [part, { hand, network, float }] of parts.entries()) {
    if (network === null) throw new ProblemError(float === null ? "export.noNetwork" : "export.tooOld", { name });
    const same = JSON.stringify([Buffer.from(network.tflite).toString("base64"), network.plan]);
    const before = files.get(same) ?? { part, hands: [], ...network };
    files.set(same, { ...before, hands: [...before.hands, hand] });
  }
  return [...files.values()].map((file) => ({ ...file, name: files.size === 1 ? name : `${name} ${file.hands[0]}` }));
}
