import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { findSync, type Impact } from "#domain/sync/findSync.ts";
import { randomFrom } from "#domain/sync/testing/madeImpacts.ts";
import { videoToCaptureUs } from "#domain/sync/video.ts";
import { convert } from "#host/media/convert.ts";
import { measure } from "#host/media/measure.ts";
import { timed } from "../measure.ts";
import { SyncErrors } from "./errors.ts";

const RUNS = 100;
const [WIDTH, HEIGHT] = [64, 48];
const GLOVE_HZ = 476;
/** How far a value must stand out of the middle one. */
const STANDS_OUT = 8;
const run = promisify(execFile);

/**
 * The recorded `video-frame-counter`, converted as the studio converts it: impacts are its frames that differ most from
 * those before, as ffmpeg decodes them. The glove is made: a curve of |acceleration| with a hit somewhere within the
 * frame before each, of which a quarter are lost, and strange ones, on a clock of known offset and drift.
 */
export async function frameCounter(): Promise<object> {
  const file = join(process.env.RINGSIDE_RECORDINGS ?? "", "video-frame-counter", "mock_session.mp4");
  if (!existsSync(file)) return { skipped: "RINGSIDE_RECORDINGS names no folder with video-frame-counter" };
  const folder = await mkdtemp(join(tmpdir(), "ringside-sync-"));
  try {
    const converted = join(folder, "converted.mp4");
    await convert("ffmpeg", file, converted, null, { signal: new AbortController().signal, progress: () => {} });
    const { frameTimesUs, durationUs } = await measure(converted);
    const frameUs = durationUs / frameTimesUs.length;
    const changes = await frameChanges(converted);
    const seen = standingOut(changes, (frame) => frameTimesUs[frame + 1]! - frameUs / 2);
    const errors = new SyncErrors();
    for (let seed = 1; seed <= RUNS; seed++) {
      const random = randomFrom(seed);
      const line = { offsetUs: (random() * 2 - 1) * 10e6, rate: 1 + (random() * 2 - 1) * 500e-6 };
      const glove = madeGlove(
        random,
        seen.map(({ timeUs }) => videoToCaptureUs(line, timeUs + (random() - 0.5) * frameUs)),
      );
      const { ms, result } = await timed(() => findSync(seen, glove, { jitterUs: frameUs / 3 }));
      errors.add(result, line, [0, durationUs], ms);
    }
    return {
      impactsFrom: "changes between decoded frames",
      frames: frameTimesUs.length,
      impacts: seen.length,
      ...errors.report(),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** How much each frame differs from the one before it, mean of all pixels; one less than there are frames. */
async function frameChanges(file: string): Promise<Float64Array> {
  const args = ["-v", "error", "-i", file, "-fps_mode", "passthrough", "-vf", `scale=${WIDTH}:${HEIGHT}`];
  const { stdout } = await run("ffmpeg", [...args, "-pix_fmt", "gray", "-f", "rawvideo", "-"], {
    encoding: "buffer",
    maxBuffer: 2 ** 28,
  });
  const pixels = WIDTH * HEIGHT;
  return Float64Array.from({ length: stdout.length / pixels - 1 }, (_, frame) => {
    let sum = 0;
    for (let at = frame * pixels; at < (frame + 1) * pixels; at++) sum += Math.abs(stdout[at + pixels]! - stdout[at]!);
    return sum / pixels;
  });
}

/** |acceleration| in g, at rest and with noise, with a hit of 20 ms around each instant that is not lost; its peaks. */
function madeGlove(random: () => number, hitsUs: readonly number[]): Impact[] {
  const kept = hitsUs.filter(() => random() >= 0.25);
  const strange = Array.from({ length: Math.round(kept.length / 3) }, () => 30e6 * random());
  const firstUs = Math.min(...kept, ...strange) - 1e6;
  const count = Math.ceil(((Math.max(...kept, ...strange) - firstUs + 1e6) * GLOVE_HZ) / 1e6);
  const timeOf = (index: number) => firstUs + (index * 1e6) / GLOVE_HZ;
  const acceleration = Float64Array.from({ length: count }, () => 1 + 0.1 * (random() - 0.5));
  for (const hitUs of [...kept, ...strange]) {
    const strength = 4 + 8 * random();
    for (
      let index = Math.ceil(((hitUs - firstUs - 10_000) * GLOVE_HZ) / 1e6);
      timeOf(index) < hitUs + 10_000;
      index++
    ) {
      acceleration[index]! += strength * Math.cos(((timeOf(index) - hitUs) / 10_000) * (Math.PI / 2));
    }
  }
  return standingOut(acceleration, timeOf);
}

/** Local maxima that stand out. */
function standingOut(values: Float64Array, timeOf: (index: number) => number): Impact[] {
  const middle = values.toSorted()[values.length >> 1]!;
  const deviation = values.map((value) => Math.abs(value - middle)).sort()[values.length >> 1]!;
  const impacts: Impact[] = [];
  for (const [index, value] of values.entries()) {
    if (
      value < middle + STANDS_OUT * deviation ||
      value < (values[index - 1] ?? 0) ||
      value <= (values[index + 1] ?? 0)
    )
      continue;
    impacts.push({ timeUs: timeOf(index), strength: value });
  }
  return impacts;
}
