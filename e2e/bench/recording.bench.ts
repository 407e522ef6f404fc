import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { bulkPaths } from "#contract/bulk.ts";
import type { CallName, Input, Output } from "#contract/contract.ts";
import { decodeSlice } from "#contract/slice.ts";
import type { HostForShell } from "#host/api.ts";
import { createHost } from "#host/host.ts";
import { FakeSource } from "#host/sources/fakeSource.ts";
import type { SampleSource } from "#host/sources/source.ts";
import { countingRows, format } from "#host/store/testing/fixtures.ts";
import { rounded } from "./measure.ts";

/**
 * What recording costs: two gloves of nine channels at 476 Hz through the whole host (clocks, live view, journal), in
 * real time. The gloves play ready-made packets, so that only the studio's own work is counted, in all its threads.
 */
export const name = "recording";

const SECONDS = 20;
const CHANNELS = 9;
/** A packet of ten rows every 21 ms is 476 rows a second. */
const ROWS_PER_PACKET = 10;
const PACKET_MS = 21;

function twoGloves(): SampleSource {
  const gloves = (["left", "right"] as const).map((hand) => {
    const packets = Array.from({ length: Math.ceil((3 * SECONDS * 1000) / PACKET_MS) }, (_, i) => [
      { rows: countingRows(i * ROWS_PER_PACKET, ROWS_PER_PACKET, CHANNELS) },
      { waitMs: PACKET_MS },
    ]);
    const identity = { id: `simulated:${hand}`, name: `Bench ${hand}`, kind: "simulated", simulated: true } as const;
    return new FakeSource({
      identity,
      format: format(CHANNELS, { nominalRateHz: (ROWS_PER_PACKET * 1000) / PACKET_MS }),
      script: packets.flat(),
    });
  });
  return {
    kind: "simulated",
    find: async () => (await Promise.all(gloves.map((glove) => glove.find()))).flat(),
    connect: (id, signal) => gloves[id.endsWith("left") ? 0 : 1]!.connect(id, signal),
  };
}

/** Share of one core that this process, with its threads, used for a while. */
async function cpuShare(seconds: number): Promise<number> {
  const before = process.cpuUsage();
  await wait(seconds * 1000);
  const { user, system } = process.cpuUsage(before);
  return rounded((user + system) / (seconds * 1e6));
}

async function okay<K extends CallName>(host: HostForShell, call: K, input: Input<K>) {
  const outcome = (await host.call(call, input)) as Output<K> & ({ ok: boolean } | null);
  if (outcome?.ok === false) throw new Error(`${call}: ${JSON.stringify(outcome)}`);
  return outcome;
}

/** Rows of the one capture as it reads back. */
async function storedRows(host: HostForShell): Promise<number> {
  const [capture] = (await host.call("capture.list", { deleted: false })) as Output<"capture.list">;
  let rows = 0;
  for (const { id, endIndex } of capture!.streams) {
    const answer = await host.fetch(new Request(`http://host/${bulkPaths.samples(capture!.id, id, 0, endIndex)}`));
    rows += decodeSlice(await answer.arrayBuffer()).runs.reduce((sum, run) => sum + run.rows, 0);
  }
  return rows;
}

export async function run(): Promise<object> {
  const folder = await mkdtemp(join(tmpdir(), "ringside-bench-"));
  const host = await createHost({
    dataFolder: join(folder, "data"),
    projectsFolder: join(folder, "projects"),
    sources: { all: [twoGloves()] },
    log: (message) => console.error(message),
  });
  try {
    let liveFrames = 0;
    host.onLiveFrame(() => liveFrames++);
    await okay(host, "project.create", { name: "Bench" });
    for (const hand of ["left", "right"]) await okay(host, "device.connect", { deviceId: `simulated:${hand}` });
    const plan = (await host.call("recording.plan", undefined)) as Output<"recording.plan">;
    await okay(host, "recording.setPlan", { ...plan, countdownS: 0 });
    await wait(2000);
    const connected = await cpuShare(SECONDS / 2);
    liveFrames = 0;
    await okay(host, "recording.start", undefined);
    const recording = await cpuShare(SECONDS);
    const framesPerSecond = rounded(liveFrames / SECONDS);
    await okay(host, "recording.stop", undefined);
    return {
      what: `2 gloves, ${CHANNELS} channels, 476 Hz, ${SECONDS} s, live view on; share of one core`,
      connectedCpuShare: connected,
      recordingCpuShare: recording,
      liveFramesPerSecond: framesPerSecond,
      rowsStoredPerSecond: rounded((await storedRows(host)) / SECONDS),
    };
  } finally {
    await host.close();
    await rm(folder, { recursive: true, force: true });
  }
}
