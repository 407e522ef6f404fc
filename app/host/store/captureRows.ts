import type { CaptureDetail, CaptureState, CaptureStream, CaptureSummary, ClipSpan, Gap } from "#domain/captures.ts";
import type { Channel, SampleType } from "#domain/channels.ts";
import type { Hand } from "#domain/hands.ts";
import { ProblemError } from "#domain/problems.ts";
import { type LabelCounts, NO_LABELS, readLabelCounts } from "./labels/labelCounts.ts";
import type { Db } from "./sqlite.ts";
import { readVideoCounts } from "./videoRows.ts";

interface CaptureRow {
  id: number;
  uuid: string;
  name: string;
  state: CaptureState;
  created_at_ms: number;
  duration_us: number;
  label: string | null;
  metadata: string;
  deleted_at_ms: number | null;
  reviewed_at_ms: number | null;
}

interface StreamRow {
  id: number;
  capture_id: number;
  device_id: string;
  device_name: string;
  device_kind: CaptureStream["device"]["kind"];
  simulated: number;
  hand: Hand | null;
  sample_type: SampleType;
  nominal_rate_hz: number;
  clock_start_us: number;
  clock_rate_hz: number;
  clock_residual_us: number | null;
  rows: number;
  end_index: number;
  pyramid_levels: number;
  lost: number;
  corrupt: number;
  repeated: number;
  clipped: number;
}

/** The row id of a capture. @throws ProblemError capture.notFound */
export function captureRowId(db: Db, captureId: string): number {
  const row = db.prepare<[string], { id: number }>("SELECT id FROM capture WHERE uuid = ?").get(captureId);
  if (!row) throw new ProblemError("capture.notFound", { captureId });
  return row.id;
}

/** All captures in use, or all in the bin; newest first. */
export function readSummaries(db: Db, deleted: boolean): CaptureSummary[] {
  const rows = db
    .prepare<[], CaptureRow>(
      `SELECT * FROM capture WHERE deleted_at_ms IS ${deleted ? "NOT " : ""}NULL ORDER BY created_at_ms DESC, id DESC`,
    )
    .all();
  const streams = readStreams(db, null);
  const labels = readLabelCounts(db, null);
  const videos = readVideoCounts(db, null);
  return rows.map((row) => toSummary(row, streams.get(row.id) ?? [], labels.get(row.id), videos.get(row.id)));
}

/** @throws ProblemError capture.notFound */
export function readSummary(db: Db, captureId: string): CaptureSummary {
  const row = db.prepare<[string], CaptureRow>("SELECT * FROM capture WHERE uuid = ?").get(captureId);
  if (!row) throw new ProblemError("capture.notFound", { captureId });
  const streams = readStreams(db, row.id).get(row.id) ?? [];
  return toSummary(row, streams, readLabelCounts(db, row.id).get(row.id), readVideoCounts(db, row.id).get(row.id));
}

/** @throws ProblemError capture.notFound */
export function readDetail(db: Db, captureId: string): CaptureDetail {
  const summary = readSummary(db, captureId);
  const gaps: Record<string, Gap[]> = {};
  const clips: Record<string, ClipSpan[]> = {};
  for (const { id } of summary.streams) {
    gaps[id] = db
      .prepare<[number], Omit<Gap, "exact"> & { exact: number }>(
        "SELECT first_index AS firstIndex, rows, reason, exact FROM gap WHERE stream_id = ? ORDER BY first_index",
      )
      .all(id)
      .map((gap) => ({ ...gap, exact: gap.exact === 1 }));
    clips[id] = db
      .prepare<[number], ClipSpan>(
        "SELECT first_index AS firstIndex, rows FROM clip WHERE stream_id = ? ORDER BY first_index",
      )
      .all(id);
  }
  return { ...summary, gaps, clips };
}

/** One stream of a capture. @throws ProblemError capture.notFound, stream.notFound */
export function readStream(db: Db, captureId: string, streamId: number): CaptureStream {
  const row = captureRowId(db, captureId);
  const stream = readStreams(db, row)
    .get(row)
    ?.find(({ id }) => id === streamId);
  if (!stream) throw new ProblemError("stream.notFound", { captureId, streamId });
  return stream;
}

/** Streams by the row id of their capture; of one capture, or of all. */
function readStreams(db: Db, captureRow: number | null): Map<number, CaptureStream[]> {
  const channels = new Map<number, Channel[]>();
  // Two statements instead of one with OR, which would read the whole table for each view of one capture.
  const of = captureRow === null ? "" : "WHERE capture_id = ?";
  const bound = captureRow === null ? [] : [captureRow];
  const channelRows = db
    .prepare<number[], Channel & { streamId: number }>(
      `SELECT stream_id AS streamId, channel.name, kind, axis, unit, scale, range
       FROM channel JOIN stream ON stream.id = stream_id ${of} ORDER BY stream_id, channel.position`,
    )
    .all(...bound);
  for (const { streamId, ...channel } of channelRows) {
    const list = channels.get(streamId);
    if (list) list.push(channel);
    else channels.set(streamId, [channel]);
  }
  const rows = db
    .prepare<number[], StreamRow>(`SELECT * FROM stream ${of} ORDER BY capture_id, position`)
    .all(...bound);
  const streams = new Map<number, CaptureStream[]>();
  for (const row of rows) {
    const stream = toStream(row, channels.get(row.id) ?? []);
    const list = streams.get(row.capture_id);
    if (list) list.push(stream);
    else streams.set(row.capture_id, [stream]);
  }
  return streams;
}

function toSummary(
  row: CaptureRow,
  streams: readonly CaptureStream[],
  labels: LabelCounts = NO_LABELS,
  videos = 0,
): CaptureSummary {
  return {
    id: row.uuid,
    name: row.name,
    state: row.state,
    simulated: streams.some(({ device }) => device.simulated),
    createdAtMs: row.created_at_ms,
    durationUs: row.duration_us,
    label: row.label,
    metadata: JSON.parse(row.metadata) as Record<string, string>,
    streams,
    deletedAtMs: row.deleted_at_ms,
    reviewedAtMs: row.reviewed_at_ms,
    ...labels,
    videos,
  };
}

function toStream(row: StreamRow, channels: readonly Channel[]): CaptureStream {
  return {
    id: row.id,
    device: { id: row.device_id, name: row.device_name, kind: row.device_kind, simulated: row.simulated === 1 },
    hand: row.hand,
    format: { sampleType: row.sample_type, nominalRateHz: row.nominal_rate_hz, channels },
    clock: { startUs: row.clock_start_us, rateHz: row.clock_rate_hz },
    clockResidualUs: row.clock_residual_us,
    rows: row.rows,
    endIndex: row.end_index,
    pyramidLevels: row.pyramid_levels,
    counts: { lost: row.lost, corrupt: row.corrupt, repeated: row.repeated, clipped: row.clipped },
  };
}
