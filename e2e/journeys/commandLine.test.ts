import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { serveH4 } from "../devices/ble/h4.ts";
import { VirtualAir } from "../devices/ble/virtualAir.ts";
import { VirtualController } from "../devices/ble/virtualController.ts";
import { GatewayServer } from "../devices/gatewayServer.ts";
import { waveFeed } from "../devices/rowFeed.ts";
import { SerialGlove } from "../devices/serialGlove.ts";

/** The command line as people run it, in a process of its own, on devices that speak over real ports. */
vi.setConfig({ testTimeout: 180_000 });

const RINGSIDE = fileURLToPath(new URL("../../app/shells/cli/ringside.mjs", import.meta.url));
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ringside-line-"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function environment(): NodeJS.ProcessEnv {
  return { ...process.env, RINGSIDE_DATA: join(folder, "data"), RINGSIDE_PROJECTS: join(folder, "projects") };
}

function start(...args: string[]): { readonly child: ChildProcess; readonly ended: Promise<Ended> } {
  const child = spawn(process.execPath, [RINGSIDE, ...args], { env: environment(), stdio: ["ignore", "pipe", "pipe"] });
  let [out, err] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (part) => {
    out += part;
  });
  child.stderr.setEncoding("utf8").on("data", (part) => {
    err += part;
  });
  return { child, ended: once(child, "close").then(([code]) => ({ code, out, err })) };
}

function ringside(...args: string[]): Promise<Ended> {
  return start(...args).ended;
}

test("two gloves, one on a serial port and one behind a gateway, become one capture without a loss", async () => {
  const port = join(folder, "glove");
  const glove = new SerialGlove({ feed: waveFeed(119), version: 2 });
  const gateway = new GatewayServer({
    devices: [{ source: "serial", deviceId: "COM3", name: "Virtual glove", firmware: { feed: waveFeed(119) } }],
    connected: { deviceId: "COM3", mode: "data_capture" },
  });
  await glove.plug(port);
  const address = await gateway.start(0);
  try {
    const sources = [
      "--source",
      `serial:${port}`,
      "--hand",
      "left",
      "--source",
      `gateway:${address}`,
      "--hand",
      "right",
    ];
    const { code, out, err } = await ringside("record", ...sources, "--project", "Gym", "--seconds", "2", "--json");
    expect(code, out + err).toBe(0);
    const capture = JSON.parse(out);
    expect(capture).toMatchObject({ state: "finished", lost: 0, corrupt: 0, project: { name: "Gym" } });
    expect(capture.streams.map(({ hand, device }: never) => [hand, (device as { kind: string }).kind])).toEqual([
      ["left", "serial"],
      ["right", "gateway"],
    ]);
    for (const { samples } of capture.streams) expect(samples).toBeGreaterThan(100);

    const id = capture.streams[0].device.id;
    expect((await ringside("hand", id, "right")).code).toBe(0);
    const known = JSON.parse((await ringside("devices", "--kind", "serial", "--json")).out);
    expect(known).toContainEqual(expect.objectContaining({ id, hand: "right", remembered: true }));
    expect((await ringside("forget", id)).code).toBe(0);
    const left = JSON.parse((await ringside("devices", "--kind", "serial", "--json")).out);
    expect(left.filter((device: { remembered: boolean }) => device.remembered)).toEqual([]);
  } finally {
    await glove.vanish();
    await gateway.vanish();
  }
});

test("Ctrl+C while recording keeps the capture", async () => {
  const { child, ended } = start("record", "--source", "simulated", "--project", "Gym", "--json");
  await expect.poll(() => existsSync(join(folder, "projects", "Gym.ringside")), { timeout: 60_000 }).toBe(true);
  child.kill("SIGTERM");
  const { code, out, err } = await ended;
  expect(code, out + err).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ state: "finished", simulated: true });
});

test("a recording that was killed is listed, kept whole, and an ordinary capture then", async () => {
  const main = fileURLToPath(new URL("../../app/shells/cli/main.ts", import.meta.url));
  const child = spawn(process.execPath, [main, "record", "--source", "simulated", "--project", "Gym"], {
    env: environment(),
    stdio: ["ignore", "ignore", "pipe"],
  });
  await once(child.stderr, "data", { signal: AbortSignal.timeout(90_000) });
  await new Promise((done) => setTimeout(done, 1500));
  const exited = once(child, "exit");
  child.kill("SIGKILL");
  await exited;

  const listed = JSON.parse((await ringside("recover", "--project", "Gym", "--json")).out);
  expect(listed).toMatchObject([{ state: "interrupted" }]);
  expect(listed[0].samples).toBeGreaterThan(100);
  const kept = JSON.parse((await ringside("recover", "--keep", "--project", "Gym", "--json")).out);
  expect(kept).toMatchObject([{ id: listed[0].id, state: "finished", samples: listed[0].samples }]);
  expect(JSON.parse((await ringside("recover", "--project", "Gym", "--json")).out)).toEqual([]);
});

test("a port that is not there is a problem as JSON, with exit code 1", async () => {
  const port = join(folder, "nothing");
  const { code, out } = await ringside("record", "--source", `serial:${port}`, "--project", "Gym", "--json");
  expect(code).toBe(1);
  expect(JSON.parse(out)).toEqual({
    problem: "device.notFound",
    message: expect.any(String),
    next: expect.any(String),
  });
});

test("what the Bluetooth library says of an old adapter is on standard error; the answer stays JSON", async () => {
  const adapter = new VirtualController(new VirtualAir(), "c0:00:00:00:00:01");
  adapter.hciVersion = 5;
  const port = join(folder, "hci");
  const line = await serveH4(adapter, port);
  vi.stubEnv("BLUETOOTH_HCI_SOCKET_UART_PORT", port);
  vi.stubEnv("BLUETOOTH_HCI_SOCKET_UART_BAUDRATE", "1000000");
  try {
    const recording = ["record", "--source", "ble:c0:00:00:00:00:02", "--project", "Gym", "--json"];
    const { code, out, err } = await ringside(...recording);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ problem: "ble.absent" });
    expect(err).toContain("noble warning: adapter does not support");
  } finally {
    vi.unstubAllEnvs();
    await line.vanish();
  }
});

test("a command that does not exist is a usage error, with exit code 2", async () => {
  const { code, err } = await ringside("fly");
  expect(code).toBe(2);
  expect(err).toContain("fly");
});
