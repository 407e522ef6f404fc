import { z } from "zod";
import type { StreamFormat } from "#domain/channels.ts";
import { WINDOW_MS } from "../overlay/overlay.ts";
import { COLOUR_MAPS, WINDOW_ROWS, WINDOWS } from "../spectrogram/look.ts";
import { Y_MODES } from "../yScale.ts";
import { type ArrangedTrack, type Arrangement, fits, HEIGHT_PX, usualArrangement } from "./arrangement.ts";

/** Where arrangements are kept between visits; what it holds is not trusted. */
export type Shelf = Pick<Storage, "getItem" | "setItem">;

const columns = z.array(z.number().int().min(0).max(255));
const look = z.object({
  window: z.enum(WINDOWS),
  windowRows: z.literal(WINDOW_ROWS),
  overlap: z.number().min(0).max(0.95),
  minDb: z.number().min(-400).max(400),
  maxDb: z.number().min(-400).max(400),
  minHz: z.number().min(0).max(1e6),
  maxHz: z.number().positive().max(1e6).nullable(),
  colours: z.enum(COLOUR_MAPS),
  signal: z.boolean().default(false),
});
const overlay = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("magnitude") }),
  z.object({ kind: z.literal("absolute") }),
  z.object({ kind: z.literal("derivative") }),
  z.object({ kind: z.literal("average"), windowMs: z.number().min(WINDOW_MS.least).max(WINDOW_MS.most) }),
]);
const range = z.object({ min: z.number(), max: z.number() }).refine(({ min, max }) => min < max, "an empty range");
const arranged = z.object({
  id: z.number().int().min(0),
  stream: z.number().int().min(0).max(255),
  columns: columns.min(1),
  hiddenColumns: columns,
  hidden: z.boolean(),
  heightPx: z.number().int().min(HEIGHT_PX.least).max(HEIGHT_PX.most).nullable(),
  range: z.union([z.enum(Y_MODES), range]).nullable(),
  overlays: z.array(overlay).max(8),
  spectrogram: look.nullable(),
}) satisfies z.ZodType<ArrangedTrack>;
const stored = z.array(arranged).max(512);

/** Captures with the same channels are arranged alike. */
function keyOf(formats: readonly StreamFormat[]): string {
  const shape = formats.map(({ channels }) => channels.map(({ name, unit }) => [name, unit]));
  return `ringside.tracks.${JSON.stringify(shape)}`;
}

/** How these channels were arranged last; the usual way where nobody has, or where what was kept makes no sense. */
export function recallArrangement(shelf: Shelf, formats: readonly StreamFormat[]): Arrangement {
  try {
    const kept = stored.parse(JSON.parse(shelf.getItem(keyOf(formats)) ?? "null"));
    if (fits(kept, formats)) return kept;
  } catch {
    // Nothing kept, or not by this version: the usual way is always right.
  }
  return usualArrangement(formats);
}

export function keepArrangement(shelf: Shelf, formats: readonly StreamFormat[], arrangement: Arrangement): void {
  try {
    shelf.setItem(keyOf(formats), JSON.stringify(arrangement));
  } catch {
    // A full or forbidden storage costs the memory of the arrangement, nothing else.
  }
}
