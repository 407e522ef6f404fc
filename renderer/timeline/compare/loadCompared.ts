import { bulkPaths } from "#contract/bulk.ts";
import type { BulkFetch, Studio } from "#contract/contract.ts";
import { decodeSlice } from "#contract/slice.ts";
import type { CaptureStream } from "#domain/captures.ts";
import { usToIndex } from "#domain/time.ts";
import { channelGroups } from "../core/channelGroups.ts";
import type { Compared } from "./aligned.ts";

/** Shown on both sides of a stretch, so that what comes before a punch can be compared too. */
const AROUND_US = 100_000;
/** Reads under way at once: the host answers one at a time anyway. */
const AT_ONCE = 4;
const NEWS_MS = 400;

/** A stretch of one glove of a capture. */
export interface Stretch extends Pick<Compared, "id" | "startUs" | "endUs" | "peakUs" | "whole"> {
  readonly captureId: string;
  readonly stream: CaptureStream;
}

export interface Loaded {
  /** What came since the last news. */
  readonly here: readonly Compared[];
  /** How many could not be read so far, and why the last one could not. */
  readonly failed: number;
  readonly reason: string | null;
  /** True when every stretch is here or failed. */
  readonly done: boolean;
}

/**
 * Reads the raw samples of stretches; `onNews` hears what came from time to time and at the end. Returns what stops it.
 * @throws never: a stretch whose read fails is left out and counted.
 */
export function loadCompared(
  studio: Pick<Studio, "fetchBulk">,
  wanted: readonly Stretch[],
  onNews: (loaded: Loaded) => void,
): () => void {
  const underWay = new Set<BulkFetch>();
  let here: Compared[] = [];
  let failed = 0;
  let reason: string | null = null;
  let next = 0;
  let stopped = false;
  let toldMs = 0;
  const tell = (done: boolean) => {
    toldMs = performance.now();
    onNews({ here, failed, reason, done });
    here = [];
  };
  const read = async (stretch: Stretch) => {
    const { captureId, stream } = stretch;
    const { from, to } = indexesOf(stretch);
    const fetch = studio.fetchBulk(bulkPaths.samples(captureId, stream.id, from, to));
    underWay.add(fetch);
    try {
      const bytes = await fetch.bytes;
      if (!stopped) here.push(compared(stretch, bytes, from, to));
    } catch (error) {
      failed++;
      reason = error instanceof Error ? error.message : String(error);
    } finally {
      underWay.delete(fetch);
    }
  };
  const work = async () => {
    while (!stopped && next < wanted.length) {
      await read(wanted[next++]!);
      if (!stopped && performance.now() - toldMs >= NEWS_MS) tell(false);
    }
  };
  void Promise.all(Array.from({ length: AT_ONCE }, work)).then(() => {
    if (!stopped) tell(true);
  });
  return () => {
    stopped = true;
    for (const fetch of underWay) fetch.cancel();
  };
}

function indexesOf({ startUs, endUs, stream: { clock, endIndex } }: Stretch) {
  const at = (timeUs: number) => Math.min(endIndex, Math.max(0, Math.round(usToIndex(clock, timeUs))));
  return { from: at(startUs - AROUND_US), to: at(endUs + AROUND_US) };
}

function compared(stretch: Stretch, bytes: ArrayBuffer, from: number, to: number): Compared {
  const { id, startUs, endUs, peakUs, whole, stream } = stretch;
  const { runs, values, width } = decodeSlice(bytes);
  const sensors = channelGroups(stream.format).map((group) => {
    const channels = group.columns.map(() => new Float32Array(Math.max(0, to - from)).fill(Number.NaN));
    let row = 0;
    for (const run of runs) {
      for (let i = 0; i < run.rows; i++, row++) {
        group.columns.forEach((column, c) => {
          channels[c]![run.firstIndex + i - from] = values[row * width + column]! * group.channels[c]!.scale;
        });
      }
    }
    return { group, channels };
  });
  return { id, startUs, endUs, peakUs, whole, clock: stream.clock, firstIndex: from, sensors };
}
