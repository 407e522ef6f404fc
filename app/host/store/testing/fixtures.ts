import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NO_COUNTS } from "#domain/captures.ts";
import type { Channel, SampleArray, StreamFormat } from "#domain/channels.ts";
import type { Journal, NewCapture, NewStream, StreamEnd } from "../api.ts";

/** Runs a story with a project folder of its own, which is removed afterwards. */
export async function inProjectFolder<T>(story: (folder: string) => Promise<T>): Promise<T> {
  const parent = await mkdtemp(join(tmpdir(), "ringside-store-"));
  try {
    return await story(join(parent, "Gym.ringside"));
  } finally {
    await rm(parent, { recursive: true, force: true });
  }
}

export function channel(name: string): Channel {
  return { name, kind: "acceleration", axis: "x", unit: "g", scale: 16 / 32768, range: 16 };
}

export function format(channels: number, more: Partial<StreamFormat> = {}): StreamFormat {
  const names = Array.from({ length: channels }, (_, i) => channel(`Channel${i}`));
  return { sampleType: "int16", nominalRateHz: 100, channels: names, ...more };
}

export function glove(hand: "left" | "right", streamFormat: StreamFormat): NewStream {
  const device = { id: `simulated:${hand}`, name: `Simulated ${hand}`, kind: "simulated", simulated: true } as const;
  return { device, hand, format: streamFormat };
}

export function newCapture(name: string, ...streams: NewStream[]): NewCapture {
  return { name, createdAtMs: Date.UTC(2026, 0, 1), label: "Jab", metadata: { person: "Ada" }, streams };
}

/** Rows with values that tell where they belong: row number in the first channel, then one more a channel. */
export function countingRows(firstIndex: number, rows: number, channels: number): Int16Array<ArrayBuffer> {
  return Int16Array.from({ length: rows * channels }, (_, i) => firstIndex + Math.floor(i / channels) + (i % channels));
}

/** How every stream of a capture ended, with a clock at its nominal rate. */
export function endsOf(journal: Journal): StreamEnd[] {
  return journal.capture.streams.map(({ id, format: { nominalRateHz } }) => ({
    streamId: id,
    clock: { startUs: 0, rateHz: nominalRateHz },
    clockResidualUs: 12.5,
    counts: NO_COUNTS,
  }));
}

export function finish(journal: Journal, durationUs = 1_000_000) {
  return journal.finish(endsOf(journal), durationUs, () => {});
}

export function asList(samples: SampleArray): number[] {
  return [...samples];
}
