import { bulkPaths } from "#contract/bulk.ts";
import type { Studio } from "#contract/contract.ts";
import { decodeSlice } from "#contract/slice.ts";
import type { CaptureDetail, CaptureStream } from "#domain/captures.ts";
import type { Impact } from "#domain/sync/findSync.ts";
import { indexToUs } from "#domain/time.ts";
import { findPeaks } from "./peaks.ts";
import type { Reading } from "./videoImpacts.ts";

/** Ten minutes of a usual glove: far below what the host answers at once. */
const ROWS_AT_ONCE = 72_000;

/** Peaks of |acceleration| of all gloves of a capture, in the order of time. Rejects where samples cannot be read. */
export async function gloveImpacts(
  studio: Pick<Studio, "fetchBulk">,
  capture: CaptureDetail,
  { onProgress, signal }: Reading,
): Promise<Impact[]> {
  const all: Impact[] = [];
  for (const [i, stream] of capture.streams.entries()) {
    const part = (share: number) => onProgress((i + share) / capture.streams.length);
    all.push(...(await impactsOf(studio, capture.id, stream, { onProgress: part, signal })));
  }
  return all.sort((a, b) => a.timeUs - b.timeUs);
}

async function impactsOf(
  studio: Pick<Studio, "fetchBulk">,
  captureId: string,
  stream: CaptureStream,
  { onProgress, signal }: Reading,
): Promise<Impact[]> {
  const { channels } = stream.format;
  const columns = channels.flatMap(({ kind }, column) => (kind === "acceleration" ? [column] : []));
  if (columns.length === 0) return [];
  const strength = new Float32Array(stream.endIndex);
  for (let from = 0; from < stream.endIndex; from += ROWS_AT_ONCE) {
    signal.throwIfAborted();
    const to = Math.min(from + ROWS_AT_ONCE, stream.endIndex);
    const slice = decodeSlice(await studio.fetchBulk(bulkPaths.samples(captureId, stream.id, from, to)).bytes);
    let row = 0;
    for (const run of slice.runs) {
      for (let i = 0; i < run.rows; i++, row++) {
        let square = 0;
        for (const column of columns)
          square += (slice.values[row * slice.width + column]! * channels[column]!.scale) ** 2;
        strength[run.firstIndex + i] = Math.sqrt(square);
      }
    }
    onProgress(to / stream.endIndex);
  }
  return findPeaks(strength, (index) => indexToUs(stream.clock, index));
}
