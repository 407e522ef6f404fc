import { bulkPaths } from "#contract/bulk.ts";
import type { BulkFetch, Studio } from "#contract/contract.ts";
import { decodeSlice } from "#contract/slice.ts";
import type { CaptureStream } from "#domain/captures.ts";
import type { Segment } from "#domain/labeling/segments.ts";
import { usToIndex } from "#domain/time.ts";
import type { ChannelGroup } from "../core/channelGroups.ts";
import type { Compared } from "./aligned.ts";

/** Shown on both sides of a segment, so that what comes before a punch can be compared too. */
const AROUND_US = 100_000;
/** Reads under way at once: the host answers one at a time anyway. */
const AT_ONCE = 4;

export interface ComparedSegment {
  readonly segment: Segment;
  readonly stream: CaptureStream;
  /** The channels of one sensor of the stream. */
  readonly group: ChannelGroup;
}

/**
 * Reads the raw samples of segments, as many as are wanted; `onSome` hears all that are here from time to time and at the
 * end. Returns what stops it. @throws never: a failed read goes to `onTrouble` and its segment is left out.
 */
export function loadCompared(
  studio: Pick<Studio, "fetchBulk">,
  captureId: string,
  wanted: readonly ComparedSegment[],
  onSome: (here: readonly Compared[], done: boolean) => void,
  onTrouble: (message: string) => void,
): () => void {
  const here: Compared[] = [];
  const underWay = new Set<BulkFetch>();
  let next = 0;
  let stopped = false;
  let toldMs = 0;
  const read = async ({ segment, stream, group }: ComparedSegment) => {
    const { from, to } = indexesOf(segment, stream);
    const fetch = studio.fetchBulk(bulkPaths.samples(captureId, stream.id, from, to));
    underWay.add(fetch);
    try {
      const bytes = await fetch.bytes;
      if (!stopped) here.push(compared(segment, stream, group, bytes, from, to));
    } catch (error) {
      if (!stopped) onTrouble(error instanceof Error ? error.message : String(error));
    } finally {
      underWay.delete(fetch);
    }
  };
  const work = async () => {
    while (!stopped && next < wanted.length) {
      await read(wanted[next++]!);
      if (stopped || performance.now() - toldMs < 250) continue;
      toldMs = performance.now();
      onSome([...here], false);
    }
  };
  void Promise.all(Array.from({ length: AT_ONCE }, work)).then(() => {
    if (!stopped) onSome([...here], true);
  });
  return () => {
    stopped = true;
    for (const fetch of underWay) fetch.cancel();
  };
}

function indexesOf({ startUs, endUs }: Segment, { clock, endIndex }: CaptureStream) {
  const at = (timeUs: number) => Math.min(endIndex, Math.max(0, Math.round(usToIndex(clock, timeUs))));
  return { from: at(startUs - AROUND_US), to: at(endUs + AROUND_US) };
}

function compared(
  { id, startUs, endUs, peakUs }: Segment,
  { clock }: CaptureStream,
  group: ChannelGroup,
  bytes: ArrayBuffer,
  from: number,
  to: number,
): Compared {
  const { runs, values, width } = decodeSlice(bytes);
  const channels = group.columns.map(() => new Float64Array(Math.max(0, to - from)).fill(Number.NaN));
  let row = 0;
  for (const run of runs) {
    for (let i = 0; i < run.rows; i++, row++) {
      group.columns.forEach((column, c) => {
        channels[c]![run.firstIndex + i - from] = values[row * width + column]! * group.channels[c]!.scale;
      });
    }
  }
  return { id, startUs, endUs, peakUs, clock, firstIndex: from, channels };
}
