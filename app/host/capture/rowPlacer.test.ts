import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Packet } from "../sources/source.ts";
import { type Block, NO_CLOCK, RowPlacer } from "./rowPlacer.ts";
import { FORMAT, RATE_HZ, rows } from "./testing/rig.ts";

const PERIOD_US = 1e6 / RATE_HZ;

function placer(): RowPlacer {
  return new RowPlacer(0, FORMAT, NO_CLOCK);
}

/** Ten rows from `first` on, read at `atMs`. */
function packet(first: number, atMs: number, lostBefore = 0): Packet {
  return { stream: 0, rows: rows(first), lostBefore, hostTimeUs: atMs * 1_000, deviceTimeUs: null };
}

function places(blocks: Block[]): { at: number; value: number; gaps: number[] }[] {
  return blocks.map((block) => ({
    at: block.firstIndex,
    value: block.rows[0]!,
    gaps: block.gaps.map((gap) => gap.rows),
  }));
}

describe("The place of a row", () => {
  it("counts on from packet to packet, and over what the source knows to be lost", () => {
    const line = placer();
    expect(places(line.place(packet(0, 100)))).toEqual([{ at: 0, value: 0, gaps: [] }]);
    expect(places(line.place(packet(10, 200)))).toEqual([{ at: 10, value: 10, gaps: [] }]);
    expect(line.place(packet(40, 500, 20))).toMatchObject([
      { firstIndex: 40, gaps: [{ firstIndex: 20, rows: 20, reason: "lost", exact: true }] },
    ]);
  });

  it("is told by the host clock after the link broke", () => {
    const line = placer();
    line.place(packet(0, 100));
    line.interrupt("disconnect");
    expect(line.place(packet(0, 1_200))).toEqual([]);
    expect(line.flush()).toMatchObject([
      { firstIndex: 110, gaps: [{ firstIndex: 10, rows: 100, reason: "disconnect", exact: false }] },
    ]);
  });

  it("is told by the arrival with the least delay, against the line of those before", () => {
    // A clock that runs at 101 Hz; its packets used to come without delay.
    const us = (index: number) => 5_000 + (index * 1e6) / 101;
    const line = new RowPlacer(0, FORMAT, { rateHz: () => 101, line: () => ({ startUs: 5_000, rateHz: 101 }) });
    const sent = (index: number, lateUs: number): Packet => {
      return { stream: 0, rows: rows(index), lostBefore: 0, hostTimeUs: us(index + 9) + lateUs, deviceTimeUs: null };
    };
    // The last packet before the break came 80 ms late, and so did those after it, but for one.
    line.place(sent(0, 80_000));
    line.interrupt("disconnect");
    const placed = [sent(207, 80_000), sent(217, 1_000), sent(227, 60_000), sent(237, 90_000)].flatMap((late) =>
      line.place(late),
    );
    expect(placed.map(({ firstIndex }) => firstIndex)).toEqual([207, 217, 227, 237]);
    expect(placed[0]!.gaps).toEqual([{ firstIndex: 10, rows: 197, reason: "disconnect", exact: false }]);
  });

  it("was measured when the line of the arrivals says, however late and in whatever burst it came", () => {
    const clock = { startUs: 0, rateHz: RATE_HZ };
    const line = new RowPlacer(0, FORMAT, { rateHz: () => RATE_HZ, line: () => clock });
    const burst = [packet(0, 90), packet(10, 340), packet(20, 340), packet(30, 390)].flatMap((late) =>
      line.place(late),
    );
    expect(burst.map(({ measuredUs }) => measuredUs)).toEqual([0, 100_000, 200_000, 300_000]);
    // 300 ms behind the line: the glove must have slowed down, so the line counts for 250 ms at most.
    expect(line.place(packet(40, 490 + 300))[0]!.measuredUs).toBe(790_000 - 90_000 - 250_000);
    // Without a line the arrival is all there is.
    expect(placer().place(packet(0, 90))[0]!.measuredUs).toBe(0);
  });

  it("makes no gap of a silence after which everything comes at once", () => {
    const line = placer();
    line.place(packet(0, 100));
    // 900 ms of silence; the nine packets of that time come in a burst, then life goes on.
    const held = Array.from({ length: 9 }, (_, i) => line.place(packet(10 + 10 * i, 1_000 + i)));
    expect(held.flat()).toEqual([]);
    expect(line.place(packet(100, 1_100))).toEqual([]);
    expect(line.place(packet(110, 1_200))).toEqual([]);
    const placed = line.place(packet(120, 1_300));
    expect(places(placed).map(({ at, value }) => at - value)).toEqual(Array(12).fill(0));
    expect(placed.flatMap(({ gaps }) => gaps)).toEqual([]);
  });

  it("makes an estimated gap of a silence for which nothing comes afterwards", () => {
    const line = placer();
    line.place(packet(0, 100));
    expect([1_000, 1_100, 1_200].flatMap((atMs, i) => line.place(packet(10 + 10 * i, atMs)))).toEqual([]);
    const placed = line.place(packet(40, 1_300));
    expect(placed[0]).toMatchObject({
      firstIndex: 90,
      gaps: [{ firstIndex: 10, rows: 80, reason: "stall", exact: false }],
    });
    expect(places(placed).map(({ at }) => at)).toEqual([90, 100, 110, 120]);
  });

  it("adds nothing to a silence that the sequence numbers explain", () => {
    const line = placer();
    line.place(packet(0, 100));
    const placed = [1_000, 1_100, 1_200, 1_300].flatMap((atMs, i) => line.place(packet(90 + 10 * i, atMs, i ? 0 : 80)));
    expect(placed.flatMap(({ gaps }) => gaps)).toEqual([{ firstIndex: 10, rows: 80, reason: "lost", exact: true }]);
  });

  it("never loses, repeats or reorders a row, and its gaps cover exactly the rest", () => {
    const step = fc.record({
      count: fc.integer({ min: 1, max: 12 }),
      lostBefore: fc.oneof(fc.constant(0), fc.nat(50)),
      silentMs: fc.oneof(fc.integer({ min: 0, max: 120 }), fc.integer({ min: 0, max: 5_000 })),
      breaks: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const line = placer();
        const blocks: Block[] = [];
        let value = 0;
        let atUs = 0;
        for (const { count, lostBefore, silentMs, breaks } of steps) {
          if (breaks) {
            blocks.push(...line.flush());
            line.interrupt("disconnect");
          }
          atUs += silentMs * 1_000 + count * PERIOD_US;
          const sent = { stream: 0, rows: rows(value, count), lostBefore, hostTimeUs: atUs, deviceTimeUs: null };
          blocks.push(...line.place(sent));
          value += count;
        }
        blocks.push(...line.flush());

        expect(blocks.flatMap((block) => [...block.rows])).toEqual([...rows(0, value)]);
        let next = 0;
        for (const block of blocks) {
          for (const gap of block.gaps) {
            expect(gap.firstIndex).toBe(next);
            expect(gap.rows).toBeGreaterThan(0);
            next += gap.rows;
          }
          expect(block.firstIndex).toBe(next);
          next += block.count;
        }
        expect(line.nextIndex).toBe(next);
      }),
    );
  });
});
