import { describe, expect, test } from "vitest";
import type { SimulatedOptions } from "#contract/devices.ts";
import type { SampleArray } from "#domain/channels.ts";
import type { TruthEvent } from "#domain/punches.ts";
import type { Speed } from "../pacer.ts";
import { hostNowUs, type LinkEnd, type Packet } from "../source.ts";
import { DEFAULT_SIMULATED_OPTIONS, SimulatedSource } from "./simulatedSource.ts";

interface Session {
  readonly packets: readonly Packet[];
  readonly truth: readonly TruthEvent[];
  readonly end: LinkEnd;
}

/** Connects one glove and listens until it sent `rows` rows. */
async function listen(source: SimulatedSource, deviceId: string, rows: number): Promise<Session> {
  const stop = new AbortController();
  const link = await source.connect(deviceId);
  const packets: Packet[] = [];
  let got = 0;
  const end = await link.stream(
    {
      onPacket(packet) {
        packets.push(packet);
        got += packet.rows.length / link.formats[0]!.channels.length;
        if (got >= rows) stop.abort();
      },
      onCorrupt() {},
    },
    stop.signal,
  );
  const truth = link.truth!();
  await link.close();
  return { packets, truth, end };
}

function simulated(options: Partial<SimulatedOptions> = {}, speed: Speed = "max"): SimulatedSource {
  const source = new SimulatedSource({ speed });
  source.configure({ ...DEFAULT_SIMULATED_OPTIONS, ...options });
  return source;
}

function joined(packets: readonly Packet[]): number[] {
  return packets.flatMap(({ rows }: { rows: SampleArray }) => [...rows]);
}

describe("a simulated glove", () => {
  test("is found for each chosen hand and says that it is simulated", async () => {
    const both = await simulated().find();
    expect(both.map(({ device }) => device)).toEqual([
      { id: "simulated:left", name: "Simulated left glove", kind: "simulated", simulated: true },
      { id: "simulated:right", name: "Simulated right glove", kind: "simulated", simulated: true },
    ]);
    const right = await simulated({ hands: "right" }).find();
    expect(right.map(({ hand }) => hand)).toEqual(["right"]);
  });

  test("that is not there, and a person whom nobody knows, are told as problems", async () => {
    await expect(simulated({ hands: "right" }).connect("simulated:left")).rejects.toMatchObject({
      problem: { code: "device.notFound" },
    });
    await expect(simulated({ person: "Nobody" }).connect("simulated:left")).rejects.toMatchObject({
      problem: { code: "simulated.unknownPerson", detail: { person: "Nobody" } },
    });
  });

  test("sends the same bytes for the same seed and other bytes for another", async () => {
    const once = await listen(simulated({ seed: 7 }), "simulated:right", 2000);
    const again = await listen(simulated({ seed: 7 }), "simulated:right", 2000);
    const other = await listen(simulated({ seed: 8 }), "simulated:right", 2000);
    expect(joined(again.packets)).toEqual(joined(once.packets));
    expect(joined(other.packets)).not.toEqual(joined(once.packets));
  });

  test("faster than life stamps its packets as in life, so that a clock error is measured right", async () => {
    const { packets, end } = await listen(simulated({ clockError_ppm: 80 }), "simulated:left", 60 * 119);
    const first = packets[0]!.hostTimeUs;
    const last = packets.at(-1)!.hostTimeUs;
    const rateHz = ((packets.length - 1) * 6 * 1e6) / (last - first);
    expect((rateHz / 119 - 1) * 1e6).toBeCloseTo(80, 0);
    expect(end).toEqual({ reason: "aborted" });
  });

  test("tells every lost row in the packet after it", async () => {
    const whole = await listen(simulated({ loss: 0 }), "simulated:left", 6000);
    const holed = await listen(simulated({ loss: 0.03 }), "simulated:left", 6000);
    const share = holed.packets.reduce((sum, { lostBefore }) => sum + lostBefore, 0) / 6000;
    expect(share).toBeGreaterThan(0.01);
    expect(share).toBeLessThan(0.06);
    const all = joined(whole.packets);
    let index = 0;
    for (const { rows, lostBefore, deviceTimeUs } of holed.packets) {
      index += lostBefore;
      expect(deviceTimeUs).toBe(Math.round((index * 1e6) / 119));
      if ((index + 6) * 6 <= all.length) expect([...rows]).toEqual(all.slice(index * 6, (index + 6) * 6));
      index += 6;
    }
  });

  test("in life's time sends nothing before it is due, and joins the model where it is now", async () => {
    const source = simulated({ rateHz: 400 }, 1);
    const beganUs = hostNowUs();
    const keepsOpen = await source.connect("simulated:left");
    const first = await listen(source, "simulated:right", 60);
    const later = await listen(source, "simulated:right", 60);
    for (const { hostTimeUs, deviceTimeUs } of [...first.packets, ...later.packets]) {
      expect(hostTimeUs).toBeGreaterThanOrEqual(beganUs + deviceTimeUs! + (5 * 1e6) / 400);
    }
    expect(later.packets[0]!.deviceTimeUs).toBeGreaterThan(first.packets.at(-1)!.deviceTimeUs!);
    await keepsOpen.close();
  });

  test("waits for a slow receiver when it may run ahead", async () => {
    const link = await simulated().connect("simulated:left");
    const stop = new AbortController();
    let inside = 0;
    let most = 0;
    let packets = 0;
    await link.stream(
      {
        async onPacket() {
          most = Math.max(most, ++inside);
          await new Promise((resolve) => setTimeout(resolve, 1));
          inside--;
          if (++packets === 20) stop.abort();
        },
        onCorrupt() {},
      },
      stop.signal,
    );
    expect({ most, packets }).toEqual({ most: 1, packets: 20 });
  });

  test("ends its stream when it is closed", async () => {
    const link = await simulated({}, 1).connect("simulated:left");
    const ended = link.stream({ onPacket() {}, onCorrupt() {} }, new AbortController().signal);
    await link.close();
    await link.close();
    expect(await ended).toEqual({ reason: "aborted" });
  });

  test("knows its truth in the time of its packets, hand by hand", async () => {
    const source = simulated({ punchesPerMinute: 60 });
    const { packets, truth } = await listen(source, "simulated:right", 60 * 119);
    expect(truth.length).toBeGreaterThan(15);
    for (const { hand, startUs, peakUs, endUs } of truth) {
      expect(hand).toBe("right");
      expect(packets[0]!.hostTimeUs - 60_000).toBeLessThan(startUs);
      expect(startUs).toBeLessThan(peakUs);
      expect(peakUs).toBeLessThan(endUs);
      expect(endUs).toBeLessThanOrEqual(packets.at(-1)!.hostTimeUs + 60_000);
    }
  });
});
