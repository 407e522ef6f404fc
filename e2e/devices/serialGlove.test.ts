import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ProblemError } from "#domain/problems.ts";
import type { PortInfo } from "#host/sources/serial/ports.ts";
import { SerialSource } from "#host/sources/serial/serialSource.ts";
import type { DeviceLink } from "#host/sources/source.ts";
import { Inbox } from "./inbox.ts";
import { waveFeed } from "./rowFeed.ts";
import { SerialGlove, type SerialGloveOptions } from "./serialGlove.ts";
import { simulatedFeed } from "./simulatedFeed.ts";
import { missingTennis, tennisFeed } from "./tennis.ts";

const never = new AbortController().signal;
let folder: string;
let gloves: SerialGlove[];
let links: DeviceLink[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "glove-"));
  gloves = [];
  links = [];
});

afterEach(async () => {
  await Promise.all(links.map((link) => link.close()));
  await Promise.all(gloves.map((glove) => glove.vanish()));
  rmSync(folder, { recursive: true });
});

async function plug(options: SerialGloveOptions, name = "glove"): Promise<{ glove: SerialGlove; path: string }> {
  const glove = new SerialGlove({ advertiseMs: 100, ...options });
  gloves.push(glove);
  const path = join(folder, name);
  await glove.plug(path);
  return { glove, path };
}

async function connect(source: SerialSource, id: string): Promise<DeviceLink> {
  const link = await source.connect(id, never);
  links.push(link);
  return link;
}

async function connectPath(path: string): Promise<DeviceLink> {
  const source = new SerialSource();
  return connect(source, source.allowPath(path));
}

async function problemOf(path: string) {
  // Waits that are long on a real line, only because silence takes long to be sure of, are cut short.
  const source = new SerialSource({ timing: { passiveMs: 600, recoverMs: 600, otherRateMs: 400 } });
  const error = await source.connect(source.allowPath(path), never).catch((reason: unknown) => reason);
  if (error instanceof ProblemError) return error.problem;
  throw new Error(`no problem but ${error}`);
}

describe.skipIf(missingTennis())("recorded tennis strokes over a real serial port", () => {
  it.each([1, 2] as const)("version %i arrives sample for sample", async (version) => {
    const feed = tennisFeed("forehand");
    const { glove, path } = await plug({
      feed,
      version,
      speed: Number.POSITIVE_INFINITY,
      rows: 6000,
      config: { device_name: "LSM6DSOX" },
    });
    const link = await connectPath(path);
    expect(link.device).toMatchObject({ name: "LSM6DSOX", kind: "serial", simulated: true });
    expect(link.formats[0]!.channels[0]).toMatchObject({ unit: "g", scale: 0.000488, range: 16 });
    const inbox = new Inbox(6);
    const end = inbox.receive(link);
    await inbox.reached(6000);
    inbox.stop();
    expect(await end).toEqual({ reason: "aborted" });
    expect(inbox.rows()).toEqual(feed.rows(0, 6000));
    expect([inbox.corrupt, inbox.lost]).toEqual([0, 0]);
    await sleep(50);
    expect(glove.firmware.streaming).toBe(false);
  });
});

