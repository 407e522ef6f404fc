import { z } from "zod";
import { createStore } from "zustand/vanilla";
import { type LiveSettings, TAP_WAYS, USUAL_LIVE } from "#domain/labeling/live.ts";

const KEY = "ringside.live";
const kept = z.object({
  reactionMs: z.number().min(0).max(2000),
  tap: z.enum(TAP_WAYS),
  lengthMs: z.number().min(10).max(10_000),
}) satisfies z.ZodType<LiveSettings>;

function read(storage: Pick<Storage, "getItem">): LiveSettings {
  try {
    return kept.parse(JSON.parse(storage.getItem(KEY) ?? "null"));
  } catch {
    return USUAL_LIVE;
  }
}

/** How this person labels while a capture plays; remembered in the browser, since it is theirs and not the project's. */
export function createLiveSettings(storage: Pick<Storage, "getItem" | "setItem">) {
  const store = createStore<LiveSettings>(() => read(storage));
  store.subscribe((settings) => storage.setItem(KEY, JSON.stringify(settings)));
  return store;
}

export const liveSettings = createLiveSettings(
  globalThis.localStorage ?? { getItem: () => null, setItem: () => undefined },
);
