import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { waveFeed } from "../devices/rowFeed.ts";
import { SerialGlove } from "../devices/serialGlove.ts";
import { medians, ratios } from "./measure.ts";

/**
 * What recording two gloves (nine channels each, 476 Hz, framed, real pseudo-terminals) costs of one core: the whole
 * process of `ringside record`, all threads, against a script that appends CSV. Linux only: it reads /proc.
 */
export const name = "recording";

const RATE_HZ = 476;
const SECONDS = 12;
/** Starting and connecting are not recording. */
const SETTLE_S = 5;
const RUNS = 3;
/** USER_HZ is 100 on every Linux of the last twenty years. */
const MS_PER_TICK = 10;

const script = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const CLI = script("../../app/shells/cli/main.ts");
const PEER = script("./csvRecorder.ts");

/** Processor time of a process so far, user and system, all threads. */
async function cpuMs(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
}

/** Share of one core, in percent, that a recording program uses while the gloves stream. */
async function coreShare(
  folder: string,
  start: (paths: readonly string[]) => ChildProcess,
): Promise<{ corePercent: number }> {
  const gloves = [1, 2].map((seed) => new SerialGlove({ feed: waveFeed(RATE_HZ, seed), version: 2, advertiseMs: 100 }));
  const paths = gloves.map((_, i) => join(folder, `port${i}`));
  await Promise.all(gloves.map((glove, i) => glove.plug(paths[i]!)));
  const child = start(paths);
  const ended = once(child, "exit");
  try {
    while (!gloves.every(({ firmware }) => firmware.streaming)) {
      if (child.exitCode !== null) throw new Error("the recorder ended before it recorded");
      await sleep(50);
    }
    await sleep(SETTLE_S * 1000);
    const [before, fromMs] = [await cpuMs(child.pid!), performance.now()];
    await sleep((SECONDS - SETTLE_S - 2) * 1000);
    const [after, toMs] = [await cpuMs(child.pid!), performance.now()];
    await ended;
    return { corePercent: (100 * (after - before)) / (toMs - fromMs) };
  } finally {
    child.kill("SIGKILL");
    await Promise.all(gloves.map((glove) => glove.vanish()));
  }
}

export async function run(): Promise<object> {
  if (process.platform !== "linux") return { skipped: "reads /proc, which only Linux has" };
  const folder = await mkdtemp(join(tmpdir(), "ringside-bench-"));
  const env = { ...process.env, RINGSIDE_DATA: join(folder, "data"), RINGSIDE_PROJECTS: join(folder, "projects") };
  const program = (...args: string[]) => spawn(process.execPath, args, { env, stdio: ["ignore", "ignore", "inherit"] });
  try {
    const { ringside, csv } = await medians(RUNS, {
      ringside: () =>
        coreShare(folder, (paths) => {
          const sources = paths.flatMap((path) => ["--source", `serial:${path}`]);
          return program(CLI, "record", ...sources, "--seconds", String(SECONDS), "--project", "Bench", "--json");
        }),
      csv: () => coreShare(folder, (paths) => program(PEER, String(SECONDS), folder, ...paths)),
    });
    return { gloves: 2, channels: 9, rateHz: RATE_HZ, ringside, csv, ringsideToCsv: ratios(ringside, csv) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