describe("a glove on a cable", () => {
  const feed = waveFeed(476);

  it("is found, streams, stops, and streams again on the same link", async () => {
    const { glove, path } = await plug({ feed, version: 2 });
    const source = new SerialSource();
    const id = source.allowPath(path);
    expect((await source.find()).find((found) => found.device.id === id)).toMatchObject({ detail: path });
    const link = await connect(source, id);
    for (let round = 0; round < 2; round++) {
      const inbox = new Inbox(9);
      const end = inbox.receive(link);
      const before = glove.firmware.rowsSent;
      await inbox.reached(100);
      inbox.stop();
      await end;
      expect(glove.firmware.streaming).toBe(false);
      const got = inbox.rows();
      expect(got).toEqual(feed.rows(before, got.length / 9));
    }
  });

  it.each([1, 2] as const)("that was left streaming (version %i) is stopped and starts anew", async (version) => {
    const { path } = await plug({ feed, version, leftStreaming: true });
    const link = await connectPath(path);
    const inbox = new Inbox(9);
    const end = inbox.receive(link);
    await inbox.reached(60);
    inbox.stop();
    await end;
    const got = inbox.rows();
    const first = got[7]! + 32768 * got[8]!;
    expect(got).toEqual(feed.rows(first, got.length / 9));
  });

  it.each([1, 2] as const)("that reacts late (version %i) is read from its very first row", async (version) => {
    const { path } = await plug({ feed, version, reactMs: 350 });
    const link = await connectPath(path);
    const inbox = new Inbox(9);
    const end = inbox.receive(link);
    await inbox.reached(60);
    inbox.stop();
    await end;
    const got = inbox.rows();
    expect(got).toEqual(feed.rows(0, got.length / 9));
  });

  it("that vanishes while nobody streams is lost as soon as somebody does", async () => {
    const { glove, path } = await plug({ feed });
    const link = await connectPath(path);
    await glove.vanish();
    expect(existsSync(path)).toBe(false);
    expect(await new Inbox(9).receive(link)).toMatchObject({ reason: "lost" });
  });

  it("is understood at the baud rate that it uses", async () => {
    const { path } = await plug({ feed, version: 2, baud: 115_200 });
    const source = new SerialSource({ timing: { passiveMs: 500, recoverMs: 500, otherRateMs: 700 } });
    const link = await connect(source, source.allowPath(path));
    const inbox = new Inbox(9);
    const end = inbox.receive(link);
    await inbox.reached(30);
    inbox.stop();
    await end;
    expect(inbox.rows().subarray(0, 9)).toEqual(feed.rows(0, 1));
  });

  it("whose plug is pulled while it streams ends the link as lost, without a busy loop", async () => {
    const { glove, path } = await plug({ feed, version: 2, speed: Number.POSITIVE_INFINITY });
    const link = await connectPath(path);
    const inbox = new Inbox(9);
    const end = inbox.receive(link);
    await inbox.reached(5000);
    await glove.vanish();
    expect(await end).toMatchObject({ reason: "lost" });
    const before = process.cpuUsage();
    await sleep(500);
    const { user, system } = process.cpuUsage(before);
    expect(user + system).toBeLessThan(250_000);
  });

  it.each([1, 2] as const)(
    "that starts again by itself (version %i) is lost, and no word of it is a row",
    async (version) => {
      const { glove, path } = await plug({ feed, version });
      const link = await connectPath(path);
      const inbox = new Inbox(9);
      const end = inbox.receive(link);
      await inbox.reached(30);
      glove.firmware.streaming = false;
      expect(await end).toMatchObject({ reason: "lost" });
      const got = inbox.rows();
      expect(got).toEqual(feed.rows(0, got.length / 9));
    },
  );

  it("that sends what the simulated glove makes says its ranges and its hand", async () => {
    const simulated = simulatedFeed("left", 119);
    const { path } = await plug({ feed: simulated, version: 2 });
    const link = await connectPath(path);
    expect(link.hand).toBe("left");
    expect(link.formats[0]!.channels[0]).toMatchObject({ unit: "g", scale: 16 / 32768, range: 16 });
    const inbox = new Inbox(9);
    const end = inbox.receive(link);
    await inbox.reached(30);
    inbox.stop();
    await end;
    expect(inbox.rows().subarray(0, 270)).toEqual(simulated.rows(0, 30));
  });

  it("that does not do what it is told is told", async () => {
    const { glove, path } = await plug({ feed });
    const source = new SerialSource({ timing: { connectMs: 500 } });
    const link = await connect(source, source.allowPath(path));
    glove.deaf = true;
    await expect(new Inbox(9).receive(link)).rejects.toThrow("device.notStarting");
    glove.stalled = true;
    await expect(new Inbox(9).receive(link)).rejects.toThrow("device.noData");
  });

  it("that vanishes and returns under another name is found by its USB numbers", async () => {
    const usb = { manufacturer: "Arduino", vendorId: "2341", productId: "805A", serialNumber: "9F3C0011" };
    const { glove, path } = await plug({ feed, version: 2 }, "before");
    let ports: PortInfo[] = [{ ...usb, path }];
    const source = new SerialSource({ listPorts: async () => ports });
    const [found] = await source.find();
    expect(found!.device).toMatchObject({ id: "serial:2341:805a:9F3C0011", name: "Nano 33 BLE" });
    const link = await connect(source, found!.device.id);
    const inbox = new Inbox(9);
    const end = inbox.receive(link);
    await inbox.reached(50);
    await glove.vanish();
    ports = [];
    expect((await end).reason).toBe("lost");
    await expect(source.connect(found!.device.id, never)).rejects.toThrow("device.notFound");
    const after = join(folder, "after");
    await glove.plug(after);
    ports = [{ ...usb, path: after }];
    const again = await connect(source, found!.device.id);
    const more = new Inbox(9);
    const secondEnd = more.receive(again);
    await more.reached(50);
    more.stop();
    expect((await secondEnd).reason).toBe("aborted");
  });

  it("named by its path is still known by its USB numbers: a stock Nano counts in its own scale", async () => {
    const { path } = await plug({ feed: { ...feed, says: { device_name: undefined } } });
    const usb = { vendorId: "2341", productId: "805a", serialNumber: "9F3C0011" };
    const source = new SerialSource({ listPorts: async () => [{ ...usb, path }] });
    const link = await connect(source, source.allowPath(path));
    expect(link.device.name).toBe("Nano 33 BLE");
    expect(link.formats[0]!.channels[0]).toMatchObject({ unit: "g", range: 4 });
  });

  it("two gloves in one description come as two streams", async () => {
    const names = ["S_0_L_AccelerometerX", "S_0_L_GyroscopeX", "S_1_R_AccelerometerX", "S_1_R_GyroscopeX"];
    const rows = (first: number, count: number) => Int16Array.from({ length: count * 4 }, (_, i) => first * 4 + i);
    const { path } = await plug({ feed: { columns: names, rateHz: 200, rows } });
    const link = await connectPath(path);
    expect(link.hands).toEqual(["left", "right"]);
    const right = new Inbox(2, 1);
    const end = right.receive(link);
    await right.reached(12);
    right.stop();
    await end;
    expect([...right.rows().subarray(0, 4)]).toEqual([2, 3, 6, 7]);
  });
});

