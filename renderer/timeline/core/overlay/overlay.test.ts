import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { encodeSlice } from "#contract/slice.ts";
import type { CaptureStream } from "#domain/captures.ts";
import { addToBins, binRows, emptyBins } from "#domain/pyramid.ts";
import type { ChannelGroup } from "../channelGroups.ts";
import { Columns } from "../columns.ts";
import type { IndexLine } from "../fillColumns.ts";
import type { Level, Piece } from "../streamTiles.ts";
import { CHUNK_ROWS, LineChunks } from "./lineChunks.ts";
import { newOverlay, OVERLAY_KINDS, type Overlay } from "./overlay.ts";
import { gatherRuns, lineValues, overlayLines, valueAt } from "./overlayLine.ts";
import { fillOverlays } from "./overlayPicture.ts";

const RATE_HZ = 100;
const SCALE = 0.01;
const group: ChannelGroup = {
  kind: "acceleration",
  unit: "g",
  columns: [0, 1, 2],
  channels: (["x", "y", "z"] as const).map((axis) => {
    return { name: axis, kind: "acceleration", axis, unit: "g", scale: SCALE, range: null };
  }),
};
const stream = (rows: number) =>
  ({
    id: 1,
    endIndex: rows,
    clock: { startUs: 0, rateHz: RATE_HZ },
    format: { sampleType: "int16", nominalRateHz: RATE_HZ, channels: group.channels },
  }) as unknown as CaptureStream;

/** Rows [0, rows) without those of a hole. */
function rawPiece(values: Int16Array, hole: { from: number; to: number }): Piece {
  const rows = values.length / 3;
  const runs = [
    { firstIndex: 0, rows: hole.from },
    { firstIndex: hole.to, rows: rows - hole.to },
  ].filter((run) => run.rows > 0);
  const kept = [...values.subarray(0, hole.from * 3), ...values.subarray(hole.to * 3)];
  const slice = { key: 1, sampleType: "int16", width: 3, runs, values: Int16Array.from(kept) } as const;
  return { level: "raw", fromIndex: 0, toIndex: rows, slice };
}

function binPiece(raw: Piece, level: number): Piece {
  const bins = Math.ceil(raw.toIndex / binRows(level));
  const values = emptyBins("int16", bins * 6);
  let row = 0;
  for (const run of raw.slice.runs) {
    addToBins(values, 0, level, 3, raw.slice.values.subarray(row * 3, (row + run.rows) * 3), run.firstIndex);
    row += run.rows;
  }
  const slice = { key: 1, sampleType: "int16", width: 6, runs: [{ firstIndex: 0, rows: bins }], values } as const;
  return { level: level as Level, fromIndex: 0, toIndex: raw.toIndex, slice };
}

function chunksOf(raw: Piece) {
  const rows = raw.toIndex;
  const news = vi.fn();
  const fetchBulk = vi.fn((path: string) => {
    const query = new URL(path, "http://host/").searchParams;
    const [from, to] = [Number(query.get("from")), Number(query.get("to"))];
    const runs: { firstIndex: number; rows: number }[] = [];
    const values: number[] = [];
    let row = 0;
    for (const run of raw.slice.runs) {
      const [first, end] = [Math.max(run.firstIndex, from), Math.min(run.firstIndex + run.rows, to)];
      if (first < end) {
        runs.push({ firstIndex: first, rows: end - first });
        values.push(...raw.slice.values.subarray((row + first - run.firstIndex) * 3, (row + end - run.firstIndex) * 3));
      }
      row += run.rows;
    }
    const slice = { key: 1, sampleType: "int16", width: 3, runs, values: Int16Array.from(values) } as const;
    return { bytes: Promise.resolve(encodeSlice(slice)), cancel: vi.fn() };
  });
  return { chunks: new LineChunks({ fetchBulk }, "c", stream(rows), news), fetchBulk, news };
}

const overlays: readonly Overlay[] = OVERLAY_KINDS.map(newOverlay);
const lines = overlayLines(group, overlays);
/** The truth, computed in the most obvious way. */
function truthOf(
  overlay: Overlay,
  columns: readonly number[],
  sample: (i: number, c: number) => number | null,
  i: number,
) {
  const at = (k: number) => sample(k, columns[0]!);
  if (at(i) === null) return null;
  if (overlay.kind === "magnitude") return Math.hypot(...columns.map((column) => sample(i, column)!));
  if (overlay.kind === "absolute") return Math.abs(at(i)!);
  if (overlay.kind === "derivative") return at(i - 1) === null ? null : (at(i)! - at(i - 1)!) * RATE_HZ;
  const half = Math.round((overlay.windowMs * RATE_HZ) / 2000);
  const taken = [at(i)!];
  for (let k = i - 1; k >= i - half && at(k) !== null; k--) taken.push(at(k)!);
  for (let k = i + 1; k <= i + half && at(k) !== null; k++) taken.push(at(k)!);
  return taken.reduce((sum, value) => sum + value, 0) / taken.length;
}

