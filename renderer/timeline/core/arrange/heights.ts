/** What a track asks for, CSS pixels. */
export interface HeightWish {
  /** As the user pulled it; null for a share of what is left. */
  readonly heightPx: number | null;
  /** A share is never less. */
  readonly leastPx: number;
}

/**
 * Heights of tracks in an area. Those without one of their own share evenly what the others leave; where a share would
 * be too little for a track, it gets its least and the rest share on. The sum is the area's height where that can be.
 */
export function shareHeights(areaPx: number, wishes: readonly HeightWish[]): number[] {
  const heights = wishes.map(({ heightPx }) => heightPx);
  for (;;) {
    const left = areaPx - heights.reduce<number>((sum, height) => sum + (height ?? 0), 0);
    const sharing = heights.filter((height) => height === null).length;
    const share = Math.floor(left / sharing);
    const needy = heights.flatMap((height, i) => (height === null && wishes[i]!.leastPx > share ? [i] : []));
    for (const i of needy) heights[i] = wishes[i]!.leastPx;
    if (needy.length > 0) continue;
    // The last one takes what rounding left.
    const last = heights.lastIndexOf(null);
    return heights.map((height, i) => height ?? (i === last ? left - share * (sharing - 1) : share));
  }
}
