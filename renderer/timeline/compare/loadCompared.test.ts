import { expect, test, vi } from "vitest";
import { encodeSlice } from "#contract/slice.ts";
import type { CaptureStream } from "#domain/captures.ts";
import type { Compared } from "./aligned.ts";
import { type Loaded, loadCompared, type Stretch } from "./loadCompared.ts";

const stream = {
  id: 3,
  clock: { startUs: 0, rateHz: 100 },
  endIndex: 1000,
  format: {
    sampleType: "int16",
    nominalRateHz: 100,
    channels: [
      { name: "light", kind: "other", axis: null, unit: "lx", scale: 1, range: null },
      { name: "x", kind: "acceleration", axis: "x", unit: "g", scale: 0.5, range: null },
    ],
  },
} as unknown as CaptureStream;
const stretch = (id: string, startUs: number): Stretch => ({
  id,
  captureId: "c",
  stream,
  startUs,
  endUs: startUs + 50_000,
  peakUs: null,
  whole: false,
});

/** Row `index` holds [0, index]; the row 101 was lost. */
function studioOf(fails: (path: string) => boolean = () => false) {
  return {
    fetchBulk: vi.fn((path: string) => {
      const query = new URL(path, "http://host/").searchParams;
      const [from, to] = [Number(query.get("from")), Number(query.get("to"))];
      const kept = Array.from({ length: to - from }, (_, i) => from + i).filter((index) => index !== 101);
      const runs = [
        { firstIndex: from, rows: kept.filter((index) => index < 101).length },
        { firstIndex: Math.max(from, 102), rows: kept.filter((index) => index > 101).length },
      ].filter(({ rows }) => rows > 0);
      const values = Int16Array.from(kept.flatMap((index) => [0, index]));
      const slice = encodeSlice({ key: 3, sampleType: "int16", width: 2, runs, values });
      return { bytes: fails(path) ? Promise.reject(new Error("gone")) : Promise.resolve(slice), cancel: vi.fn() };
    }),
  };
}

function load(studio: ReturnType<typeof studioOf>, stretches: Stretch[]) {
  const all: Compared[] = [];
  return new Promise<Loaded>((done) => {
    loadCompared(studio, stretches, (loaded) => {
      all.push(...loaded.here);
      if (loaded.done) done({ ...loaded, here: all });
    });
  });
}

test("a stretch comes with a tenth of a second around it, sensor by sensor, with holes where rows were lost", async () => {
  const [one] = (await load(studioOf(), [stretch("a", 1_100_000)])).here;
  expect(one!.firstIndex).toBe(100);
  expect(one!.sensors.map(({ group }) => group.kind)).toEqual(["other", "acceleration"]);
  expect([...one!.sensors[1]!.channels[0]!.subarray(0, 4)]).toEqual([50, Number.NaN, 51, 51.5]);
  expect(one!.sensors[1]!.channels[0]!.length).toBe(25);
});

test("a read that fails leaves its stretch out, is counted and says why", async () => {
  const wanted = [stretch("a", 1_100_000), stretch("b", 3_000_000)];
  const { here, failed, reason } = await load(
    studioOf((path) => path.includes("from=100&")),
    wanted,
  );
  expect(here.map(({ id }) => id)).toEqual(["b"]);
  expect([failed, reason]).toEqual([1, "gone"]);
});

test("hundreds are read a few at a time; what is stopped is silent", async () => {
  const studio = studioOf();
  const news = vi.fn();
  const many = Array.from({ length: 300 }, (_, i) => stretch(`s${i}`, i * 20_000));
  const stop = loadCompared(studio, many, news);
  expect(studio.fetchBulk).toHaveBeenCalledTimes(4);
  stop();
  await Promise.resolve();
  expect(news).not.toHaveBeenCalled();
  expect(studio.fetchBulk.mock.results[0]!.value.cancel).toHaveBeenCalled();
});
