import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ProblemError } from "#domain/problems.ts";
import { GatewaySource } from "#host/sources/gateway/gatewaySource.ts";
import type { DeviceLink } from "#host/sources/source.ts";
import { GatewayServer, type GatewayServerOptions } from "./gatewayServer.ts";
import { Inbox } from "./inbox.ts";
import { waveFeed } from "./rowFeed.ts";
import { missingTennis, tennisFeed } from "./tennis.ts";
import { WifiGlove, type WifiGloveOptions } from "./wifiGlove.ts";

const never = new AbortController().signal;
const feed = waveFeed(476);
let running: { vanish(): Promise<void> }[];
let links: DeviceLink[];

beforeEach(() => {
  running = [];
  links = [];
});

afterEach(async () => {
  await Promise.all(links.map((link) => link.close()));
  await Promise.all(running.map((device) => device.vanish()));
});

async function wifi(options: Partial<WifiGloveOptions> = {}) {
  const glove = new WifiGlove({ feed, ...options });
  running.push(glove);
  return { glove, address: await glove.start() };
}

async function gateway(options: Partial<GatewayServerOptions> = {}) {
  const server = new GatewayServer({ devices: [nano], configureMs: 20, ...options });
  running.push(server);
  return { server, address: await server.start() };
}

async function connect(address: string, source = new GatewaySource()): Promise<DeviceLink> {
  const link = await source.connect(`gateway:${address}`, never);
  links.push(link);
  return link;
}

async function problemOf(address: string, source = new GatewaySource({ askMs: 500, readyMs: 300 })) {
  const error = await connect(address, source).catch((reason: unknown) => reason);
  if (error instanceof ProblemError) return error.problem;
  throw new Error(`no problem but ${error}`);
}

const nano = { source: "serial", deviceId: "/dev/ttyACM0", name: "Nano 33 BLE", firmware: { feed } } as const;
const test = { source: "test", deviceId: "Test IMU 6-axis", name: "Test IMU 6-axis", firmware: { feed } } as const;

/** One line, sent in two pieces behind the empty objects of a bridge that waits. */
const RESULT = '{"ModelNumber":0,"Classification":3,"SegmentStart":7,"SegmentLength":50}\n';

