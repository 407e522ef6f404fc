/** One number of a time axis: where its grid line is and what it says. */
export interface TimeLabel {
  readonly atPx: number;
  readonly widthPx: number;
  readonly words: string;
}

/** Between two labels, or they read as one. */
const APART_PX = 8;

/**
 * Where labels begin, in the unit of their places: each in the middle of its grid line, those at the ends pulled into
 * `[fromPx, toPx]`, so that none is cut off. One that would touch the label before it is left out.
 */
export function placeLabels(
  labels: readonly TimeLabel[],
  fromPx: number,
  toPx: number,
): { readonly leftPx: number; readonly words: string }[] {
  let freeFrom = fromPx;
  const placed = [];
  for (const { atPx, widthPx, words } of labels) {
    const leftPx = Math.min(toPx - widthPx, Math.max(fromPx, atPx - widthPx / 2));
    if (leftPx < freeFrom) continue;
    placed.push({ leftPx, words });
    freeFrom = leftPx + widthPx + APART_PX;
  }
  return placed;
}
