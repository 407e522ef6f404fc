import { z } from "zod";

export const FILM_SIZES = { "480p": [640, 480], "720p": [1280, 720], "1080p": [1920, 1080] } as const;
export type FilmSize = keyof typeof FILM_SIZES;
export const FILM_RATES_HZ = ["15", "30", "60"] as const;

const camera = z.object({ deviceId: z.string(), name: z.string() });

const filmSetup = z.object({
  /** The cameras that were on. A browser may give a camera another id in its next life; its name stays. */
  cameras: z.array(camera).max(8),
  size: z.enum(["480p", "720p", "1080p"]),
  rateHz: z.enum(FILM_RATES_HZ),
  microphone: z.boolean(),
});

export type Camera = z.infer<typeof camera>;
export type FilmSetup = z.infer<typeof filmSetup>;

const KEY = "ringside.film";
/** What a webcam usually gives, and enough to see a fist. */
const USUAL: FilmSetup = { cameras: [], size: "720p", rateHz: "30", microphone: false };

/** How this browser filmed last; the usual where it did not, or where that cannot be read. */
export function readSetup(storage: Storage): FilmSetup {
  try {
    return filmSetup.parse(JSON.parse(storage.getItem(KEY) ?? "null"));
  } catch {
    return USUAL;
  }
}

export function keepSetup(storage: Storage, setup: FilmSetup): void {
  storage.setItem(KEY, JSON.stringify(setup));
}

/** Which of the cameras that are here were on last time: by id, or by name where the ids are new. */
export function remembered(here: readonly Camera[], { cameras }: FilmSetup): Camera[] {
  return here.filter(({ deviceId, name }) => {
    const known = cameras.find((each) => each.deviceId === deviceId);
    return (
      known !== undefined ||
      cameras.some((each) => each.name === name && !here.some((h) => h.deviceId === each.deviceId))
    );
  });
}
