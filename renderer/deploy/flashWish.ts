import type { App } from "../app/app.ts";
import type { FlashingState, FlashWish } from "./flashing.ts";
import { modelOf, type PacksState } from "./packs.ts";

/** What the big button would flash as things are chosen; null where something is missing. */
export function wishOf(
  { boards, images, boardId, imageId }: Pick<FlashingState, "boards" | "images" | "boardId" | "imageId">,
  packs: Pick<PacksState, "models" | "modelId" | "hand">,
): FlashWish | null {
  const board = boards?.find(({ id }) => id === boardId);
  const image = images?.find(({ id }) => id === imageId);
  const model = modelOf(packs);
  if (board === undefined || image === undefined || !board.supported) return null;
  if (image.slotBytes === null) return { board, image, model: null };
  return model === undefined ? null : { board, image, model: { modelId: model.id, hand: packs.hand } };
}

export function wishNow({ flashing, packs }: Pick<App, "flashing" | "packs">): FlashWish | null {
  return wishOf(flashing.store.getState(), packs.store.getState());
}
