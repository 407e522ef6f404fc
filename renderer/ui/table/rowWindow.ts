export const ROW_PX = 28;
/** Rows drawn beyond each edge, so that a quick scroll shows rows and not a hole. */
const SPARE = 8;

/** The rows worth drawing: `[from, to)` of `count`, for a view of `heightPx` that is scrolled by `topPx`. */
export function rowWindow(
  count: number,
  topPx: number,
  heightPx: number,
): { readonly from: number; readonly to: number } {
  const first = Math.floor(topPx / ROW_PX) - SPARE;
  const last = Math.ceil((topPx + heightPx) / ROW_PX) + SPARE;
  const to = Math.min(count, Math.max(0, last));
  return { from: Math.min(to, Math.max(0, first)), to };
}

/** Where to scroll so that a row is seen whole; the same place where it is already. The header covers one row. */
export function scrollTo(index: number, topPx: number, heightPx: number): number {
  const [start, end] = [index * ROW_PX, (index + 2) * ROW_PX];
  if (start < topPx) return start;
  return end > topPx + heightPx ? end - heightPx : topPx;
}
