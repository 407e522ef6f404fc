import type { CaptureStream, Gap } from "#domain/captures.ts";
import type { ClockLine } from "#domain/time.ts";
import { type Columns, EMPTY, LOST, lineColumns } from "./columns.ts";
import { type Piece, rowsPerBin } from "./streamTiles.ts";
import { lengthUs, type Span } from "./view.ts";

/** Where the samples of a stream fall: sample `index` stands at column `x0 + index * perRow` (fractions count). */
export interface IndexLine {
  readonly x0: number;
  readonly perRow: number;
}

export function indexLine(clock: ClockLine, view: Span, widthPx: number): IndexLine {
  const pxPerUs = widthPx / lengthUs(view);
  return { x0: (clock.startUs - view.startUs) * pxPerUs, perRow: (1e6 / clock.rateHz) * pxPerUs };
}

/** The sample indexes that a view shows, with one more on each side so that lines run off the picture. */
export function indexesInView(stream: CaptureStream, view: Span): { fromIndex: number; toIndex: number } {
  const { clock } = stream;
  const at = (timeUs: number) => ((timeUs - clock.startUs) * clock.rateHz) / 1e6;
  return {
    fromIndex: Math.min(stream.endIndex, Math.max(0, Math.floor(at(view.startUs)) - 1)),
    toIndex: Math.max(0, Math.min(stream.endIndex, Math.ceil(at(view.endUs)) + 2)),
  };
}

/**
 * Puts samples and bins into the columns that they touch. Every sample is within its own column's low and high, so no
 * peak is lost; a bin of the pyramid also widens the other columns that it reaches into.
 */
export function fillColumns(columns: Columns, pieces: readonly Piece[], line: IndexLine): void {
  let before: Last | null = null;
  for (const piece of pieces) {
    if (piece.level === "raw") before = addSamples(columns, piece, line, before);
    else {
      addBins(columns, piece, line);
      before = null;
    }
  }
}

/** The sample before a run, which a line may start from. */
interface Last {
  readonly index: number;
  readonly slice: Piece["slice"];
  readonly row: number;
}

/**
 * Columns per sample from which on samples are joined by lines. Where they crowd, every column has its own samples, the
 * image joins neighbouring columns by itself, and lines would cost much and change nothing.
 */
const LINES_FROM = 0.5;

function addSamples(columns: Columns, piece: Piece, line: IndexLine, last: Last | null): Last | null {
  const { slice } = piece;
  let row = 0;
  let before = last;
  for (const run of slice.runs) {
    const from = Math.max(run.firstIndex, piece.fromIndex);
    const to = Math.min(run.firstIndex + run.rows, piece.toIndex);
    if (from < to) {
      const first = row + from - run.firstIndex;
      if (line.perRow < LINES_FROM) addCrowd(columns, slice, first, from, to, line);
      else addLines(columns, slice, first, from, to, line, before?.index === from - 1 ? before : null);
      before = { index: to - 1, slice, row: first + to - 1 - from };
    }
    row += run.rows;
  }
  return before;
}

function addCrowd(
  { low, high, channels, width: columnCount }: Columns,
  { values, width }: Piece["slice"],
  firstRow: number,
  from: number,
  to: number,
  { x0, perRow }: IndexLine,
): void {
  for (let index = from, at = firstRow * width; index < to; index++, at += width) {
    const column = Math.floor(x0 + index * perRow);
    if (column < 0 || column >= columnCount) continue;
    for (let channel = 0, slot = column; channel < channels; channel++, slot += columnCount) {
      const value = values[at + channel]!;
      if (value < low[slot]!) low[slot] = value;
      if (value > high[slot]!) high[slot] = value;
    }
  }
}

function addLines(
  columns: Columns,
  { values, width }: Piece["slice"],
  firstRow: number,
  from: number,
  to: number,
  { x0, perRow }: IndexLine,
  before: Last | null,
): void {
  for (let channel = 0; channel < columns.channels; channel++) {
    const widen = (column: number, low: number, high: number) => {
      if (column >= 0 && column < columns.width) columns.widen(channel, column, low, high);
    };
    let last = before === null ? null : before.slice.values[before.row * width + channel]!;
    for (let index = from; index < to; index++) {
      const x = x0 + index * perRow;
      const value = values[(firstRow + index - from) * width + channel]!;
      lineColumns(last === null ? x : x - perRow, last ?? value, x, value, widen);
      last = value;
    }
  }
}

function addBins(columns: Columns, piece: Piece, { x0, perRow }: IndexLine): void {
  const { values, width, runs } = piece.slice;
  const perBin = rowsPerBin(piece.level);
  const run = runs[0];
  if (run === undefined) return;
  const from = Math.max(run.firstIndex, Math.floor(piece.fromIndex / perBin));
  const to = Math.min(run.firstIndex + run.rows, Math.ceil(piece.toIndex / perBin));
  const { low, high, channels } = columns;
  for (let bin = from; bin < to; bin++) {
    const first = Math.max(0, Math.floor(x0 + bin * perBin * perRow));
    const last = Math.min(columns.width - 1, Math.floor(x0 + ((bin + 1) * perBin - 1) * perRow));
    const at = (bin - run.firstIndex) * width;
    for (let channel = 0; channel < channels; channel++) {
      const min = values[at + channel * 2]!;
      const max = values[at + channel * 2 + 1]!;
      if (min > max) continue;
      const base = channel * columns.width;
      for (let column = base + first; column <= base + last; column++) {
        if (min < low[column]!) low[column] = min;
        if (max > high[column]!) high[column] = max;
      }
    }
  }
}

/** Marks the columns in which rows are missing; those with nothing else in them as empty. Gaps are in order. */
export function markGaps(columns: Columns, gaps: readonly Gap[], { x0, perRow }: IndexLine): void {
  for (const gap of gaps) {
    const first = Math.floor(x0 + gap.firstIndex * perRow);
    const last = Math.max(first, Math.ceil(x0 + (gap.firstIndex + gap.rows) * perRow) - 1);
    if (first >= columns.width) return;
    for (let column = Math.max(0, first); column <= Math.min(columns.width - 1, last); column++) {
      const empty = columns.low[column]! > columns.high[column]!;
      columns.flags[column]! |= empty ? LOST | EMPTY : LOST;
    }
  }
}
