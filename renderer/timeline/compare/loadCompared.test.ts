import { expect, test, vi } from "vitest";
import { encodeSlice } from "#contract/slice.ts";
import type { CaptureStream } from "#domain/captures.ts";
import type { Segment } from "#domain/labeling/segments.ts";
import type { Compared } from "./aligned.ts";
import { loadCompared } from "./loadCompared.ts";

const channel = { name: "x", kind: "acceleration", axis: "x", unit: "g", scale: 0.5, range: null } as const;
const group = { kind: "acceleration", unit: "g", columns: [1], channels: [channel] } as const;
const stream = { id: 3, clock: { startUs: 0, rateHz: 100 }, endIndex: 1000 } as CaptureStream;
const segment = (id: string, startUs: number): Segment => ({
  id,
  label: "Jab",
  hand: null,
  quality: null,
  startUs,
  endUs: startUs + 50_000,
  peakUs: null,
  confidence: null,
  origin: "hand",
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

function load(studio: ReturnType<typeof studioOf>, segments: Segment[]) {
  const trouble = vi.fn();
  const whole = new Promise<readonly Compared[]>((done) => {
    const wanted = segments.map((each) => ({ segment: each, stream, group }));
    loadCompared(studio, "c", wanted, (here, all) => all && done(here), trouble);
  });
  return { whole, trouble };
}

test("a segment comes with a tenth of a second around it, in physical values, and with holes where rows were lost", async () => {
  const { whole } = load(studioOf(), [segment("a", 1_100_000)]);
  const [one] = await whole;
  expect(one!.firstIndex).toBe(100);
  expect([...one!.channels[0]!.subarray(0, 4)]).toEqual([50, Number.NaN, 51, 51.5]);
  expect(one!.channels[0]!.length).toBe(25);
});

test("a read that fails leaves its segment out and says why", async () => {
  const { whole, trouble } = load(
    studioOf((path) => path.includes("from=100&")),
    [segment("a", 1_100_000), segment("b", 3_000_000)],
  );
  expect((await whole).map(({ id }) => id)).toEqual(["b"]);
  expect(trouble).toHaveBeenCalledWith("gone");
});

test("hundreds are read a few at a time; what is stopped is silent", async () => {
  const studio = studioOf();
  const some = vi.fn();
  const many = Array.from({ length: 300 }, (_, i) => ({ segment: segment(`s${i}`, i * 20_000), stream, group }));
  const stop = loadCompared(studio, "c", many, some, vi.fn());
  expect(studio.fetchBulk).toHaveBeenCalledTimes(4);
  stop();
  await Promise.resolve();
  expect(some).not.toHaveBeenCalled();
  expect(studio.fetchBulk.mock.results[0]!.value.cancel).toHaveBeenCalled();
});
