import { expect, test, vi } from "vitest";
import { encodeSlice } from "#contract/slice.ts";
import type { CaptureStream } from "#domain/captures.ts";
import { magnitudeOrOne, rowsOf } from "./source.ts";
import { MOST_BYTES, SpectrogramTiles, type SpectrogramWorker, TILE_FRAMES } from "./spectrogramTiles.ts";
import type { SpectrogramTask } from "./spectrogramWorker.ts";

const shape = { window: "hann", windowRows: 16, overlap: 0.5 } as const;
const channel = { name: "x", kind: "acceleration", axis: "x", unit: "g", scale: 0.5, range: null } as const;
const group = { kind: "acceleration", unit: "g", columns: [0], channels: [channel] } as const;
const ROWS = TILE_FRAMES * 8;
const stream = { id: 1, endIndex: 3 * ROWS, clock: { startUs: 0, rateHz: 100 } } as CaptureStream;
const slice = (runs: { firstIndex: number; rows: number }[], values: number[], width = 1) =>
  ({ key: 1, sampleType: "int16", width, runs, values: Int16Array.from(values) }) as const;

test("a gap stays one, one column is itself and several are the length of their vector", () => {
  const one = magnitudeOrOne(slice([{ firstIndex: 2, rows: 2 }], [6, -8]), 0, 1, [0], [0.5], shape);
  expect([...one.subarray(0, 5)]).toEqual([Number.NaN, Number.NaN, 3, -4, Number.NaN]);
  expect(one.length).toBe(rowsOf(1, shape));
  const two = magnitudeOrOne(slice([{ firstIndex: 0, rows: 1 }], [6, -8], 2), 0, 1, [0, 1], [0.5, 0.5], shape);
  expect(two[0]).toBe(5);
});

function scene(bytesATile = 1) {
  const tasks: SpectrogramTask[] = [];
  const worker: SpectrogramWorker = { onmessage: null, postMessage: (task) => tasks.push(task), terminate: vi.fn() };
  const fetchBulk = vi.fn((_path: string) => ({
    bytes: Promise.resolve(encodeSlice(slice([{ firstIndex: 0, rows: 1 }], [1]))),
    cancel: vi.fn(),
  }));
  const tiles = new SpectrogramTiles({ fetchBulk }, "c", stream, group, shape, worker, () => {});
  /** Answers the newest task, which must be this one. */
  const compute = async (id: number) => {
    await vi.waitFor(() => expect(tasks.at(-1)?.id).toBe(id));
    worker.onmessage!({ data: { id, levels: new Uint8Array(bytesATile).fill(id) } } as MessageEvent);
  };
  return { tiles, tasks, fetchBulk, compute };
}

test("what a capture grew by is computed again where it is looked at, and the old picture stays until then", async () => {
  const { tiles, fetchBulk, compute } = scene();
  tiles.want(0, 3 * ROWS);
  for (const id of [0, 1, 2]) await compute(id);
  tiles.setStream({ ...stream, endIndex: 3 * ROWS });
  tiles.want(0, 3 * ROWS);
  expect(fetchBulk).toHaveBeenCalledTimes(3);
  tiles.setStream({ ...stream, endIndex: 3 * ROWS + 10 });
  tiles.want(0, 3 * ROWS);
  expect(tiles.tile(2)).toEqual(Uint8Array.of(2));
  await compute(2);
  // The last window of the tile before ended within the rows that were there.
  expect(fetchBulk).toHaveBeenCalledTimes(4);
});

test("when too much is kept, what is farthest from the view goes", async () => {
  const { tiles, compute } = scene(MOST_BYTES / 2);
  for (const id of [0, 1, 2]) {
    tiles.want(id * ROWS, (id + 1) * ROWS);
    await compute(id);
  }
  expect([0, 1, 2].map((id) => tiles.tile(id) !== undefined)).toEqual([false, true, true]);
});

test("only the tiles in view are read and computed, one after the other, and each once", async () => {
  const tasks: SpectrogramTask[] = [];
  const worker: SpectrogramWorker = { onmessage: null, postMessage: (task) => tasks.push(task), terminate: vi.fn() };
  const fetchBulk = vi.fn((_path: string) => ({
    bytes: Promise.resolve(encodeSlice(slice([{ firstIndex: 0, rows: 1 }], [1]))),
    cancel: vi.fn(),
  }));
  const news = vi.fn();
  const tiles = new SpectrogramTiles({ fetchBulk }, "c", stream, group, shape, worker, news);
  tiles.want(ROWS, 3 * ROWS);
  await vi.waitFor(() => expect(tasks.map(({ id }) => id)).toEqual([1]));
  expect(tasks[0]).toMatchObject({ firstIndex: ROWS, frames: TILE_FRAMES, columns: [0], scales: [0.5] });
  worker.onmessage!({ data: { id: 1, levels: Uint8Array.of(7) } } as MessageEvent);
  expect(news).toHaveBeenCalledTimes(1);
  expect(tiles.progress).toBe(0.5);
  await vi.waitFor(() => expect(tasks.map(({ id }) => id)).toEqual([1, 2]));
  worker.onmessage!({ data: { id: 2, levels: Uint8Array.of(8) } } as MessageEvent);
  tiles.want(ROWS, 3 * ROWS);
  expect(tiles.progress).toBe(1);
  expect(fetchBulk).toHaveBeenCalledTimes(2);
  expect(tiles.tile(2)).toEqual(Uint8Array.of(8));
  tiles.destroy();
  expect(worker.terminate).toHaveBeenCalled();
});
