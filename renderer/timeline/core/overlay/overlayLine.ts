import type { ChannelGroup } from "../channelGroups.ts";
import type { Piece } from "../streamTiles.ts";
import { halfWindow, type Overlay } from "./overlay.ts";

/** One computed line: what it is made of. Values are in the channels' unit, a derivative's in that unit per second. */
export interface OverlayLine {
  /** The same for the same computation on the same channels. */
  readonly key: string;
  readonly overlay: Overlay;
  /** Positions in the stream's rows. */
  readonly columns: readonly number[];
  /** physical = raw * scale, one a column. */
  readonly scales: readonly number[];
  /** Which channel of the group gives it its colour; null where it is of all of them. */
  readonly channel: number | null;
}

/** The lines of a track: one for a magnitude, one a channel for everything else. */
export function overlayLines(group: ChannelGroup, overlays: readonly Overlay[]): OverlayLine[] {
  const line = (overlay: Overlay, members: readonly number[], channel: number | null): OverlayLine => {
    const columns = members.map((i) => group.columns[i]!);
    return {
      key: `${JSON.stringify(overlay)} ${columns.join()}`,
      overlay,
      columns,
      scales: members.map((i) => group.channels[i]!.scale),
      channel,
    };
  };
  const all = group.columns.map((_, i) => i);
  return overlays.flatMap((overlay) =>
    overlay.kind === "magnitude" ? [line(overlay, all, null)] : all.map((i) => line(overlay, [i], i)),
  );
}

/** Samples to the left and to the right of one that its value depends on. */
export function reach({ overlay }: OverlayLine, rateHz: number): number {
  if (overlay.kind === "average") return halfWindow(overlay.windowMs, rateHz);
  return overlay.kind === "derivative" ? 1 : 0;
}

/** Samples without a hole, in the channels' unit. */
export interface Run {
  readonly firstIndex: number;
  readonly rows: number;
  /** One array a column. */
  readonly values: readonly Float64Array[];
}

/** The raw samples of some columns, joined across tiles; a hole ends a run. Pieces are in order. */
export function gatherRuns(pieces: readonly Piece[], columns: readonly number[], scales: readonly number[]): Run[] {
  const spans: { firstIndex: number; rows: number; parts: { piece: Piece; row: number; rows: number }[] }[] = [];
  for (const piece of pieces) {
    if (piece.level !== "raw") continue;
    let row = 0;
    for (const run of piece.slice.runs) {
      const from = Math.max(run.firstIndex, piece.fromIndex);
      const rows = Math.min(run.firstIndex + run.rows, piece.toIndex) - from;
      if (rows > 0) {
        const part = { piece, row: row + from - run.firstIndex, rows };
        const last = spans.at(-1);
        if (last !== undefined && last.firstIndex + last.rows === from) {
          last.rows += rows;
          last.parts.push(part);
        } else spans.push({ firstIndex: from, rows, parts: [part] });
      }
      row += run.rows;
    }
  }
  return spans.map(({ firstIndex, rows, parts }) => {
    const values = columns.map((column, i) => {
      const out = new Float64Array(rows);
      let at = 0;
      for (const { piece, row, rows: count } of parts) {
        const { values: raw, width } = piece.slice;
        for (let k = 0, from = row * width + column; k < count; k++, from += width) out[at++] = raw[from]! * scales[i]!;
      }
      return out;
    });
    return { firstIndex, rows, values };
  });
}

/** The line's value for every row of a run; NaN where there is none (the first row has no change). */
export function lineValues({ overlay }: OverlayLine, { rows, values }: Run, rateHz: number): Float64Array {
  const out = new Float64Array(rows);
  const one = values[0]!;
  if (overlay.kind === "magnitude") {
    for (const column of values) for (let i = 0; i < rows; i++) out[i]! += column[i]! ** 2;
    for (let i = 0; i < rows; i++) out[i] = Math.sqrt(out[i]!);
  } else if (overlay.kind === "absolute") {
    for (let i = 0; i < rows; i++) out[i] = Math.abs(one[i]!);
  } else if (overlay.kind === "derivative") {
    out[0] = Number.NaN;
    for (let i = 1; i < rows; i++) out[i] = (one[i]! - one[i - 1]!) * rateHz;
  } else average(one, halfWindow(overlay.windowMs, rateHz), out);
  return out;
}

function average(values: Float64Array, half: number, out: Float64Array): void {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < Math.min(half, values.length); i++, count++) sum += values[i]!;
  for (let i = 0; i < values.length; i++) {
    const comes = i + half;
    const goes = i - half - 1;
    if (comes < values.length) {
      sum += values[comes]!;
      count++;
    }
    if (goes >= 0) {
      sum -= values[goes]!;
      count--;
    }
    out[i] = sum / count;
  }
}

/** The value at one sample, or null where it was lost or what it depends on is not here. */
export function valueAt(line: OverlayLine, pieces: readonly Piece[], index: number, rateHz: number): number | null {
  const run = gatherRuns(pieces, line.columns, line.scales).find(
    ({ firstIndex, rows }) => firstIndex <= index && index < firstIndex + rows,
  );
  if (run === undefined) return null;
  const value = lineValues(line, run, rateHz)[index - run.firstIndex]!;
  return Number.isNaN(value) ? null : value;
}
