import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { GloveResult } from "#domain/deploy/recognition.ts";
import { BleSource } from "#host/sources/ble/bleSource.ts";
import { NobleRadio } from "#host/sources/ble/nobleRadio.ts";
import type { DeviceLink, LinkEnd, Packet } from "#host/sources/source.ts";
import { BleGlove, type BleGloveOptions } from "./ble/bleGlove.ts";
import { nobleOn } from "./ble/stack.ts";
import { VirtualAir } from "./ble/virtualAir.ts";
import { VirtualController } from "./ble/virtualController.ts";
import { waveFeed } from "./rowFeed.ts";

vi.setConfig({ testTimeout: 40_000 });

const OURS = {
  framed: true,
  name: "Ringside L 3F9C",
  config: { device_name: "Ringside L 3F9C", hand: "left", accel_range_g: 16 },
};
const never = new AbortController().signal;

let air: VirtualAir;
let adapter: VirtualController;
let source: BleSource;
let gloves: BleGlove[];

beforeEach(() => {
  air = new VirtualAir({ supervisionMs: 400 });
  adapter = new VirtualController(air, "c0:00:00:00:00:01");
  const timing = { connectMs: 1_500, hearMs: 1_500, discoverMs: 3_000 };
  source = new BleSource({ radio: new NobleRadio(() => nobleOn(adapter), timing), timing: { scanMs: 600 } });
  gloves = [];
});

afterEach(() => {
  for (const glove of gloves) glove.stop();
  source.close();
});

async function glove(options: Partial<BleGloveOptions> = {}, address = "c0:00:00:00:00:02"): Promise<BleGlove> {
  const one = new BleGlove(air, address, { feed: waveFeed(476), ...options });
  gloves.push(one);
  await one.start();
  return one;
}

async function connected(): Promise<DeviceLink> {
  const [found] = await source.find(never);
  return source.connect(found!.device.id, never);
}

/** Streams until told to stop; collects what came. */
function streaming(link: DeviceLink) {
  const stop = new AbortController();
  const packets: Packet[] = [];
  const results: GloveResult[] = [];
  let corrupt = 0;
  const receiver = {
    onPacket: (packet: Packet) => void packets.push(packet),
    onCorrupt: (count: number) => {
      corrupt += count;
    },
    onResult: (result: GloveResult) => void results.push(result),
  };
  const end = link.stream(receiver, stop.signal);
  end.catch(() => {});
  return {
    packets,
    results,
    end,
    corrupt: () => corrupt,
    rows: () => packets.reduce((sum, { rows }) => sum + rows.length / link.formats[0]!.channels.length, 0),
    lost: () => packets.reduce((sum, { lostBefore }) => sum + lostBefore, 0),
    stop: (): Promise<LinkEnd> => {
      stop.abort();
      return end;
    },
  };
}

describe("a glove of ours", () => {
  it("is found with its signal, connected, and says what it is, first with nothing to say after it was switched on", async () => {
    await glove({ ...OURS, silentMs: 1_500, battery: 87 });
    const [found] = await source.find(never);
    expect(found).toMatchObject({
      device: { id: "ble:c00000000002", name: "Ringside L 3F9C", kind: "ble" },
      rssi_dbm: -55,
      detail: "Bluetooth · 00:00:02",
    });
    const link = await source.connect(found!.device.id, never);
    expect(link).toMatchObject({ hand: "left", sends: "samples", device: { name: "Ringside L 3F9C" } });
    expect(link.formats[0]).toMatchObject({ nominalRateHz: 476, sampleType: "int16" });
    expect(link.formats[0]!.channels).toHaveLength(9);
    await link.close();
  });

  it("sends every row once with its own time, and what its buffer could not hold is known to the row", async () => {
    const sender = await glove(OURS);
    sender.drops = (notification) => notification % 10 === 4 || notification === 15;
    const stream = streaming(await connected());
    await vi.waitFor(() => expect(sender.due.length).toBeGreaterThan(60), { timeout: 20_000 });
    await stream.stop();
    const width = sender.feed.columns.length;
    let row = 0;
    for (const { rows, lostBefore, deviceTimeUs } of stream.packets) {
      row += lostBefore;
      expect([...rows]).toEqual([...sender.feed.rows(row, rows.length / width)]);
      expect(deviceTimeUs).toBe(Math.round((row * 1e6) / 476));
      row += rows.length / width;
    }
    expect(stream.corrupt()).toBe(0);
    const heard = sender.due.filter(({ firstRow }) => firstRow < row);
    expect(stream.rows()).toBe(heard.reduce((sum, { rows, sent }) => sum + (sent ? rows : 0), 0));
    expect(stream.lost()).toBe(heard.reduce((sum, { rows, sent }) => sum + (sent ? 0 : rows), 0));
    expect(stream.lost()).toBeGreaterThan(0);
  });

  it("out of reach ends the link as lost; it comes back, is found again and streams again", async () => {
    const sender = await glove(OURS);
    const link = await connected();
    const stream = streaming(link);
    await vi.waitFor(() => expect(stream.rows()).toBeGreaterThan(50));
    sender.controller.leave();
    expect(await stream.end).toMatchObject({ reason: "lost" });
    await link.close();
    await vi.waitFor(() => expect(sender.sending).toBe(false));
    const again = await source.connect(link.device.id, never);
    const second = streaming(again);
    await vi.waitFor(() => expect(second.rows()).toBeGreaterThan(50));
    expect(await second.stop()).toEqual({ reason: "aborted" });
    await again.close();
  });

  it("is left quiet when nobody listens any more", async () => {
    const sender = await glove(OURS);
    const link = await connected();
    const stream = streaming(link);
    await vi.waitFor(() => expect(stream.rows()).toBeGreaterThan(10));
    await stream.stop();
    await vi.waitFor(() => expect(sender.sending).toBe(false));
    await link.close();
  });
});

