import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ProblemError } from "#domain/problems.ts";
import { FakeSource, type FakeStep } from "../sources/fakeSource.ts";
import { hostNowUs, type SampleSource } from "../sources/source.ts";
import { FORMAT, glove, PACKET_ROWS, packet, Rig, rows } from "./testing/rig.ts";

let rig: Rig;
beforeEach(() => {
  rig = new Rig();
});
afterEach(() => rig.close());

function steady(packets: number, fromValue = 0): FakeStep[] {
  return Array.from({ length: packets }, (_, i) => packet(fromValue + 10 * i)).flat();
}

describe("A connected device", () => {
  it("is live from its first row on, and its rate shows after a second", async () => {
    await rig.connect(glove("left", ...steady(30)));
    expect(rig.devices).toMatchObject([{ state: "live", measuredRateHz: null, rows: 10 }]);
    await rig.pass(2_400);
    expect(rig.devices[0]!.measuredRateHz).toBeCloseTo(100, 6);
    expect(rig.board.list()[0]!.rows).toBe(250);
    expect(rig.alertCodes()).toEqual([]);
  });

  it("is refused with its reason when it cannot be connected, and leaves nothing behind", async () => {
    const refused = expect(rig.connect(glove("left"))).rejects.toThrow(
      new ProblemError("device.noData", { device: "Glove left" }),
    );
    await rig.pass(7_000);
    await refused;
    expect(rig.board.list()).toEqual([]);
  });

  it("raises a stall when it falls silent, and takes it back when rows come again", async () => {
    await rig.connect(glove("left", ...steady(5), { waitMs: 1_500 }, ...steady(10, 50)));
    await rig.pass(400 + 500);
    expect(rig.devices).toMatchObject([{ state: "live" }]);
    await rig.pass(200);
    expect(rig.devices).toMatchObject([{ state: "stalled" }]);
    expect(rig.alerts.list()).toMatchObject([
      { id: "stalled:serial:left", code: "stalled", severity: "warning", detail: { recording: "no" } },
    ]);
    await rig.pass(1_500);
    expect(rig.devices).toMatchObject([{ state: "live" }]);
    expect(rig.alertCodes()).not.toContain("stalled");
  });

  it("is connected again after 3 s of silence", async () => {
    const source = await rig.connect(glove("left", ...steady(2), { waitMs: 60_000 }));
    await rig.pass(3_000);
    expect(rig.devices).toMatchObject([{ state: "stalled" }]);
    await rig.pass(200);
    expect(rig.devices).toMatchObject([{ state: "reconnecting" }]);
    expect(source.closed).toBe(1);
    await rig.pass(500);
    expect(source.connections).toBe(2);
  });

  it("is looked for at growing intervals for as long as it stays away, and keeps its live key when it is back", async () => {
    const device = glove("left", ...packet(0), "lose", ...steady(300, 500));
    const source = await rig.connect(device);
    const { liveKey } = rig.devices[0]!;
    source.present = false;
    await rig.pass(60_000);
    expect(rig.devices).toMatchObject([{ state: "reconnecting", problem: { code: "device.notFound" } }]);
    expect(rig.alertCodes()).toEqual(["reconnecting"]);
    source.present = true;
    await rig.pass(8_200);
    expect(rig.devices).toMatchObject([{ state: "live", problem: null, liveKey }]);
    expect(source.connections).toBe(2);
    await rig.pass(11_000);
    expect(rig.alertCodes()).toEqual([]);
  });

  it("is let go when the user says so, even while it is being looked for", async () => {
    const source = await rig.connect(glove("left", ...packet(0), "lose"));
    source.present = false;
    await rig.pass(5_000);
    const gone = rig.board.disconnect("serial:left");
    await rig.pass(10);
    await gone;
    expect(rig.board.list()).toEqual([]);
    expect(rig.alertCodes()).toEqual([]);
  });

  it("tells its losses while they are recent", async () => {
    await rig.connect(
      glove(
        "left",
        ...steady(20),
        { waitMs: 200 },
        ...packet(220, { lostBefore: 20, corrupt: 2 }),
        { battery: 0.1 },
        ...steady(200, 230),
      ),
      "left",
    );
    await rig.pass(2_700);
    expect(rig.alerts.list()).toMatchObject([
      { code: "loss", detail: { hand: "left", rows: 20, seconds: 0.2, recording: "no" } },
      { code: "corrupt", detail: { packets: 2 } },
      { code: "batteryLow", detail: { percent: 10 } },
    ]);
    expect(rig.devices).toMatchObject([{ battery: 0.1, counts: { lost: 20, corrupt: 2 } }]);
    await rig.pass(11_000);
    expect(rig.alertCodes()).toEqual(["batteryLow"]);
  });

  it("with two gloves behind it shows and records each of them", async () => {
    const { identity } = glove("left");
    const source: SampleSource = {
      kind: "gateway",
      find: async () => [],
      connect: async () => ({
        device: identity,
        hand: null,
        hands: ["left", "right"],
        formats: [FORMAT, FORMAT],
        close: async () => {},
        stream: async (receiver, signal) => {
          for (let first = 0; !signal.aborted; first += PACKET_ROWS) {
            await new Promise((resolve) => setTimeout(resolve, 100));
            for (const stream of [0, 1]) {
              const at = { lostBefore: 0, hostTimeUs: hostNowUs(), deviceTimeUs: null };
              receiver.onPacket({ stream, rows: rows(1_000 * stream + first), ...at });
            }
          }
          return { reason: "aborted" };
        },
      }),
    };
    const connected = rig.board.connect(source, identity, null, new AbortController().signal);
    await rig.pass(100);
    await connected;
    expect(rig.devices.map(({ device, hand, state }) => [device.id, hand, state])).toEqual([
      ["serial:left", "left", "live"],
      ["serial:left#2", "right", "live"],
    ]);
    expect(new Set(rig.devices.map(({ liveKey }) => liveKey)).size).toBe(2);
    await rig.start();
    await rig.pass(500);
    await rig.stop();
    expect(rig.stored.made.streams.map(({ device, hand }) => [device.id, hand])).toEqual([
      ["serial:left", "left"],
      ["serial:left#2", "right"],
    ]);
    expect(rig.stored.streams.map((stream) => stream.rows[0]!.values[0])).toEqual([10, 1_010]);
    const gone = rig.board.disconnect("serial:left#2");
    await rig.pass(200);
    await gone;
    expect(rig.board.list()).toEqual([]);
  });

  it("that sends nothing readable any more is connected again", async () => {
    const source = await rig.connect(
      glove("left", ...steady(2), ...Array.from({ length: 100 }, () => [{ waitMs: 100 }, { corrupt: 1 }]).flat()),
    );
    await rig.pass(4_000);
    expect(source.connections).toBe(2);
    expect(rig.board.list()[0]!.counts.corrupt).toBeGreaterThan(20);
  });

  it("is connected once, however often somebody asks at the same time", async () => {
    const device = glove("left", ...steady(5));
    const source = new FakeSource(device);
    const never = new AbortController().signal;
    const both = Promise.all([1, 2].map(() => rig.board.connect(source, device.identity, null, never)));
    await rig.pass(100);
    const [one, other] = await both;
    expect(one).toBe(other);
    expect(source.connections).toBe(1);
  });

  it("can be called off while it is still being connected", async () => {
    const { identity } = glove("left");
    const source: SampleSource = {
      kind: "serial",
      find: async () => [],
      connect: (_, signal) =>
        new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
    };
    const refused = expect(rig.board.connect(source, identity, null, new AbortController().signal)).rejects.toThrow(
      new ProblemError("device.calledOff", { device: "Glove left" }),
    );
    await rig.pass(1_000);
    expect(rig.devices).toMatchObject([{ state: "connecting", format: null }]);
    await rig.board.disconnect(identity.id);
    await refused;
    expect(rig.board.list()).toEqual([]);
  });
});
