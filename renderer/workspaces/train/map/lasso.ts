export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Whether a closed line goes around a spot (even-odd rule). Fewer than three corners go around nothing. */
export function isInside(corners: readonly Spot[], { x, y }: Spot): boolean {
  let inside = false;
  for (let i = 0, j = corners.length - 1; i < corners.length; j = i++) {
    const [a, b] = [corners[i]!, corners[j]!];
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
  }
  return inside && corners.length > 2;
}

/** The place of the spot nearest to another one, not farther away than `within`; null for none. */
export function nearestTo(spots: readonly Spot[], { x, y }: Spot, within: number): number | null {
  let [found, least]: [number | null, number] = [null, within];
  for (const [place, spot] of spots.entries()) {
    const apart = Math.hypot(spot.x - x, spot.y - y);
    if (apart <= least) [found, least] = [place, apart];
  }
  return found;
}
