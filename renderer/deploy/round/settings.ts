import { z } from "zod";

/** What a bout is set up with, and how it is remembered. */
export const roundSettings = z.object({
  rounds: z.number().int().min(1).max(15),
  roundS: z.number().int().min(5).max(600),
  restS: z.number().int().min(0).max(600),
  /** Punches that win; null: time alone ends it. */
  target: z.number().int().min(1).max(999).nullable(),
  /** False: all gloves are one person's. True: each glove is a person's. */
  contest: z.boolean(),
  names: z.tuple([z.string().max(40), z.string().max(40)]),
  muted: z.boolean(),
});
export type RoundSettings = z.infer<typeof roundSettings>;

/** Three rounds of three minutes with one of rest, as amateurs box. */
export const USUAL: RoundSettings = {
  rounds: 3,
  roundS: 180,
  restS: 60,
  target: null,
  contest: false,
  names: ["", ""],
  muted: false,
};

const KEY = "ringside.round";

export function rememberedSettings(storage: Storage): RoundSettings {
  try {
    return roundSettings.parse(JSON.parse(storage.getItem(KEY) ?? "null"));
  } catch {
    return USUAL;
  }
}

export function rememberSettings(storage: Storage, settings: RoundSettings): void {
  storage.setItem(KEY, JSON.stringify(settings));
}