describe("a Wi-Fi glove", () => {
  it.skipIf(missingTennis())("sends recorded tennis strokes sample for sample, wherever the network cuts", async () => {
    const strokes = tennisFeed("serve");
    const { glove, address } = await wifi({
      feed: strokes,
      speed: Number.POSITIVE_INFINITY,
      rows: 3600,
      chunkBytes: 31,
      config: { device_name: "LSM6DSOX" },
    });
    const link = await connect(address);
    expect(link.device).toMatchObject({ name: "LSM6DSOX", kind: "gateway", simulated: true });
    expect(link.formats[0]!.channels[3]).toMatchObject({ kind: "rotation", unit: "dps", scale: 0.07 });
    const inbox = new Inbox(6);
    const end = inbox.receive(link);
    await inbox.reached(3600);
    expect(inbox.rows()).toEqual(strokes.rows(0, 3600));
    inbox.stop();
    expect(await end).toEqual({ reason: "aborted" });
    await link.close();
    await expect.poll(() => glove.firmware.streaming).toBe(false);
  });

  it("is found at a remembered address while it is on", async () => {
    const { glove, address } = await wifi();
    const source = new GatewaySource();
    const id = source.remember(`http://${address}/`);
    expect(id).toBe(`gateway:${address}`);
    expect(await source.find(never)).toMatchObject([
      { device: { id, name: "Virtual glove" }, detail: `Wi-Fi · ${address}` },
    ]);
    await glove.vanish();
    expect(await source.find(never)).toEqual([]);
    source.forget(id);
  });

  it("that serves one client at a time is not kept waiting by a connection of ours", async () => {
    const { glove, address } = await wifi();
    await connect(address);
    expect(glove.keptAlive).toBe(0);
  });

  it("that has not heard its sensor yet is asked again", async () => {
    const { address } = await wifi({ notReadyYet: 2 });
    expect((await connect(address)).formats[0]!.channels).toHaveLength(9);
  });

  it("that is switched off while it streams ends the link as lost", async () => {
    const { glove, address } = await wifi();
    const link = await connect(address);
    const inbox = new Inbox(9);
    const end = inbox.receive(link);
    await inbox.reached(20);
    await glove.vanish();
    expect(await end).toMatchObject({ reason: "lost" });
  });

  it("that falls silent ends the link as lost", async () => {
    const { glove, address } = await wifi();
    const link = await connect(address, new GatewaySource({ stallMs: 300 }));
    const inbox = new Inbox(9);
    const end = inbox.receive(link);
    await inbox.reached(20);
    glove.stalled = true;
    expect(await end).toMatchObject({ reason: "lost", message: "nothing came for 0.3 s" });
  });

  it.each([
    ["never more than prose", { notReadyYet: 1000 }, "device.notSsi"],
    ["a page", { says: "<html>Router</html>" }, "device.notSsi"],
    ["other JSON", { says: '{"temperature":21}' }, "device.notSsi"],
    ["an absurd rate", { config: { sample_rate: -5 } }, "device.badConfig"],
  ] as const)("that says %s is told", async (_name, options, code) => {
    const { address } = await wifi(options);
    expect((await problemOf(address)).code).toBe(code);
  });

  it("that recognises gives its results", async () => {
    const { address } = await wifi({ says: '{"ModelNumber":0,"Classification":1}', results: ["{}", "{}", RESULT] });
    const link = await connect(address);
    expect(link.sends).toBe("results");
    const inbox = new Inbox(1);
    const end = inbox.receive(link);
    await expect.poll(() => inbox.results.length).toBe(1);
    expect(inbox.results[0]!.result).toMatchObject({ classNumber: 3, segmentStart: 7 });
    inbox.stop();
    expect(await end).toEqual({ reason: "aborted" });
  });

  it("where nobody is, that is told", async () => {
    const { glove, address } = await wifi();
    await glove.vanish();
    expect(await problemOf(address)).toMatchObject({
      code: "device.unreachable",
      detail: { address, message: "ECONNREFUSED" },
    });
  });
});

