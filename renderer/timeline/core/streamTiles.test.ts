import fc from "fast-check";
import { expect, test } from "vitest";
import { encodeSlice } from "#contract/slice.ts";
import type { CaptureStream } from "#domain/captures.ts";
import { pyramidLevels } from "#domain/pyramid.ts";
import { type Level, rowsPerBin, StreamTiles, TILE_ROWS } from "./streamTiles.ts";
import { TileCache } from "./tileCache.ts";

const ROWS = 300_000;

const stream: CaptureStream = {
  id: 1,
  device: { id: "simulated:left", name: "Left", kind: "simulated", simulated: true },
  hand: "left",
  format: { sampleType: "int16", nominalRateHz: 476, channels: [] },
  clock: { startUs: 0, rateHz: 476 },
  clockResidualUs: null,
  rows: ROWS,
  endIndex: ROWS,
  pyramidLevels: pyramidLevels(ROWS),
  counts: { lost: 0, corrupt: 0, repeated: 0, clipped: 0 },
};

/** A host whose answers are given by hand. */
class SlowHost {
  readonly asked: { path: string; cancelled: boolean; answer: () => void; refuse: () => void }[] = [];

  fetchBulk(path: string) {
    const { promise, resolve, reject } = Promise.withResolvers<ArrayBuffer>();
    const url = new URL(path, "http://host/");
    const from = Number(url.searchParams.get("from"));
    const width = path.includes("pyramid") ? 2 : 1;
    const values = new Int16Array(TILE_ROWS * width);
    const runs = [{ firstIndex: from, rows: TILE_ROWS }];
    const entry = {
      path,
      cancelled: false,
      answer: () => resolve(encodeSlice({ key: 1, sampleType: "int16", width, runs, values })),
      refuse: () => reject(new Error("no such stream")),
    };
    this.asked.push(entry);
    return {
      bytes: promise,
      cancel: () => {
        entry.cancelled = true;
        reject(new Error("cancelled"));
      },
    };
  }
}

function newTiles(host: SlowHost) {
  const said: string[] = [];
  let news = 0;
  const tiles = new StreamTiles(
    host,
    "c",
    stream,
    new TileCache(),
    () => news++,
    (trouble) => said.push(trouble),
  );
  return { tiles, said, news: () => news };
}

const settle = () => new Promise((resolve) => setTimeout(resolve));

test("asks once for each tile in view, and says when one is here", async () => {
  const host = new SlowHost();
  const { tiles, news } = newTiles(host);
  const wish = { level: "raw" as const, fromIndex: 4000, toIndex: 4200 };
  tiles.want("plot", [wish]);
  tiles.want("plot", [wish]);
  expect(host.asked.map((each) => each.path)).toEqual([
    "bulk/captures/c/streams/1/samples?from=0&to=4096",
    "bulk/captures/c/streams/1/samples?from=4096&to=8192",
  ]);
  host.asked[0]!.answer();
  await settle();
  expect(news()).toBe(1);
  expect(tiles.pieces(wish)).toMatchObject([{ level: "raw", fromIndex: 4000, toIndex: 4096 }]);
});

test("draws the coarser level that is here until the finer one has come: no blank in between", async () => {
  const host = new SlowHost();
  const { tiles } = newTiles(host);
  const top = stream.pyramidLevels - 1;
  tiles.want("plot", [{ level: top, fromIndex: 0, toIndex: ROWS }]);
  host.asked[0]!.answer();
  await settle();
  const close = { level: "raw" as const, fromIndex: 100_000, toIndex: 101_000 };
  tiles.want("plot", [{ level: top, fromIndex: 0, toIndex: ROWS }, close]);
  expect(tiles.pieces(close).map((piece) => piece.level)).toEqual([top]);
  for (const each of host.asked) each.answer();
  await settle();
  expect(tiles.pieces(close).map((piece) => piece.level)).toEqual(["raw"]);
});

test("what went out of view is cancelled, what another viewer needs is not, and neither is a trouble", async () => {
  const host = new SlowHost();
  const { tiles, said } = newTiles(host);
  tiles.want("plot", [{ level: "raw", fromIndex: 0, toIndex: 10 }]);
  tiles.want("overview", [{ level: 2, fromIndex: 0, toIndex: 10 }]);
  tiles.want("plot", [{ level: "raw", fromIndex: 200_000, toIndex: 200_010 }]);
  expect(host.asked.map((each) => each.cancelled)).toEqual([true, false, false]);
  await settle();
  expect(said).toEqual([]);
});

test("when the capture has grown, its last tile is read again and shown as it was until then", async () => {
  const host = new SlowHost();
  const { tiles } = newTiles(host);
  const wish = { level: "raw" as const, fromIndex: ROWS - 10, toIndex: ROWS + 50 };
  tiles.want("plot", [wish]);
  host.asked[0]!.answer();
  await settle();
  tiles.setStream(stream);
  expect(host.asked).toHaveLength(1);
  tiles.setStream({ ...stream, endIndex: ROWS + 40 });
  expect(host.asked.map((each) => each.path)).toEqual([host.asked[0]!.path, host.asked[0]!.path]);
  expect(tiles.pieces(wish)).toMatchObject([{ level: "raw", toIndex: ROWS + 40 }]);
});

test("a refused tile is told and not asked for again at once", async () => {
  const host = new SlowHost();
  const { tiles, said } = newTiles(host);
  const wish = { level: "raw" as const, fromIndex: 0, toIndex: 10 };
  tiles.want("plot", [wish]);
  host.asked[0]!.refuse();
  await settle();
  tiles.want("plot", [wish]);
  expect(said).toEqual(["no such stream"]);
  expect(host.asked).toHaveLength(1);
});

test("with the coarsest level here, every view is covered without hole or overlap", async () => {
  const host = new SlowHost();
  const { tiles } = newTiles(host);
  tiles.want("plot", [{ level: stream.pyramidLevels - 1, fromIndex: 0, toIndex: ROWS }]);
  tiles.want("some", [
    { level: "raw", fromIndex: 8000, toIndex: 20_000 },
    { level: 1, fromIndex: 140_000, toIndex: 150_000 },
  ]);
  for (const each of host.asked) each.answer();
  await settle();
  const level = fc.constantFrom<Level>("raw", ...Array.from({ length: stream.pyramidLevels }, (_, i) => i));
  const index = fc.integer({ min: 0, max: ROWS + 5000 });
  fc.assert(
    fc.property(level, index, index, (at, a, b) => {
      const [fromIndex, toIndex] = a <= b ? [a, b] : [b, a];
      let next = fromIndex;
      for (const piece of tiles.pieces({ level: at, fromIndex, toIndex })) {
        expect(piece.fromIndex).toBe(next);
        expect(rowsPerBin(piece.level)).toBeGreaterThanOrEqual(rowsPerBin(at));
        next = piece.toIndex;
      }
      expect(next).toBe(Math.max(fromIndex, Math.min(toIndex, ROWS)));
    }),
  );
});

test("the cache lets go of what was looked at longest ago, and never of the newest", () => {
  const slice = (rows: number) => ({
    key: 1,
    sampleType: "int16" as const,
    width: 1,
    runs: [],
    values: new Int16Array(rows),
  });
  const cache = new TileCache(100);
  cache.put("a", slice(20));
  cache.put("b", slice(20));
  cache.get("a");
  cache.put("c", slice(20));
  expect(["a", "b", "c"].map((key) => cache.has(key))).toEqual([true, false, true]);
  cache.put("d", slice(500));
  expect([cache.has("a"), cache.has("d"), cache.bytes]).toEqual([false, true, 1000]);
});