const scene = fc
  .record({ rows: fc.integer({ min: 2, max: 600 }), seed: fc.infiniteStream(fc.integer({ min: -32768, max: 32767 })) })
  .chain(({ rows, seed }) =>
    fc.record({
      values: fc.constant(Int16Array.from({ length: rows * 3 }, () => seed.next().value)),
      hole: fc.tuple(fc.nat(rows), fc.nat(rows)).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) })),
      level: fc.constantFrom<Level>("raw", 0, 1),
      perRow: fc.constantFrom(0.02, 0.13, 0.7, 3.1),
      x0: fc.double({ min: -50, max: 20, noNaN: true }),
    }),
  );

test("every value of every overlay lies within the drawn column, at every level and zoom, and a gap draws nothing", async () => {
  await fc.assert(
    fc.asyncProperty(scene, async ({ values, hole, level, perRow, x0 }) => {
      const raw = rawPiece(values, hole);
      const rows = raw.toIndex;
      const sample = (i: number, column: number) =>
        i < 0 || i >= rows || (i >= hole.from && i < hole.to) ? null : values[i * 3 + column]! * SCALE;
      const { chunks } = chunksOf(raw);
      chunks.want(lines, 0, rows);
      await vi.waitFor(() => expect(chunks.progress).toBe(1));
      const columns = new Columns(lines.length, 40);
      const place: IndexLine = { x0, perRow };
      const pieces = level === "raw" ? [raw] : [binPiece(raw, level)];
      fillOverlays(lines, columns, pieces, chunks, RATE_HZ, place);
      lines.forEach(({ overlay, columns: members }, slot) => {
        for (let i = 0; i < rows; i++) {
          const column = Math.floor(x0 + i * perRow);
          const truth = truthOf(overlay, members, sample, i);
          if (truth === null || column < 0 || column >= 40) continue;
          const at = slot * 40 + column;
          // Sums in another order differ in the last digits.
          const slack = 1e-6 * Math.max(1, Math.abs(truth));
          expect(columns.low[at]!).toBeLessThanOrEqual(Math.fround(truth) + slack);
          expect(columns.high[at]!).toBeGreaterThanOrEqual(Math.fround(truth) - slack);
        }
      });
      if (level === "raw" && hole.from < hole.to) {
        const [first, last] = [Math.floor(x0 + (hole.from - 1) * perRow) + 1, Math.floor(x0 + hole.to * perRow) - 1];
        for (let column = Math.max(0, first); column <= Math.min(39, last); column++) {
          expect(columns.low[column]!).toBeGreaterThan(columns.high[column]!);
        }
      }
    }),
    { numRuns: 60 },
  );
});

describe("lines", () => {
  const values = Int16Array.from([300, 400, 0, 0, 0, 0, -600, 0, 800]);
  const raw = rawPiece(values, { from: 0, to: 0 });
  const read = (overlay: Overlay, index: number) => valueAt(overlayLines(group, [overlay])[0]!, [raw], index, RATE_HZ);

  test("are one for a magnitude and one a channel for the rest", () => {
    expect(lines.map(({ overlay, channel }) => `${overlay.kind} ${channel}`)).toEqual([
      "magnitude null",
      ...["absolute", "derivative", "average"].flatMap((kind) => [0, 1, 2].map((channel) => `${kind} ${channel}`)),
    ]);
  });

  test("read as the samples say", () => {
    expect(read({ kind: "magnitude" }, 0)).toBeCloseTo(5);
    expect(read({ kind: "magnitude" }, 2)).toBeCloseTo(10);
    expect(read({ kind: "absolute" }, 2)).toBeCloseTo(6);
    expect(read({ kind: "derivative" }, 1)).toBeCloseTo(-300);
    expect(read({ kind: "derivative" }, 0)).toBeNull();
    expect(read({ kind: "average", windowMs: 20 }, 1)).toBeCloseTo(-1);
    expect(read({ kind: "absolute" }, 3)).toBeNull();
  });

  test("go on across tiles, and end at a hole", () => {
    const [a, b] = [
      raw,
      { ...raw, slice: { ...raw.slice, runs: [{ firstIndex: 3, rows: 3 }] }, fromIndex: 3, toIndex: 6 },
    ];
    const runs = gatherRuns([a, b], [0], [SCALE]);
    expect(runs.map(({ firstIndex, rows }) => [firstIndex, rows])).toEqual([[0, 6]]);
    expect(lineValues(overlayLines(group, [{ kind: "derivative" }])[0]!, runs[0]!, RATE_HZ)[3]).toBeCloseTo(900);
  });
});

test("chunks are read one after the other, only where one looks, and once", async () => {
  const rows = 3 * CHUNK_ROWS;
  const raw = rawPiece(new Int16Array(rows * 3), { from: 0, to: 0 });
  const { chunks, fetchBulk } = chunksOf(raw);
  const derivative = lines.filter(({ overlay }) => overlay.kind === "derivative");
  chunks.want(derivative, CHUNK_ROWS, 2 * CHUNK_ROWS);
  expect(chunks.progress).toBe(0);
  await vi.waitFor(() => expect(chunks.progress).toBe(1));
  expect(fetchBulk).toHaveBeenCalledTimes(1);
  expect(fetchBulk.mock.calls[0]![0]).toContain(`from=${CHUNK_ROWS - 1}&to=${2 * CHUNK_ROWS + 1}`);
  chunks.want(derivative, 0, rows);
  await vi.waitFor(() => expect(chunks.progress).toBe(1));
  expect(fetchBulk).toHaveBeenCalledTimes(3);
  chunks.destroy();
});
