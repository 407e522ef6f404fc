import { Columns } from "../columns.ts";
import type { IndexLine } from "../fillColumns.ts";
import type { Piece } from "../streamTiles.ts";
import { addLineBins, addValues, boundBins } from "./fillOverlay.ts";
import type { LineChunks } from "./lineChunks.ts";
import { gatherRuns, lineValues, type OverlayLine } from "./overlayLine.ts";

/** Whether a line can be told from the extremes of bins; the others need every sample. */
export function boundsSuffice({ overlay }: OverlayLine): boolean {
  return overlay.kind === "magnitude" || overlay.kind === "absolute";
}

/**
 * Puts the overlays of a track into columns, one slot a line: exactly where all samples of the view are here; else
 * magnitude and absolute value by sound bounds, and what needs every sample from what has been computed so far.
 */
export function fillOverlays(
  lines: readonly OverlayLine[],
  columns: Columns,
  pieces: readonly Piece[],
  chunks: LineChunks,
  rateHz: number,
  line: IndexLine,
): void {
  columns.clear();
  const raw = pieces.every(({ level }) => level === "raw");
  lines.forEach((each, slot) => {
    if (raw) {
      for (const run of gatherRuns(pieces, each.columns, each.scales)) {
        addValues(columns, slot, run.firstIndex, lineValues(each, run, rateHz), line);
      }
    } else if (boundsSuffice(each)) {
      for (const piece of pieces) {
        if (piece.level !== "raw") addLineBins(columns, slot, boundBins(each, piece), line);
        else {
          for (const run of gatherRuns([piece], each.columns, each.scales)) {
            addValues(columns, slot, run.firstIndex, lineValues(each, run, rateHz), line);
          }
        }
      }
    } else for (const bins of chunks.bins(each, 1 / line.perRow)) addLineBins(columns, slot, bins, line);
  });
}

/** Columns of a width for so many lines; the given ones where they fit. */
export function columnsFor(before: Columns | null, lines: number, width: number): Columns {
  return before?.width === width && before.channels === lines ? before : new Columns(lines, width);
}