describe("a glove that recognises", () => {
  const feed = waveFeed(100);
  /** Finds something at every twelfth row, from the seventh on. */
  function recogniser() {
    let rows = 0;
    return {
      resets: 0,
      reset() {
        rows = 0;
        this.resets++;
      },
      push(values: Int16Array) {
        const before = rows;
        rows += values.length / 9;
        const found = Array.from({ length: rows }, (_, row) => row).filter((row) => row >= before && row % 12 === 7);
        return found.map((row) => ({
          ModelNumber: 0,
          Classification: 1,
          ClassificationName: 'Jab "left" {fast}',
          SegmentStart: row - 7,
          SegmentLength: 7,
          FeatureVectorLength: 2,
          FeatureVector: [1, 2],
        }));
      },
      selfTest: () => ({ SelfTest: "passed", Vectors: 12, pack: "ab" }),
    };
  }

  it("with somebody else's firmware sends results alone, until it is pulled out", async () => {
    const { glove, path } = await plug({ feed, mode: "recognition" });
    const link = await connectPath(path);
    expect(link).toMatchObject({ sends: "results", formats: [], mayBeSilent: true });
    const inbox = new Inbox(1);
    const end = inbox.receive(link);
    await expect.poll(() => inbox.results.length).toBeGreaterThan(2);
    expect(inbox.results[0]!.result).toMatchObject({ modelNumber: 0, classNumber: 2, features: [105, 167, 29] });
    expect(inbox.texts).toContain("battery low");
    await glove.vanish();
    expect(await end).toMatchObject({ reason: "lost" });
  });

  it("with ours says what it runs, tests itself, and sends rows and results on one line", async () => {
    const mind = recogniser();
    const config = { pack: "AB".repeat(32), pack_name: "Boxing", hand: "left" };
    const { path } = await plug({ feed, version: 2, recogniser: mind, config, rows: 300, speed: 20 });
    const link = await connectPath(path);
    expect(link).toMatchObject({ sends: "both", hand: "left" });
    expect(link.firmware).toEqual({
      firmware: "ringside-recognition 1.0.0",
      pack: { hash: "ab".repeat(32), name: "Boxing" },
      selfTest: "passed",
    });
    expect(await link.selfTest!(never)).toBe("passed");
    const inbox = new Inbox(9);
    const end = inbox.receive(link);
    await inbox.reached(300);
    inbox.stop();
    expect(await end).toEqual({ reason: "aborted" });
    expect(inbox.rows()).toEqual(feed.rows(0, 300));
    expect([inbox.corrupt, inbox.lost, mind.resets]).toEqual([0, 0, 1]);
    expect(inbox.results.map(({ result }) => result.segmentStart)).toEqual(
      Array.from({ length: 25 }, (_, i) => i * 12),
    );
    // Each comes behind the row that decided it, and before the next packet but one.
    for (const { result, afterRows } of inbox.results) {
      expect(afterRows).toBeGreaterThan(result.segmentStart! + 7);
      expect(result.className).toBe('Jab "left" {fast}');
    }
  });

  it("streams and tests itself again after it was told to stop", async () => {
    const mind = recogniser();
    const { path } = await plug({ feed, version: 2, recogniser: mind });
    const link = await connectPath(path);
    for (const time of [1, 2]) {
      const inbox = new Inbox(9);
      const end = inbox.receive(link);
      await inbox.reached(30);
      inbox.stop();
      await end;
      expect(mind.resets).toBe(time);
      expect(inbox.results[0]!.result.segmentStart).toBe(0);
    }
    expect(await link.selfTest!(never)).toBe("passed");
  });

  it("that does not answer the self-test is told", async () => {
    const { glove, path } = await plug({ feed, version: 2, recogniser: recogniser() });
    const source = new SerialSource({ timing: { selfTestMs: 300 } });
    const link = await connect(source, source.allowPath(path));
    glove.deaf = true;
    await expect(link.selfTest!(never)).rejects.toThrow("device.silent");
  });
});

