import type { InputAudioTrack, InputVideoTrack } from "mediabunny";
import type { Impact } from "#domain/sync/findSync.ts";
import { HOP_US, Loudness } from "./loudness.ts";
import { findPeaks } from "./peaks.ts";

export interface Reading {
  /** How much of the video was read, 0 to 1. */
  readonly onProgress: (share: number) => void;
  readonly signal: AbortSignal;
}

/** Wide enough to see an arm, small enough to compare a few hundred pictures a second. */
const PICTURE_PX = 64;
/** The page stays usable: it gets a turn after so many pieces. */
const PIECES_PER_TURN = 50;

/** Moments at which something is suddenly heard; null where the video has no sound that can be decoded. */
export async function heardImpacts(url: string, reading: Reading): Promise<Impact[] | null> {
  return withTrack(url, "audio", async (track, durationS) => {
    const { AudioSampleSink } = await import("mediabunny");
    const loudness = new Loudness();
    let pieces = 0;
    for await (const sample of new AudioSampleSink(track).samples()) {
      const mono = new Float32Array(sample.numberOfFrames);
      sample.copyTo(mono, { planeIndex: 0, format: "f32-planar" });
      loudness.add(mono, sample.sampleRate, sample.microsecondTimestamp);
      sample.close();
      if (++pieces % PIECES_PER_TURN === 0) await turn(reading, sample.timestamp / durationS);
    }
    return findPeaks(loudness.rises(), (hop) => hop * HOP_US);
  });
}

/** Moments at which the picture changes most; null where it cannot be decoded. */
export async function seenImpacts(url: string, reading: Reading): Promise<Impact[] | null> {
  return withTrack(url, "video", async (track, durationS) => {
    const { CanvasSink } = await import("mediabunny");
    const sink = new CanvasSink(track, { width: PICTURE_PX, poolSize: 3 });
    const changes: number[] = [];
    const timesUs: number[] = [];
    let before: Uint8ClampedArray | null = null;
    for await (const { canvas, timestamp, duration } of sink.canvases()) {
      const context = canvas.getContext("2d") as CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      changes.push(before === null ? 0 : difference(before, data));
      // What is first seen in a frame happened, on average, half a frame before.
      timesUs.push((timestamp - duration / 2) * 1e6);
      before = data;
      if (changes.length % PIECES_PER_TURN === 0) await turn(reading, timestamp / durationS);
    }
    return findPeaks(Float32Array.from(changes), (index) => timesUs[Math.floor(index)]!);
  });
}

async function withTrack<Kind extends "audio" | "video">(
  url: string,
  kind: Kind,
  read: (track: Kind extends "audio" ? InputAudioTrack : InputVideoTrack, durationS: number) => Promise<Impact[]>,
): Promise<Impact[] | null> {
  const { ALL_FORMATS, Input, UrlSource } = await import("mediabunny");
  const input = new Input({ source: new UrlSource(url), formats: ALL_FORMATS });
  try {
    const track = kind === "audio" ? await input.getPrimaryAudioTrack() : await input.getPrimaryVideoTrack();
    if (track === null || !(await track.canDecode())) return null;
    const durationS = Math.max(1e-3, await track.computeDuration());
    return await read(track as Parameters<typeof read>[0], durationS);
  } finally {
    input.dispose();
  }
}

/** Lets the page do other things; ends the reading where it was cancelled. */
async function turn({ onProgress, signal }: Reading, share: number): Promise<void> {
  signal.throwIfAborted();
  onProgress(Math.min(1, Math.max(0, share)));
  await new Promise((resume) => setTimeout(resume, 0));
  signal.throwIfAborted();
}

/** The mean change of brightness, from green alone: most of what is seen as brightness is green. */
function difference(before: Uint8ClampedArray, now: Uint8ClampedArray): number {
  let sum = 0;
  for (let at = 1; at < now.length; at += 4) sum += Math.abs(now[at]! - before[at]!);
  return (4 * sum) / now.length;
}
