import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { bulkPaths } from "#contract/bulk.ts";
import { type CallName, calls, type Input, type Output } from "#contract/contract.ts";
import { LIVE_SLICE_AT } from "#contract/liveFrame.ts";
import { decodeSlice } from "#contract/slice.ts";
import type { HostForShell } from "./api.ts";
import { createHost } from "./host.ts";
import { standardSources } from "./sources/standard.ts";

let folder: string;
let host: HostForShell;

function ask<K extends CallName>(
  name: K,
  ...[input]: undefined extends Input<K> ? [] : [Input<K>]
): Promise<Output<K>> {
  return host.call(name, input) as Promise<Output<K>>;
}

function start(): Promise<HostForShell> {
  return createHost({
    dataFolder: join(folder, "data"),
    projectsFolder: join(folder, "projects"),
    sources: standardSources(),
    log: () => {},
  });
}

async function okay<T>(answer: Promise<{ ok: true; value: T } | { ok: false; problem: unknown }>): Promise<T> {
  const outcome = await answer;
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem));
  return outcome.value;
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ringside-host-"));
  host = await start();
});

afterEach(async () => {
  await host.close();
  await rm(folder, { recursive: true, force: true });
});

describe("The host", () => {
  it("connects the simulated gloves, shows them live, records, reviews and lists the capture", async () => {
    const frames: ArrayBuffer[] = [];
    host.onLiveFrame((frame) => frames.push(frame));
    await okay(ask("project.create", { name: "Tuesday gym" }));
    const found = await ask("device.find", {});
    expect(found.map(({ device }) => device.id)).toEqual(["simulated:left", "simulated:right"]);
    for (const { device } of found) await okay(ask("device.connect", { deviceId: device.id }));
    const connected = await ask("device.list");
    expect(connected.map(({ state, hand }) => [state, hand])).toEqual([
      ["live", "left"],
      ["live", "right"],
    ]);

    await ask("recording.setPlan", {
      ...(await ask("recording.plan")),
      label: "Jab",
      nameTemplate: "{label} {hand} {nn}",
    });
    await okay(ask("recording.start"));
    expect((await ask("recording.state")).phase).toBe("recording");
    await vi.waitFor(() => expect(frames.length).toBeGreaterThan(10), { timeout: 5_000 });
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await okay(ask("recording.stop"));
    const state = await ask("recording.state");
    expect(state).toMatchObject({ phase: "review", capture: { name: "Jab both 01", label: "Jab", state: "finished" } });
    await okay(ask("recording.review", { decision: "keep" }));

    const [capture] = await ask("capture.list", { deleted: false });
    expect(capture!.streams).toHaveLength(2);
    expect(capture!.simulated).toBe(true);
    const { gaps } = await okay(ask("capture.get", { captureId: capture!.id }));
    for (const stream of capture!.streams) {
      // A busy machine may hold back the last rows beyond the stop; then they are marked.
      const missing = gaps[stream.id]!.reduce((sum, gap) => sum + gap.rows, 0);
      expect(stream.rows).toBeGreaterThan(100);
      expect(stream.rows + missing).toBe(stream.endIndex);
    }
    const slice = decodeSlice(frames.at(-1)!, LIVE_SLICE_AT);
    expect(connected.map(({ liveKey }) => liveKey)).toContain(slice.key);
    expect(slice.width).toBe(6);
  });

  it("serves stored samples as slices, cut to what exists, and refuses what makes no sense", async () => {
    await okay(ask("project.demo"));
    const [capture] = await ask("capture.list", { deleted: false });
    const stream = capture!.streams[0]!;
    const get = async (path: string) => host.fetch(new Request(`http://host/${path}`));
    const whole = await get(bulkPaths.samples(capture!.id, stream.id, 0, 1e9));
    expect(whole.status).toBe(200);
    const slice = decodeSlice(await whole.arrayBuffer());
    expect(slice.runs.reduce((sum, run) => sum + run.rows, 0)).toBe(stream.rows);
    const bins = await get(bulkPaths.pyramid(capture!.id, stream.id, 0, 0, 10));
    expect(decodeSlice(await bins.arrayBuffer()).width).toBe(stream.format.channels.length * 2);
    expect((await get(bulkPaths.samples(capture!.id, 999, 0, 10))).status).toBe(404);
    expect((await get(`bulk/captures/${capture!.id}/streams/${stream.id}/samples?from=-1&to=2`)).status).toBe(400);
    expect((await get(`bulk/captures/${capture!.id}/streams/${stream.id}/samples?from=5&to=2`)).status).toBe(400);
    expect((await get("bulk/etc/passwd")).status).toBe(404);
  });

  it("refuses an input that the contract does not allow, with a sentence that names the field", async () => {
    await expect(host.call("device.connect", { deviceId: 5 })).rejects.toThrow(/device\.connect.*deviceId/s);
    await expect(host.call("no.such.call", {})).rejects.toThrow('there is no call "no.such.call"');
    await expect(host.call("constructor", {})).rejects.toThrow("there is no call");
  });

  it("answers every call of the contract", async () => {
    for (const name of Object.keys(calls)) {
      await expect(host.call(name, Symbol("refused by every schema"))).rejects.toThrow(new RegExp(`^${name}: `));
    }
  });

  it("says what is missing where nothing can be recorded", async () => {
    expect(await ask("recording.start")).toEqual({ ok: false, problem: { code: "project.none", detail: {} } });
    await okay(ask("project.create", { name: "Empty" }));
    expect(await ask("recording.start")).toEqual({ ok: false, problem: { code: "recording.noDevice", detail: {} } });
    expect(await ask("recording.stop")).toMatchObject({ ok: false, problem: { code: "recording.notRunning" } });
    expect(await ask("device.connect", { deviceId: "usb:1" })).toMatchObject({
      ok: false,
      problem: { code: "device.unknownKind" },
    });
  });

  it("knows its projects again after a restart", async () => {
    const made = await okay(ask("project.create", { name: "Tuesday gym" }));
    expect(await ask("project.create", { name: "Tuesday gym" })).toMatchObject({
      ok: false,
      problem: { code: "project.exists" },
    });
    await host.close();
    host = await start();
    expect(await ask("project.current")).toBeNull();
    const [entry] = await ask("project.list");
    expect(entry).toMatchObject({ id: made.id, name: "Tuesday gym", captures: 0, trouble: null });
    expect((await okay(ask("project.open", { projectId: made.id }))).name).toBe("Tuesday gym");
    await rm(made.folderShown, { recursive: true });
    await host.close();
    host = await start();
    expect(await ask("project.list")).toMatchObject([{ id: made.id, trouble: { code: "project.notFound" } }]);
    expect(await ask("project.open", { projectId: made.id })).toMatchObject({ ok: false });
  });

  it("finishes the recording when it is closed, and the capture is there the next time", async () => {
    const { id } = await okay(ask("project.create", { name: "Gym" }));
    await okay(ask("device.connect", { deviceId: "simulated:left" }));
    await okay(ask("recording.start"));
    expect(await ask("project.create", { name: "Other" })).toMatchObject({
      ok: false,
      problem: { code: "project.recording" },
    });
    await new Promise((resolve) => setTimeout(resolve, 400));
    await host.close();
    host = await start();
    await okay(ask("project.open", { projectId: id }));
    const [capture] = await ask("capture.list", { deleted: false });
    expect(capture).toMatchObject({ name: "Capture 01", state: "finished" });
    expect(capture!.streams[0]!.rows).toBeGreaterThan(20);
  });

  it("lists a recording that a crash cut short until somebody decides about it", async () => {
    const folder = await crashedProject("keep me");
    const opened = await okay(host.openProjectAt(folder));
    expect(opened.interrupted.map(({ name }) => name)).toEqual(["keep me"]);
    const told: unknown[] = [];
    host.onEvent((name, payload) => {
      if (name === "project.changed") told.push(payload);
    });
    await okay(ask("capture.settle", { captureId: opened.interrupted[0]!.id, decision: "keep" }));
    expect(told).toMatchObject([{ interrupted: [] }]);
    expect(await ask("capture.list", { deleted: false })).toMatchObject([{ name: "keep me", state: "finished" }]);
  });

  it("opens a project that another studio holds for reading, and says who holds it", async () => {
    const first = await okay(ask("project.create", { name: "Shared" }));
    const second = await createHost({
      dataFolder: join(folder, "other"),
      projectsFolder: join(folder, "projects"),
      sources: standardSources(),
      log: () => {},
    });
    try {
      const opened = await okay(second.openProjectAt(first.folderShown));
      expect(opened).toMatchObject({ readOnly: true, readOnlyReason: { code: "project.heldByAnother" } });
      await second.call("device.connect", { deviceId: "simulated:left" });
      expect(await second.call("recording.start", undefined)).toMatchObject({ problem: { code: "project.readOnly" } });
    } finally {
      await second.close();
    }
  });

  it("undoes an edit and tells what could be done again", async () => {
    await okay(ask("project.demo"));
    let told = 0;
    host.onEvent((name) => {
      if (name === "history.changed") told++;
    });
    const [capture] = await ask("capture.list", { deleted: false });
    await okay(ask("capture.rename", { captureId: capture!.id, name: "Mine" }));
    const before = told;
    expect(await okay(ask("history.undo", { captureId: null }))).toMatchObject({ code: "rename" });
    expect(await okay(ask("capture.get", { captureId: capture!.id }))).toMatchObject({ name: capture!.name });
    await vi.waitFor(() => expect(told).toBeGreaterThan(before));
    expect(await ask("history.state", { captureId: null })).toMatchObject({ undo: null, redo: { code: "rename" } });
  });

  it("starts although it remembers a person and an address that mean nothing any more", async () => {
    const { options } = await ask("simulated.options");
    await host.close();
    await mkdir(join(folder, "data"), { recursive: true });
    await writeFile(join(folder, "data", "simulated.json"), JSON.stringify({ ...options, person: "Nobody" }));
    const odd = { id: "gateway:://", name: "x", kind: "gateway", simulated: false, detail: "", hand: null };
    await writeFile(join(folder, "data", "devices.json"), JSON.stringify([odd]));
    host = await start();
    expect((await ask("device.find", { kinds: ["simulated"] })).length).toBe(2);
    expect((await ask("simulated.options")).options.person).toBe(options.person);
  });

  it("plays a capture again as a device that says what it is", async () => {
    await okay(ask("project.demo"));
    const [capture] = await ask("capture.list", { deleted: false });
    const { deviceIds } = await okay(ask("simulated.replay", { captureId: capture!.id, speed: 1 }));
    const connected = await okay(ask("device.connect", { deviceId: deviceIds[0]! }));
    expect(connected).toMatchObject({ state: "live", device: { name: `Replay of ${capture!.name}`, simulated: true } });
  });
});

/** A project with a recording in it that nobody finished, as a crash leaves it. */
async function crashedProject(name: string): Promise<string> {
  const path = join(folder, "projects", "Crashed.ringside");
  const script = `
    const { openProjectStore } = await import(${JSON.stringify(new URL("./store/open.ts", import.meta.url).href)});
    const store = await openProjectStore(${JSON.stringify(path)}, { create: true });
    const format = { sampleType: "int16", nominalRateHz: 100, channels: [{ name: "AccelerometerX", kind: "acceleration", axis: "x", unit: "g", scale: 1, range: null }] };
    const device = { id: "serial:1", name: "Glove", kind: "serial", simulated: false };
    const journal = await store.begin({ name: ${JSON.stringify(name)}, createdAtMs: 0, label: null, metadata: {}, streams: [{ device, hand: null, format }] });
    journal.append(journal.capture.streams[0].id, 0, new Int16Array(100), [{ index: 99, hostUs: 1e6, deviceUs: null }]);
    setTimeout(() => process.kill(process.pid, "SIGKILL"), 600);
  `;
  const program = join(folder, "crash.mjs");
  await writeFile(program, script);
  await new Promise((resolve) => spawn(process.execPath, [program]).on("exit", resolve));
  return path;
}
