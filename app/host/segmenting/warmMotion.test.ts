import { expect, test } from "vitest";
import type { CaptureDetail, CaptureStream } from "#domain/captures.ts";
import { WarmMotion } from "./warmMotion.ts";

/** A store of captures with one stream of three axes; it says which it was asked to read. */
function storeOf(rowsOf: Record<string, number>) {
  const read: string[] = [];
  return {
    read,
    rowsOf,
    capture: async (captureId: string) => {
      const stream: Partial<CaptureStream> = {
        id: 1,
        rows: rowsOf[captureId]!,
        endIndex: rowsOf[captureId]!,
        hand: null,
        clock: { startUs: 0, rateHz: 100 },
        format: {
          sampleType: "int16",
          nominalRateHz: 100,
          channels: (["x", "y", "z"] as const).map((axis) => ({
            name: axis,
            kind: "acceleration",
            axis,
            unit: "g",
            scale: 0.001,
            range: 16,
          })),
        },
      };
      return { streams: [stream] } as unknown as CaptureDetail;
    },
    readSamples: async (captureId: string, key: number, _: number, rows: number) => {
      read.push(captureId);
      const runs = [{ firstIndex: 0, rows }];
      return { key, sampleType: "int16" as const, width: 3, runs, values: new Int16Array(rows * 3) };
    },
  };
}

test("a capture is read once however often a slider moves, and again when it grew or another project is open", async () => {
  const [store, other] = [storeOf({ a: 10 }), storeOf({ a: 10 })];
  const warm = new WarmMotion();
  for (let i = 0; i < 5; i++) expect((await warm.of(store, "a"))[0]!.runs[0]!.frames).toHaveLength(30);
  expect(store.read).toEqual(["a"]);
  store.rowsOf.a = 20;
  expect((await warm.of(store, "a"))[0]!.runs[0]!.frames).toHaveLength(60);
  expect(store.read).toEqual(["a", "a"]);
  await warm.of(other, "a");
  expect(other.read).toEqual(["a"]);
});

test("what was asked for longest ago goes when there is too much; one capture always stays", async () => {
  const store = storeOf({ a: 100, b: 100, c: 100, huge: 10_000 });
  const warm = new WarmMotion(2 * 100 * 6);
  for (const id of ["a", "b", "a", "c", "a", "b"]) await warm.of(store, id);
  expect(store.read).toEqual(["a", "b", "c", "b"]);
  for (const id of ["huge", "huge"]) await warm.of(store, id);
  expect(store.read.slice(4)).toEqual(["huge"]);
});

test("a capture that could not be read is tried again", async () => {
  const store = storeOf({ a: 10 });
  const warm = new WarmMotion();
  const { readSamples } = store;
  store.readSamples = () => Promise.reject(new Error("disk"));
  await expect(warm.of(store, "a")).rejects.toThrow("disk");
  store.readSamples = readSamples;
  expect(await warm.of(store, "a")).toHaveLength(1);
});
