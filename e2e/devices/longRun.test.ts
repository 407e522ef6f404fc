import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { SerialSource } from "#host/sources/serial/serialSource.ts";
import { Inbox } from "./inbox.ts";
import { type RowFeed, waveFeed } from "./rowFeed.ts";
import { SerialGlove } from "./serialGlove.ts";

const COLUMNS = 9;
/** Ten minutes at 476 Hz. */
const ROWS = 10 * 60 * 476;
const ROWS_PER_PACKET = 6;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gloves-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Two gloves at once on two real ports, each as fast as its port goes. */
async function tenMinutes(feeds: readonly RowFeed[], dropRate: number, flipRate: number) {
  const source = new SerialSource();
  return Promise.all(
    feeds.map(async (feed, i) => {
      const glove = new SerialGlove({
        feed,
        version: 2,
        rowsPerPacket: ROWS_PER_PACKET,
        speed: Number.POSITIVE_INFINITY,
        rows: ROWS,
        advertiseMs: 100,
        faultSeed: i + 1,
      });
      const path = join(folder, `glove${i}`);
      await glove.plug(path);
      const link = await source.connect(source.allowPath(path), new AbortController().signal);
      glove.firmware.faults.dropRate = dropRate;
      glove.firmware.faults.flipRate = flipRate;
      const inbox = new Inbox(COLUMNS);
      const end = inbox.receive(link);
      // The last packets may be damaged, and nothing comes after them that would tell.
      await inbox.reached(ROWS - 20 * ROWS_PER_PACKET);
      await glove.finished();
      await inbox.quiet(200);
      inbox.stop();
      await end;
      await link.close();
      await glove.vanish();
      return { glove, feed, inbox };
    }),
  );
}

describe("ten minutes of two gloves, nine axes each, 476 Hz, version 2, on real serial ports", () => {
  const feeds = [waveFeed(476, 1), waveFeed(476, 2)];

  it("on a good line: what arrives is what was sent", { timeout: 120_000 }, async () => {
    for (const { feed, inbox } of await tenMinutes(feeds, 0, 0)) {
      expect([inbox.rowCount, inbox.lost, inbox.corrupt]).toEqual([ROWS, 0, 0]);
      // Buffers, not arrays of numbers: comparing 2.5 million of those takes a minute.
      expect(Buffer.compare(bytesOf(inbox.rows()), bytesOf(feed.rows(0, ROWS)))).toBe(0);
    }
  });

  it.each([
    ["one byte in 10,000 lost", 1e-4, 0],
    ["one byte in 10,000 changed", 0, 1e-4],
  ])(
    "with %s: no wrong row, and every row that is missing is in a gap",
    { timeout: 120_000 },
    async (_name, drop, flip) => {
      for (const { glove, feed, inbox } of await tenMinutes(feeds, drop, flip)) {
        const damaged = glove.firmware.damagedPackets();
        expect(damaged.size).toBeGreaterThan(200);
        let index = inbox.packets[0]!.rows[7]! + 32768 * inbox.packets[0]!.rows[8]!;
        let wrong = 0;
        const missing = new Set<number>();
        for (const packet of inbox.packets) {
          for (let i = 0; i < packet.lostBefore; i++) missing.add(Math.floor(index++ / ROWS_PER_PACKET));
          const count = packet.rows.length / COLUMNS;
          const same = Buffer.compare(bytesOf(packet.rows), bytesOf(feed.rows(index, count))) === 0;
          if (!same) wrong++;
          index += count;
        }
        // An 8-bit XOR cannot see two flips of the same bit in one packet, about one packet in 100,000 at this rate. The
        // faults of these two seeds contain none; were there one, no receiver of this framing could tell.
        expect(wrong).toBe(0);
        expect(index).toBeGreaterThan(ROWS - 20 * ROWS_PER_PACKET);
        // A packet is given up only if it was damaged itself, or what shows where it ends.
        const unexplained = [...missing].filter((packet) => !damaged.has(packet) && !damaged.has(packet + 1));
        expect(unexplained).toEqual([]);
        expect(inbox.corrupt).toBeGreaterThan(0);
      }
    },
  );
});

function bytesOf(rows: Int16Array | Float32Array): Uint8Array {
  return new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength);
}
