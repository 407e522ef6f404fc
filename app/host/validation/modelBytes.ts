import type { Hand } from "#domain/hands.ts";
import type { Model } from "#domain/learning/models.ts";
import type { ProjectStore } from "../store/api.ts";

/** A model with the very bytes that a glove runs. */
export interface ModelBytes {
  readonly model: Model;
  /** What the glove of this hand runs; null where the model has nothing for it. Of a glove that nobody gave a hand: null. */
  descriptorFor(hand: Hand | null): Uint8Array | null;
}

/** @throws ProblemError model.notFound */
export async function modelBytes(
  store: Pick<ProjectStore, "model" | "modelParts">,
  modelId: string,
): Promise<ModelBytes> {
  const [model, parts] = await Promise.all([store.model(modelId), store.modelParts(modelId)]);
  const partFor = (hand: Hand | null) => parts.find((part) => part.hand === hand)?.descriptor;
  return { model, descriptorFor: (hand) => partFor(hand) ?? partFor(null) ?? null };
}
