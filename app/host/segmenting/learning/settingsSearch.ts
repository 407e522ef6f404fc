import type { SettingValues } from "#domain/segmenters.ts";
import { type Axis, type Point, type SearchSpace, spreadPoint } from "./searchSpace.ts";

/** Points all over the space from which the best one is refined. */
const SPREAD = 64;
/** Places along an axis, then twice as close around the best one, this often. */
const ALONG = 9;
const CLOSER = 2;
/** Each round goes along every axis once. A third round changes nothing on the recordings that it was tried on. */
const ROUNDS = 2;
/** Qualities that differ by less are the same. */
const SAME = 1e-9;

/** How good settings are: more is better. May be asked for the same settings again. */
export type Quality = (settings: SettingValues) => Promise<number>;

/**
 * The best settings that can be found: the usual ones and points spread over the space, then along each axis in turn from the best of them.
 * What the quality does not decide stays usual; otherwise, where several places in a row are equally good, the one in their
 * middle is taken, far from where it gets worse.
 * The same quality gives the same answer, always.
 */
export async function searchSettings(space: SearchSpace, quality: Quality): Promise<SettingValues> {
  const qualityAt = (point: Point) => quality(space.settingsAt(point));
  let best = { point: space.usual, quality: await qualityAt(space.usual) };
  for (let n = 0; n < SPREAD; n++) {
    const point = spreadPoint(n, space.axes.length);
    const reached = await qualityAt(point);
    if (reached > best.quality + SAME) best = { point, quality: reached };
  }
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, axis] of space.axes.entries()) {
      const along = (place: number) => qualityAt(best.point.with(i, place));
      const place = await bestPlace(axis, best.point[i]!, space.usual[i]!, along);
      best = { point: best.point.with(i, place), quality: await along(place) };
    }
  }
  return space.settingsAt(best.point);
}

async function bestPlace(
  axis: Axis,
  now: number,
  usual: number,
  along: (place: number) => Promise<number>,
): Promise<number> {
  const known = new Map<number, number>();
  const look = async (place: number) => {
    if (place >= 0 && place < 1 && !known.has(place)) known.set(place, await along(place));
  };
  const places = axis.values ?? ALONG;
  for (let k = 0; k < places; k++) await look((k + 0.5) / places);
  await look(usual);
  await look(now);
  if (axis.values === null) {
    for (let step = 0.5 / places, n = 0; n < CLOSER; n++, step /= 2) {
      const around = middleOfBest(known);
      await look(around - step);
      await look(around + step);
    }
  }
  const best = Math.max(...known.values());
  return known.get(usual)! >= best - SAME ? usual : middleOfBest(known);
}

/** The middle of the longest stretch of places that are as good as the best. */
function middleOfBest(known: ReadonlyMap<number, number>): number {
  const best = Math.max(...known.values());
  const sorted = [...known].sort(([a], [b]) => a - b);
  let chosen = { place: 0, width: -1 };
  for (let from = 0; from < sorted.length; from++) {
    if (sorted[from]![1] < best - SAME) continue;
    let to = from;
    while (to + 1 < sorted.length && sorted[to + 1]![1] >= best - SAME) to++;
    const width = sorted[to]![0] - sorted[from]![0];
    if (width > chosen.width) chosen = { place: sorted[(from + to) >> 1]![0], width };
    from = to;
  }
  return chosen.place;
}