describe("an Open Gateway", () => {
  it("that is set up already is used as it is, and left so", async () => {
    const { server, address } = await gateway({ connected: { deviceId: "/dev/ttyACM0", mode: "data_capture" } });
    const link = await connect(address);
    expect(link.device).toMatchObject({ name: "/dev/ttyACM0", simulated: false });
    const inbox = new Inbox(9);
    const end = inbox.receive(link);
    await inbox.reached(200);
    inbox.stop();
    await end;
    const got = inbox.rows();
    expect(got).toEqual(feed.rows(0, got.length / 9));
    await link.close();
    expect(server.connected).toBe(true);
    expect(server.asked).not.toContain("POST /config");
  });

  it("that has nothing yet is set up with the first device that it finds, and freed afterwards", async () => {
    const { server, address } = await gateway({ devices: [test, nano], speed: Number.POSITIVE_INFINITY });
    const link = await connect(address);
    // The scan's name tells the sensor; nothing else does.
    expect(link.device.name).toBe("Nano 33 BLE");
    expect(link.formats[0]!.channels[0]).toMatchObject({ unit: "g", range: 4 });
    const inbox = new Inbox(9);
    const end = inbox.receive(link);
    await inbox.reached(20_000);
    inbox.stop();
    await end;
    const got = inbox.rows();
    expect(got).toEqual(feed.rows(0, got.length / 9));
    await link.close();
    expect(server.connected).toBe(false);
  });

  it("that was disconnected says its rate as text, and is set up again with the device it had", async () => {
    const { server, address } = await gateway({ connected: { deviceId: "/dev/ttyACM0", mode: "data_capture" } });
    await fetch(`http://${address}/disconnect`);
    const link = await connect(address);
    expect(link.formats[0]!.nominalRateHz).toBe(476);
    expect(server.asked).toContain("POST /config");
  });

  it("lists its devices one by one; a test source is named simulated", async () => {
    const { address } = await gateway({ devices: [nano, test] });
    const source = new GatewaySource();
    const id = source.remember(address);
    const found = await source.find(never);
    expect(found.map(({ device }) => [device.id, device.name, device.simulated])).toEqual([
      [id, "Open Gateway", false],
      [`${id}/serial/%2Fdev%2FttyACM0`, "Nano 33 BLE", false],
      [`${id}/test/Test%20IMU%206-axis`, "Test IMU 6-axis", true],
    ]);
    const link = await source.connect(found[2]!.device.id, never);
    links.push(link);
    expect(link.device).toMatchObject({ id: found[2]!.device.id, simulated: true });
  });

  it("two gloves fused come as two streams, left and right", async () => {
    const columns = ["S_0_L_AccelerometerX", "S_0_L_GyroscopeX", "S_1_R_AccelerometerX", "S_1_R_GyroscopeX"];
    const rows = (first: number, count: number) => Int16Array.from({ length: count * 4 }, (_, i) => first * 4 + i);
    const pair = { ...nano, deviceId: "A,B", firmware: { feed: { columns, rateHz: 200, rows } } };
    const { address } = await gateway({ devices: [pair] });
    const link = await connect(address);
    expect(link.hands).toEqual(["left", "right"]);
    const inbox = new Inbox(2, 1);
    const end = inbox.receive(link);
    await inbox.reached(12);
    inbox.stop();
    await end;
    expect([...inbox.rows().subarray(0, 4)]).toEqual([2, 3, 6, 7]);
  });

  it("that loses its device ends the link as lost", async () => {
    const { address } = await gateway();
    const link = await connect(address);
    const inbox = new Inbox(9);
    const end = inbox.receive(link);
    await inbox.reached(20);
    await fetch(`http://${address}/disconnect`);
    expect(await end).toMatchObject({ reason: "lost" });
  });

  it("in recognition mode gives its results, by name, and stays in that mode", async () => {
    const { server, address } = await gateway({ connected: { deviceId: "/dev/ttyACM0", mode: "recognition" } });
    const link = await connect(address);
    expect(link).toMatchObject({ sends: "results", formats: [], device: { name: "/dev/ttyACM0" } });
    const inbox = new Inbox(1);
    const end = inbox.receive(link);
    await expect.poll(() => inbox.results.length).toBeGreaterThan(1);
    expect(inbox.results[0]!.result).toMatchObject({ className: "Jab", classNumber: null });
    await server.vanish();
    expect(await end).toMatchObject({ reason: "lost" });
    expect(server.asked.filter((route) => route.startsWith("POST"))).toEqual([]);
  });

  it.each([
    ["finds no glove", { devices: [] }, { code: "device.noneAtGateway" }],
    [
      "cannot open its glove",
      { devices: [{ ...nano, broken: "Permission denied" }] },
      { code: "device.refused", detail: { reason: "Error: Permission denied" } },
    ],
    [
      "fuses float devices",
      {
        devices: [{ ...nano, deviceId: "Test IMU 6-axis Float,Test IMU 9-axis float" }],
      },
      { code: "device.badConfig", detail: { field: "data_type" } },
    ],
    ["has columns out of order", { config: { column_location: { A: 0, B: 3 } } }, { code: "device.badConfig" }],
  ] as const)("that %s is told", async (_name, options, problem) => {
    const { address } = await gateway(options as Partial<GatewayServerOptions>);
    expect(await problemOf(address, new GatewaySource())).toMatchObject(problem);
  });

  it("that is asked for a device it has not is told, in the gateway's words", async () => {
    const { address } = await gateway();
    const reason = "Error: could not open port 'COM9'";
    expect(await problemOf(`${address}/serial/COM9`)).toMatchObject({ code: "device.refused", detail: { reason } });
  });
});
