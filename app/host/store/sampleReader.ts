import type { SampleSlice } from "#contract/slice.ts";
import type { CaptureStream } from "#domain/captures.ts";
import { bytesPerSample } from "#domain/channels.ts";
import { ProblemError } from "#domain/problems.ts";
import { binRows, emptyBins } from "#domain/pyramid.ts";
import type { Arrival } from "./api.ts";
import { decodeArrivals } from "./arrivalsCodec.ts";
import { bytesOf, samplesOf } from "./bytes.ts";
import { readStream } from "./captureRows.ts";
import { BLOCK_BINS } from "./pyramidWriter.ts";
import { type Db, damaged } from "./sqlite.ts";

interface ChunkRow {
  first_index: number;
  rows: number;
  data: Uint8Array;
}

/** The rows that exist in [from, to), as runs. @throws ProblemError capture.notFound, stream.notFound, project.damaged */
export function readSamples(db: Db, captureId: string, streamId: number, from: number, to: number): SampleSlice {
  const { format } = readStream(db, captureId, streamId);
  const width = format.channels.length;
  const rowBytes = width * bytesPerSample(format.sampleType);
  const runs: { firstIndex: number; rows: number }[] = [];
  const parts: Uint8Array[] = [];
  for (const chunk of chunksIn(db, streamId, from, to)) {
    const first = Math.max(from, chunk.first_index);
    const end = Math.min(to, chunk.first_index + chunk.rows);
    if (end <= first) continue;
    if (chunk.data.byteLength !== chunk.rows * rowBytes) throw damaged(`chunk of ${chunk.data.byteLength} bytes`);
    parts.push(chunk.data.subarray((first - chunk.first_index) * rowBytes, (end - chunk.first_index) * rowBytes));
    const last = runs.at(-1);
    if (last && last.firstIndex + last.rows === first) last.rows += end - first;
    else runs.push({ firstIndex: first, rows: end - first });
  }
  return { key: streamId, sampleType: format.sampleType, width, runs, values: samplesOf(format.sampleType, parts) };
}

function chunksIn(db: Db, streamId: number, from: number, to: number): ChunkRow[] {
  // The chunk that holds `from` begins at or before it; chunks do not overlap.
  return db
    .prepare<{ streamId: number; from: number; to: number }, ChunkRow>(
      `SELECT first_index, rows, data FROM chunk WHERE stream_id = :streamId AND first_index < :to AND first_index >=
         ifnull((SELECT max(first_index) FROM chunk WHERE stream_id = :streamId AND first_index <= :from), 0)
       ORDER BY first_index`,
    )
    .all({ streamId, from, to });
}

/**
 * Bins [from, to) of a level, cut to what exists, as one run.
 * @throws ProblemError capture.notFound, stream.notFound, pyramid.noLevel, project.damaged
 */
export function readPyramid(
  db: Db,
  captureId: string,
  streamId: number,
  level: number,
  from: number,
  to: number,
): SampleSlice {
  const { format, endIndex, pyramidLevels } = readStream(db, captureId, streamId);
  if (level < 0 || level >= pyramidLevels) throw new ProblemError("pyramid.noLevel", { level, levels: pyramidLevels });
  const first = Math.max(0, from);
  const end = Math.max(first, Math.min(to, Math.ceil(endIndex / binRows(level))));
  const width = format.channels.length * 2;
  const values = emptyBins(format.sampleType, (end - first) * width);
  const out = bytesOf(values);
  const binBytes = width * values.BYTES_PER_ELEMENT;
  const blocks = db
    .prepare<[number, number, number, number], { block: number; bins: Uint8Array }>(
      "SELECT block, bins FROM pyramid WHERE stream_id = ? AND level = ? AND block >= ? AND block < ?",
    )
    .all(streamId, level, Math.floor(first / BLOCK_BINS), Math.ceil(end / BLOCK_BINS));
  for (const { block, bins } of blocks) {
    if (bins.byteLength % binBytes !== 0) throw damaged(`pyramid block of ${bins.byteLength} bytes`);
    const blockFirst = block * BLOCK_BINS;
    const skip = Math.max(0, first - blockFirst);
    const upTo = Math.min(bins.byteLength / binBytes, end - blockFirst);
    if (upTo > skip) out.set(bins.subarray(skip * binBytes, upTo * binBytes), (blockFirst + skip - first) * binBytes);
  }
  const runs = end > first ? [{ firstIndex: first, rows: end - first }] : [];
  return { key: streamId, sampleType: format.sampleType, width, runs, values };
}

/** The arrivals of a stream, in order, without holding them all. @throws ProblemError project.damaged */
export function* readArrivals(db: Db, stream: CaptureStream): Generator<Arrival> {
  const chunks = db.prepare<[number], { arrivals: Uint8Array }>(
    "SELECT arrivals FROM chunk WHERE stream_id = ? ORDER BY first_index",
  );
  for (const { arrivals } of chunks.iterate(stream.id)) yield* decodeArrivals(arrivals);
}
