import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Packet } from "../sources/source.ts";
import { NO_CLOCK, RowPlacer } from "./rowPlacer.ts";
import { StreamWriter } from "./streamWriter.ts";
import { MemoryStore, type StoredStream } from "./testing/memoryStore.ts";
import { FORMAT, glove, RATE_HZ, rows } from "./testing/rig.ts";

const PERIOD_US = 1e6 / RATE_HZ;
/** The host's clock does not begin at 0. */
const ZERO_US = 77e6;

async function writer(): Promise<{ stream: StreamWriter; stored: StoredStream; progress: () => number }> {
  const store = new MemoryStore();
  const made = { name: "n", createdAtMs: 0, label: null, metadata: {} };
  const journal = await store.begin({
    ...made,
    streams: [{ device: glove("left").identity, hand: null, format: FORMAT }],
  });
  const capture = store.captures[0]!;
  return {
    stream: new StreamWriter(journal, 0, FORMAT, ZERO_US),
    stored: capture.streams[0]!,
    progress: () => capture.progress.length,
  };
}

/** Rows [first, first + count) of a glove that measures row 0 at the start of the recording. */
function packet(first: number, count: number, more: Partial<Packet> = {}): Packet {
  const hostTimeUs = ZERO_US + (first + count - 1) * PERIOD_US;
  return { stream: 0, rows: rows(first, count), lostBefore: 0, hostTimeUs, deviceTimeUs: null, ...more };
}

function place(placer: RowPlacer, stream: StreamWriter, sent: Packet): void {
  for (const block of placer.place(sent)) stream.add(block);
}

describe("The writer of a stream", () => {
  it("stores exactly the rows measured between start and stop, with gaps for exactly the rest", async () => {
    const step = fc.record({
      count: fc.integer({ min: 1, max: 12 }),
      lostBefore: fc.oneof(fc.constant(0), fc.nat(20)),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 80 }),
        fc.nat(100),
        fc.nat(400),
        async (steps, early, length) => {
          const { stream, stored } = await writer();
          const placer = new RowPlacer(0, FORMAT, NO_CLOCK);
          // A tenth of a period before a row, so that no row lies on the edge.
          stream.stopAt(ZERO_US + (length - 0.1) * PERIOD_US);
          const sent = new Set<number>();
          let next = -early;
          for (const { count, lostBefore } of steps) {
            next += lostBefore;
            for (let row = next; row < next + count; row++) sent.add(row);
            place(placer, stream, packet(next, count, { lostBefore }));
            next += count;
          }
          for (const block of placer.flush()) stream.add(block);

          const expected = [...sent].filter((row) => row >= 0 && row < length);
          expect(stored.rows.map(({ values }) => values[0])).toEqual(expected);
          const first = expected[0] ?? 0;
          for (const { index, values } of stored.rows) expect(index).toBe(values[0]! - first);

          const covered = new Set(stored.rows.map(({ index }) => index));
          for (const gap of stored.gaps) {
            for (let index = gap.firstIndex; index < gap.firstIndex + gap.rows; index++) {
              expect(covered.has(index)).toBe(false);
              covered.add(index);
            }
          }
          const end = (stored.rows.at(-1)?.index ?? -1) + 1;
          expect(covered.size).toBe(end);
          expect([...covered].every((index) => index < end)).toBe(true);
        },
      ),
    );
  });

  it("ends at the stop for good: rows that come in one burst with the cut packet leave no hole behind it", async () => {
    const { stream, stored } = await writer();
    const placer = new RowPlacer(0, FORMAT, NO_CLOCK);
    stream.stopAt(ZERO_US + 16.5 * PERIOD_US);
    place(placer, stream, packet(0, 10));
    const { hostTimeUs } = packet(10, 10);
    place(placer, stream, packet(10, 10));
    place(placer, stream, packet(20, 10, { hostTimeUs }));
    expect(stored.rows.map(({ index }) => index)).toEqual(Array.from({ length: 17 }, (_, i) => i));
  });

  it("lays the clock of the capture through what arrived, and keeps the device's own times", async () => {
    const { stream, stored } = await writer();
    const placer = new RowPlacer(0, FORMAT, NO_CLOCK);
    for (let first = 0; first < 600; first += 10) {
      place(placer, stream, packet(first, 10, { deviceTimeUs: 5_000_000 + first * PERIOD_US }));
    }
    const { clock, clockResidualUs } = stream.end();
    expect(clock.startUs).toBeCloseTo(0, 3);
    expect(clock.rateHz).toBeCloseTo(100, 6);
    expect(clockResidualUs).toBeLessThan(1);
    expect(stored.arrivals[0]).toEqual({ index: 9, hostUs: 90_000, deviceUs: 5_090_000 });
    expect(stream.endUs()).toBe(599 * PERIOD_US + 1);
  });

  it("has the claimed rate until arrivals tell better", async () => {
    const { stream } = await writer();
    expect(stream.end()).toMatchObject({ clock: { startUs: 0, rateHz: 100 }, clockResidualUs: null });
    const placer = new RowPlacer(0, FORMAT, NO_CLOCK);
    place(placer, stream, packet(5, 10));
    expect(stream.end()).toMatchObject({ clock: { startUs: 50_000, rateHz: 100 }, clockResidualUs: null });
  });

  it("tells its counters once a second, so that a crash keeps them", async () => {
    const { stream, progress } = await writer();
    const placer = new RowPlacer(0, FORMAT, NO_CLOCK);
    for (let first = 0; first < 500; first += 10) place(placer, stream, packet(first, 10));
    expect(progress()).toBe(5);
  });
});
