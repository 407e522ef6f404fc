import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { CaptureDetail } from "#domain/captures.ts";
import { HostRig } from "./hostRig.ts";

/** The studio with the gloves, and one on another machine that has none. */
let gym: HostRig;
let office: HostRig;

vi.setConfig({ testTimeout: 60_000 });

beforeEach(async () => {
  gym = await HostRig.open();
  office = await HostRig.open();
});

afterEach(async () => {
  await office.close();
  await gym.close();
});

async function gloves(loss: number): Promise<void> {
  const { options } = await gym.ask("simulated.options");
  await gym.ask("simulated.configure", { ...options, hands: "both", loss, rateHz: 476 });
  for (const { device } of await gym.ask("device.find", { kinds: ["simulated"] })) {
    await gym.okay("device.connect", { deviceId: device.id });
  }
}

async function serve(deviceIds: string[]): Promise<string> {
  const { address } = await gym.okay("gateway.start", { port: 0, network: false, deviceIds });
  return address!;
}

/** Every stored value of a stream by its row's index, and the width of a row. */
async function rowsOf(rig: HostRig, capture: CaptureDetail, hand: "left" | "right") {
  const stream = capture.streams.find((one) => one.hand === hand)!;
  const width = stream.format.channels.length;
  const rows = new Map<number, string>();
  for (const run of await rig.storedRuns(capture, stream)) {
    for (let i = 0; i < run.rows.length / width; i++) {
      rows.set(run.firstIndex + i, run.rows.subarray(i * width, (i + 1) * width).join(" "));
    }
  }
  return { stream, rows };
}

it("another Ringside records both gloves sample for sample, and knows every one that was lost", async () => {
  await gloves(0.1);
  const ids = (await gym.ask("device.list")).map(({ device }) => device.id);
  const address = await serve(ids);
  const { device } = await office.okay("device.connectAddress", { address });
  expect(device).toMatchObject({ kind: "gateway", simulated: true });
  expect((await office.ask("device.list")).map(({ hand }) => hand)).toEqual(["left", "right"]);

  await gym.okay("recording.start");
  await sleep(500);
  await office.okay("recording.start");
  await sleep(3_000);
  await office.okay("recording.stop");
  await sleep(500);
  await gym.okay("recording.stop");
  expect((await gym.ask("gateway.state")).clients).toBe(1);

  const [source, copy] = [await gym.newest(), await office.newest()];
  expect(copy.simulated).toBe(true);
  for (const hand of ["left", "right"] as const) {
    const there = await rowsOf(gym, source, hand);
    const here = await rowsOf(office, copy, hand);
    expect(here.stream.format).toEqual(there.stream.format);
    expect(here.rows.size).toBeGreaterThan(476);
    const [first] = here.rows;
    const shift = [...there.rows].find(([, row]) => row === first![1])![0] - first![0];
    const last = [...here.rows.keys()].at(-1)!;
    let lost = 0;
    for (let index = first![0]; index <= last; index++) {
      expect(here.rows.get(index)).toBe(there.rows.get(index + shift));
      if (!here.rows.has(index)) lost++;
    }
    expect(lost).toBeGreaterThan(0);
    const gaps = copy.gaps[here.stream.id]!;
    expect(gaps.every(({ exact }) => exact)).toBe(true);
    expect(gaps.reduce((sum, { rows }) => sum + rows, 0)).toBe(lost);
  }
});

it("a program that knows only gateways reads raw rows of one glove, or of two side by side", async () => {
  await gloves(0);
  const [left, right] = (await gym.ask("device.list")).map(({ device }) => device.id);
  for (const [ids, columns] of [
    [[left!], 6],
    [[left!, right!], 12],
  ] as const) {
    const address = await serve([...ids]);
    const config = await (await fetch(`${address}/config`)).json();
    expect(config).toMatchObject({
      mode: "data_capture",
      sample_rate: 476,
      data_type: "int16",
      device_id: ids.join(","),
    });
    expect(config.samples_per_packet).toBe(config.source_samples_per_packet);
    const names = Object.keys(config.column_location);
    expect(names).toHaveLength(columns);
    expect(names[0]).toBe(columns === 6 ? "AccelerometerX" : "S_0_L_AccelerometerX");
    const bytes = await take(`${address}/stream`, 100 * 2 * columns);
    expect(bytes.length % (2 * columns)).toBe(0);
    // A glove feels its own weight or a punch, never nothing.
    const first = new Int16Array(bytes.buffer, 0, columns);
    for (let at = 0; at < columns; at += 6) expect(Math.hypot(...first.subarray(at, at + 3))).toBeGreaterThan(100);
  }
});

it("everything else is a real 404, and a glove that is not there is said in words", async () => {
  const address = await serve([]);
  const status = async (path: string, init?: RequestInit) => (await fetch(address + path, init)).status;
  expect(await status("/version")).toBe(200);
  expect(await status("/scan")).toBe(404);
  expect(await status("/../../etc/passwd")).toBe(404);
  expect(await status("/config", { method: "POST" })).toBe(405);
  expect(await status("/config", { headers: { origin: "http://other.example" } })).toBe(403);
  expect((await (await fetch(`${address}/config`)).json()).mode).toBe("");
  const refused = await fetch(`${address}/stream`);
  expect([refused.status, await refused.json()]).toMatchObject([503, { detail: expect.stringMatching(/No glove/) }]);
  expect(await (await fetch(`${address}/`)).text()).toContain("No glove is connected");
  expect(await office.ask("device.connectAddress", { address })).toMatchObject({
    problem: { code: "device.noneAtGateway" },
  });
});

it("a gateway whose port is taken, or that shall serve a glove that is not there, says so and changes nothing", async () => {
  const port = Number(new URL(await serve([])).port);
  expect(await office.ask("gateway.start", { port, network: false, deviceIds: [] })).toMatchObject({
    problem: { code: "gateway.portTaken" },
  });
  expect((await office.ask("gateway.state")).running).toBe(false);
  expect(await gym.ask("gateway.start", { port: 0, network: false, deviceIds: ["serial:x"] })).toMatchObject({
    problem: { code: "gateway.noSuchDevice" },
  });
  expect((await gym.ask("gateway.state")).running).toBe(true);
  await gym.ask("gateway.stop");
  expect(await gym.ask("gateway.state")).toMatchObject({ running: false, address: null });
});

async function take(url: string, bytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const ending = new AbortController();
  const response = await fetch(url, { signal: ending.signal });
  const all = new Uint8Array(bytes);
  let at = 0;
  for await (const chunk of response.body!) {
    all.set(chunk.subarray(0, bytes - at), at);
    at = Math.min(bytes, at + chunk.length);
    if (at === bytes) break;
  }
  ending.abort();
  return all;
}
