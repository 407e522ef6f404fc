import type { Hand } from "#domain/hands.ts";
import { indexToUs, usToIndex } from "#domain/time.ts";
import { channelGroups } from "../channelGroups.ts";
import type { StreamPicture } from "../streamPicture.ts";
import type { Piece, StreamTiles } from "../streamTiles.ts";

/** More rows than this under a few pixels are a view from so far that no single peak can be meant. */
const MOST_ROWS = 4096;

/**
 * The strongest moment of a glove's acceleration about a time: the sample with the greatest |acc| within reach, if it is
 * a peak there and not the flank of one that lies beyond. Empty where there is none, or while its samples are on their way.
 */
export function peakNear(
  pictures: readonly (Pick<StreamPicture, "stream"> & { readonly tiles: Pick<StreamTiles, "want" | "pieces"> })[],
  hand: Hand | null,
  timeUs: number,
  reachUs: number,
): number[] {
  const picture = pictures.find(({ stream }) => hand === null || stream.hand === hand);
  if (picture === undefined) return [];
  const { stream, tiles } = picture;
  const group = channelGroups(stream.format).find(({ kind }) => kind === "acceleration");
  const fromIndex = Math.max(0, Math.ceil(usToIndex(stream.clock, timeUs - reachUs)) - 1);
  const toIndex = Math.min(stream.endIndex, Math.floor(usToIndex(stream.clock, timeUs + reachUs)) + 2);
  if (group === undefined || toIndex - fromIndex > MOST_ROWS) return [];
  const wish = { level: "raw", fromIndex, toIndex } as const;
  tiles.want("snap", [wish]);
  const { index, before, after } = strongest(tiles.pieces(wish), group.columns, fromIndex, toIndex);
  return index !== null && before && after ? [indexToUs(stream.clock, index)] : [];
}

/** The sample of the greatest magnitude, and whether there is a sample on each side of it, which is then lower. */
function strongest(pieces: readonly Piece[], columns: readonly number[], fromIndex: number, toIndex: number) {
  let index: number | null = null;
  let most = -1;
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { level, slice, fromIndex: from, toIndex: to } of pieces) {
    if (level !== "raw") continue;
    let row = 0;
    for (const run of slice.runs) {
      const start = Math.max(run.firstIndex, from, fromIndex);
      const end = Math.min(run.firstIndex + run.rows, to, toIndex);
      for (let each = start; each < end; each++) {
        const at = (row + each - run.firstIndex) * slice.width;
        const power = columns.reduce((sum, column) => sum + slice.values[at + column]! ** 2, 0);
        if (power > most) [most, index] = [power, each];
      }
      if (end > start) [first, last] = [Math.min(first, start), Math.max(last, end - 1)];
      row += run.rows;
    }
  }
  return { index, before: index !== null && index > first, after: index !== null && index < last };
}
