import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bulkPaths } from "#contract/bulk.ts";
import type { CallName, Input, Output } from "#contract/contract.ts";
import type { Outcome } from "#contract/schemas.ts";
import { decodeSlice } from "#contract/slice.ts";
import type { CaptureDetail, CaptureStream } from "#domain/captures.ts";
import type { HostForShell } from "#host/api.ts";
import { createHost } from "#host/host.ts";
import { standardSources } from "#host/sources/standard.ts";
import { waveFeed } from "../devices/rowFeed.ts";
import { SerialGlove } from "../devices/serialGlove.ts";

const RATE_HZ = 476;
const ROWS_PER_PACKET = 6;
const CHANNELS = 9;
/** Ten minutes. */
const ROWS = 10 * 60 * RATE_HZ;

let folder: string;
let host: HostForShell;
let gloves: SerialGlove[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ringside-ten-"));
  gloves = [];
  host = await createHost({
    dataFolder: join(folder, "data"),
    projectsFolder: join(folder, "projects"),
    sources: standardSources(),
    log: () => {},
  });
  await okay(ask("project.create", { name: "Ten minutes" }));
});

afterEach(async () => {
  await host.close();
  await Promise.all(gloves.map((glove) => glove.vanish()));
  await rm(folder, { recursive: true, force: true });
});

function ask<K extends CallName>(name: K, input?: Input<K>): Promise<Output<K>> {
  return host.call(name, input) as Promise<Output<K>>;
}

async function okay<T>(answer: Promise<Outcome<T>>): Promise<T> {
  const outcome = await answer;
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem));
  return outcome.value;
}

/** Plugs in two gloves on real pseudo-terminals and connects them through the studio; they send at their own rate. */
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
    const path = join(folder, `glove${seed}`);
    await glove.plug(path);
    host.allowSerialPath(path);
    await okay(ask("device.connect", { deviceId: `serial:${path}` }));
  }
}

/** Records ten minutes that run as fast as the terminals take them, with a moment at the true rate at both ends. */
async function recordTenMinutes(): Promise<{ capture: CaptureDetail; sentAtStop: readonly number[] }> {
  await okay(ask("recording.start"));
  await sleep(200);
  for (const glove of gloves) glove.speed = Number.POSITIVE_INFINITY;
  await Promise.all(
    gloves.map(async (glove) => {
      while (glove.firmware.rowsSent < ROWS + 10 * RATE_HZ) await sleep(1);
      glove.speed = 1;
    }),
  );
  await sleep(500); // the fast bytes are still on their way through the terminals
  const sentAtStop = gloves.map(({ firmware }) => firmware.rowsSent);
  await okay(ask("recording.stop"));
  const [capture] = await ask("capture.list", { deleted: false });
  return { capture: await okay(ask("capture.get", { captureId: capture!.id })), sentAtStop };
}

/** Every stored row, with its index, read in pieces as the timeline reads them. */
async function* storedRuns(capture: CaptureDetail, stream: CaptureStream) {
  const STEP = 50_000;
  for (let from = 0; from < stream.endIndex; from += STEP) {
    const path = bulkPaths.samples(capture.id, stream.id, from, from + STEP);
    const answer = await host.fetch(new Request(`http://host/${path}`));
    expect(answer.status).toBe(200);
    const slice = decodeSlice(await answer.arrayBuffer());
    let at = 0;
    for (const run of slice.runs) {
      const to = at + run.rows * slice.width;
      yield { firstIndex: run.firstIndex, rows: slice.values.subarray(at, to) };
      at = to;
    }
  }
}

/**
 * Compares every stored row with what the glove sent under its number. Row 0 of the capture is some row of the glove:
 * its own number stands in its last two columns (waveFeed).
 */
async function compare(capture: CaptureDetail, stream: CaptureStream, glove: SerialGlove) {
  const holes: { firstIndex: number; rows: number }[] = [];
  let first: number | null = null;
  let next = 0;
  let rowsCompared = 0;
  for await (const { firstIndex, rows } of storedRuns(capture, stream)) {
    first ??= rows[7]! + rows[8]! * 32768;
    const count = rows.length / CHANNELS;
    const sent = glove.firmware.feed.rows(first + firstIndex, count);
    expect(Buffer.compare(bytesOf(rows), bytesOf(sent))).toBe(0);
    if (firstIndex > next) holes.push({ firstIndex: next, rows: firstIndex - next });
    next = firstIndex + count;
    rowsCompared += count;
  }
  return { first: first ?? 0, rows: rowsCompared, holes };
}

describe("ten minutes of two gloves, nine channels each, 476 Hz, framed, over pseudo-terminals", () => {
  it("what is stored is what was sent, sample for sample", { timeout: 240_000 }, async () => {
    await connectTwo();
    const { capture, sentAtStop } = await recordTenMinutes();
    expect(capture.streams).toHaveLength(2);
    for (const [i, stream] of capture.streams.entries()) {
      expect(stream.counts).toMatchObject({ lost: 0, corrupt: 0, repeated: 0 });
      expect(capture.gaps[String(stream.id)]).toEqual([]);
      const { first, rows } = await compare(capture, stream, gloves[i]!);
      expect(rows).toBe(stream.rows);
      expect(rows).toBeGreaterThanOrEqual(ROWS);
      // From the first stored row on nothing is missing, up to the last packets before the stop.
      expect(first + rows).toBeGreaterThan(sentAtStop[i]! - RATE_HZ);
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
      const { first, rows, holes } = await compare(capture, stream, glove);
      expect(merged(gaps)).toEqual(holes);
      expect(gaps.every(({ exact }) => exact)).toBe(true);
      expect(stream.counts.lost).toBe(gaps.reduce((sum, gap) => sum + gap.rows, 0));
      expect(first + rows + stream.counts.lost).toBeGreaterThan(sentAtStop[i]! - RATE_HZ);
    }
  });
});

function bytesOf(rows: ArrayBufferView): Uint8Array {
  return new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength);
}

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