describe("what is not a glove that can be recorded", () => {
  const feed = waveFeed(100);

  it.each([
    ["another device that sends text", { mode: "text" }, "device.notSsi"],
    ["a device that speaks garbage", { mode: "garbage" }, "device.garbage"],
    ["a silent device", { mode: "silent" }, "device.silent"],
    ["a description without a rate", { config: { sample_rate: undefined } }, "device.incompleteConfig"],
    ["a rate of a billion", { config: { sample_rate: 1e9 } }, "device.badConfig"],
  ] as const)("%s is told", async (_name, options, code) => {
    const { path } = await plug({ feed, ...options });
    expect((await problemOf(path)).code).toBe(code);
  });

  it("a port that another program has open is told", async () => {
    const { path } = await plug({ feed });
    await connectPath(path);
    expect(await problemOf(path)).toMatchObject({ code: "device.busy", detail: { port: path } });
  });

  it("a path that nobody allowed is not opened, even if it exists", async () => {
    const { path } = await plug({ feed });
    await expect(new SerialSource().connect(`serial:${path}`, never)).rejects.toThrow("device.notFound");
  });

  it("an allowed path that is not there is told", async () => {
    expect((await problemOf(join(folder, "nothing"))).code).toBe("device.notFound");
  });

  it("a connection that is given up ends at once and frees the port", async () => {
    const { path } = await plug({ feed, mode: "silent" });
    const source = new SerialSource();
    const giveUp = new AbortController();
    const connecting = source.connect(source.allowPath(path), giveUp.signal);
    await sleep(100);
    giveUp.abort();
    await expect(connecting).rejects.toThrow("abort");
    expect((await problemOf(path)).code).toBe("device.silent");
  });
});