describe("the stock firmware", () => {
  it("sends a row a notification; its description is padded", async () => {
    const sender = await glove({ feed: waveFeed(119) });
    const stream = streaming(await connected());
    await vi.waitFor(() => expect(stream.rows()).toBeGreaterThan(100), { timeout: 20_000 });
    await stream.stop();
    const width = sender.feed.columns.length;
    const all = stream.packets.flatMap(({ rows }) => [...rows]);
    expect(all).toEqual([...sender.feed.rows(0, all.length / width)]);
    expect(stream.packets.every(({ deviceTimeUs }) => deviceTimeUs === null)).toBe(true);
  });

  it("two of one name are told apart by their address", async () => {
    await glove({}, "c0:00:00:00:00:02");
    await glove({}, "c0:00:00:00:00:03");
    const found = await source.find(never);
    expect(found.map(({ device, detail }) => [device.name, detail]).sort()).toEqual([
      ["Nano 33 DCL", "Bluetooth · 00:00:02"],
      ["Nano 33 DCL", "Bluetooth · 00:00:03"],
    ]);
  });

  it("that only recognises tells classes, and the limit's number as it is", async () => {
    const sender = await glove({ samples: false, recognises: true, name: "Nano33 SensiML KP" });
    const link = await connected();
    expect(link).toMatchObject({ sends: "results", formats: [] });
    const stream = streaming(link);
    await vi.waitFor(() => {
      sender.recognise(3);
      expect(stream.results.length).toBeGreaterThan(0);
    });
    sender.recognise(65_534);
    await vi.waitFor(() => expect(stream.results.at(-1)).toMatchObject({ modelNumber: 0, classNumber: 65_534 }));
    await stream.stop();
    await link.close();
  });
});

describe("nothing hangs", () => {
  it("when the adapter is switched off while a glove streams; switched on again all is as before", async () => {
    await glove(OURS);
    const link = await connected();
    const stream = streaming(link);
    await vi.waitFor(() => expect(stream.rows()).toBeGreaterThan(10));
    adapter.setPower(false);
    expect(await stream.end).toMatchObject({ reason: "lost" });
    await link.close();
    expect(await source.state()).toBe("off");
    expect(await source.find(never)).toEqual([]);
    await expect(source.connect(link.device.id, never)).rejects.toMatchObject({ problem: { code: "ble.off" } });
    adapter.setPower(true);
    await vi.waitFor(async () => expect(await source.state()).toBe("on"));
    const again = await source.connect(link.device.id, never);
    const second = streaming(again);
    await vi.waitFor(() => expect(second.rows()).toBeGreaterThan(10));
    await second.stop();
    await again.close();
  });

  it("when a glove that was seen is gone before it is connected", async () => {
    const sender = await glove(OURS);
    const [found] = await source.find(never);
    sender.controller.setPower(false);
    await expect(source.connect(found!.device.id, never)).rejects.toMatchObject({ problem: { code: "ble.noAnswer" } });
    await expect(source.connect(found!.device.id, never)).rejects.toMatchObject({ problem: { code: "ble.notSeen" } });
    // The failed attempt does not stand in the way of another glove.
    await glove(OURS, "c0:00:00:00:00:04");
    const others = await source.find(never);
    const link = await source.connect(others[0]!.device.id, never);
    await link.close();
  });

  it("when it says nothing of itself for ever, or nonsense", async () => {
    const timing = { scanMs: 600, readyMs: 700, askAgainMs: 100 };
    source = new BleSource({ radio: new NobleRadio(() => nobleOn(adapter)), timing });
    const mute = await glove({ silentMs: 1e9 });
    await expect(connected()).rejects.toMatchObject({ problem: { code: "ble.noConfig" } });
    mute.stop();
    await glove({ config: { sample_rate: "fast" } }, "c0:00:00:00:00:05");
    const found = (await source.find(never)).find(({ device }) => device.id.endsWith("05"));
    await expect(source.connect(found!.device.id, never)).rejects.toMatchObject({
      problem: { code: "device.badConfig" },
    });
  });

  it("when the caller calls off, or the link goes while it is asked", async () => {
    const sender = await glove({ ...OURS, silentMs: 1e9 });
    const [found] = await source.find(never);
    await expect(source.connect(found!.device.id, AbortSignal.timeout(500))).rejects.toThrow(/timeout|aborted/i);
    const asking = source.connect(found!.device.id, never);
    asking.catch(() => {});
    await new Promise((done) => setTimeout(done, 700));
    sender.controller.leave();
    await expect(asking).rejects.toMatchObject({ problem: { code: "ble.linkLost" } });
  });

  it("where there is no library, and no adapter", async () => {
    const broken = new BleSource({ radio: new NobleRadio(() => Promise.reject(new Error("no module"))) });
    expect(await broken.state()).toBe("noModule");
    expect(await broken.find(never)).toEqual([]);
    await expect(broken.connect("ble:x", never)).rejects.toMatchObject({ problem: { code: "ble.noModule" } });
  });
});
