import { describe, expect, it } from "vitest";
import { CaptureFirmware } from "./firmware.ts";
import { loopedFeed, waveFeed } from "./rowFeed.ts";

function sent(faultSeed: number): { bytes: Uint8Array; damaged: number } {
  const firmware = new CaptureFirmware({ feed: waveFeed(100), version: 2, faultSeed });
  firmware.faults.dropRate = 0.01;
  firmware.faults.flipRate = 0.01;
  return { bytes: firmware.packets(50), damaged: firmware.damagedPackets().size };
}

describe("the virtual glove's firmware", () => {
  it("makes the same faults of the same seed, and knows which packets they hit", () => {
    const first = sent(3);
    expect(sent(3)).toEqual(first);
    expect(sent(4).bytes).not.toEqual(first.bytes);
    expect(first.bytes.length).toBeLessThan(50 * 118);
    expect(first.damaged).toBeGreaterThan(25);
  });

  it("hears the bare words only, and stops at its last row", () => {
    const firmware = new CaptureFirmware({ feed: waveFeed(100), rows: 20 });
    firmware.hear("connect\n");
    expect(firmware.streaming).toBe(false);
    firmware.hear("connect");
    expect(firmware.streaming).toBe(true);
    expect(firmware.packets(10).length).toBe(3 * 6 * 9 * 2);
    expect([firmware.rowsSent, firmware.packetsLeft]).toEqual([18, 0]);
  });

  it("plays a recording again and again", () => {
    const feed = loopedFeed(["A"], 10, Int16Array.of(1, 2, 3));
    expect([...feed.rows(2, 5)]).toEqual([3, 1, 2, 3, 1]);
  });
});
