import { describe, expect, it } from "vitest";
import { FakeSource } from "./fakeSource.ts";
import type { LinkEnd, Packet } from "./source.ts";

const identity = { id: "fake:1", name: "Fake glove", kind: "serial", simulated: true } as const;
const channel = { name: "AccelerometerX", kind: "acceleration", axis: "x", unit: "g", scale: 1, range: 16 } as const;
const format = { sampleType: "int16", nominalRateHz: 100, channels: [channel] } as const;

describe("the scripted source", () => {
  it("plays its script over two connections: two packets, then lost; a third with a gap, then silence", async () => {
    const source = new FakeSource({
      identity,
      format,
      script: [
        { rows: Int16Array.of(1, 2) },
        { rows: Int16Array.of(3) },
        "lose",
        { rows: Int16Array.of(9), lostBefore: 5, corrupt: 1 },
      ],
    });
    const packets: Packet[] = [];
    let corrupt = 0;
    const stop = new AbortController();
    const receiver = {
      onPacket: (packet: Packet) => {
        packets.push(packet);
        if (packet.lostBefore > 0) stop.abort();
      },
      onCorrupt: (count: number) => {
        corrupt += count;
      },
    };
    const ends: LinkEnd["reason"][] = [];
    for (let i = 0; i < 2; i++) {
      const link = await source.connect("fake:1", stop.signal);
      ends.push((await link.stream(receiver, stop.signal)).reason);
      await link.close();
    }
    expect(ends).toEqual(["lost", "aborted"]);
    expect(packets.map((packet) => [...packet.rows])).toEqual([[1, 2], [3], [9]]);
    expect(packets[2]).toMatchObject({ lostBefore: 5, lostReason: "corrupt" });
    expect([corrupt, source.connections, source.closed]).toEqual([1, 2, 2]);
  });

  it("cannot be connected while it is out of reach", async () => {
    const source = new FakeSource({ identity, format, script: [] });
    source.present = false;
    expect(await source.find()).toEqual([]);
    await expect(source.connect("fake:1", new AbortController().signal)).rejects.toThrow("device.notFound");
  });
});
