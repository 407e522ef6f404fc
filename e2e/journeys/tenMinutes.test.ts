import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CaptureDetail, CaptureStream } from "#domain/captures.ts";
import { waveFeed } from "../devices/rowFeed.ts";
import { SerialGlove } from "../devices/serialGlove.ts";
import { HostRig, sameBytes } from "./hostRig.ts";

/**
 * Ten minutes at 476 Hz pass thirty times as fast: the gloves say so, and keep to it. Flat out they could not be told
 * from gloves that falter, for which the recorder rightly makes gaps.
 */
const RATE_HZ = 476 * 30;
const ROWS = 10 * 60 * 476;
const ROWS_PER_PACKET = 6;
const CHANNELS = 9;

let rig: HostRig;
let gloves: SerialGlove[];

beforeEach(async () => {
  gloves = [];
  rig = await HostRig.open();
});

afterEach(async () => {
  await rig.close();
  await Promise.all(gloves.map((glove) => glove.vanish()));
});

/** Plugs in two gloves on real pseudo-terminals and connects them through the studio. */
async function connectTwo(): Promise<void> {
  for (const seed of [1, 2]) {
    const feed = waveFeed(RATE_HZ, seed);
    const glove = new SerialGlove({
      feed,
      version: 2,
      rowsPerPacket: ROWS_PER_PACKET,
      advertiseMs: 100,
      config: { device_name: `Glove ${seed}` },
      faultSeed: seed,
    });
    gloves.push(glove);
    const path = join(rig.folder, `glove${seed}`);
    await glove.plug(path);
    await rig.okay("device.connect", { deviceId: rig.host.allowSerialPath(path) });
  }
}

async function recordTenMinutes(): Promise<{ capture: CaptureDetail; sentAtStop: readonly number[] }> {
  await rig.okay("recording.start");
  const enough = gloves.map(({ firmware }) => firmware.rowsSent + ROWS + RATE_HZ / 2);
  while (gloves.some(({ firmware }, i) => firmware.rowsSent < enough[i]!)) await sleep(10);
  const sentAtStop = gloves.map(({ firmware }) => firmware.rowsSent);
  await rig.okay("recording.stop");
  return { capture: await rig.newest(), sentAtStop };
}

/** A hole between two stored runs: where it lies, and how many rows of the glove it swallowed. */
interface Hole {
  readonly firstIndex: number;
  readonly rows: number;
  readonly numbers: number;
}

/** Compares every stored row with what the glove sent: a row carries its own number in its last two columns. */
async function compare(capture: CaptureDetail, stream: CaptureStream, { firmware }: SerialGlove) {
  const holes: Hole[] = [];
  let rowsCompared = 0;
  let nextIndex = 0;
  let nextNumber: number | null = null;
  for await (const { firstIndex, rows } of rig.stored(capture, stream)) {
    const number = rows[7]! + rows[8]! * 32768;
    const count = rows.length / CHANNELS;
    expect(sameBytes(rows, firmware.feed.rows(number, count))).toBe(true);
    nextNumber ??= number;
    if (firstIndex > nextIndex || number !== nextNumber) {
      holes.push({ firstIndex: nextIndex, rows: firstIndex - nextIndex, numbers: number - nextNumber });
    }
    nextIndex = firstIndex + count;
    nextNumber = number + count;
    rowsCompared += count;
  }
  return { rows: rowsCompared, holes, nextNumber: nextNumber ?? 0 };
}

describe("ten minutes of two gloves, nine channels each, 476 Hz, framed, over pseudo-terminals", () => {
  it("what is stored is what was sent, sample for sample", { timeout: 240_000 }, async () => {
    await connectTwo();
    const { capture, sentAtStop } = await recordTenMinutes();
    expect(capture.streams).toHaveLength(2);
    for (const [i, stream] of capture.streams.entries()) {
      expect(stream.counts).toMatchObject({ lost: 0, corrupt: 0, repeated: 0 });
      expect(capture.gaps[String(stream.id)]).toEqual([]);
      const { rows, holes, nextNumber } = await compare(capture, stream, gloves[i]!);
      expect(holes).toEqual([]);
      expect(rows).toBe(stream.rows);
      expect(rows).toBeGreaterThanOrEqual(ROWS);
      // Nothing is missing up to what was still under way at the stop.
      expect(nextNumber).toBeGreaterThan(sentAtStop[i]! - RATE_HZ);
    }
  });

  it("with one fault in 10,000 bytes no wrong sample is stored and every gap is marked", {
    timeout: 240_000,
  }, async () => {
    await connectTwo();
    for (const { firmware } of gloves) firmware.faults.dropRate = firmware.faults.flipRate = 0.5e-4;
    const { capture, sentAtStop } = await recordTenMinutes();
    for (const [i, stream] of capture.streams.entries()) {
      const glove = gloves[i]!;
      expect(glove.firmware.faults.damagedOffsets.length).toBeGreaterThan(300);
      expect(stream.counts.lost).toBeGreaterThan(0);
      const gaps = capture.gaps[String(stream.id)]!;
      const { rows, holes, nextNumber } = await compare(capture, stream, glove);
      expect(rows).toBe(stream.rows);
      expect(merged(gaps)).toEqual(holes.map(({ firstIndex, rows }) => ({ firstIndex, rows })));
      expect(stream.counts.lost).toBe(gaps.reduce((sum, gap) => sum + gap.rows, 0));
      expect(gaps.every(({ exact }) => exact)).toBe(true);
      for (const hole of holes) expect(hole.rows).toBe(hole.numbers);
      expect(nextNumber).toBeGreaterThan(sentAtStop[i]! - RATE_HZ);
    }
  });
});

/** Gaps that touch are one hole. */
function merged(gaps: readonly { firstIndex: number; rows: number }[]) {
  const holes: { firstIndex: number; rows: number }[] = [];
  for (const { firstIndex, rows } of gaps) {
    const last = holes.at(-1);
    if (last && last.firstIndex + last.rows === firstIndex) last.rows += rows;
    else holes.push({ firstIndex, rows });
  }
  return holes;
}
