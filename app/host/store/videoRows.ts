import { ProblemError } from "#domain/problems.ts";
import type { VideoSync } from "#domain/sync/video.ts";
import type { VideoSource, VideoState } from "#domain/videos.ts";
import { captureRowId } from "./captureRows.ts";
import { type Db, damaged } from "./sqlite.ts";
import type { StoredVideo } from "./videoApi.ts";

interface VideoRow {
  uuid: string;
  capture_uuid: string;
  name: string;
  source: VideoSource;
  state: VideoState;
  trouble: string | null;
  file: string;
  mime: string;
  codec: string | null;
  width_px: number;
  height_px: number;
  duration_us: number;
  frames: number;
  bytes: number;
  has_sound: number;
  sync: string;
}

const SELECT = "SELECT video.*, capture.uuid AS capture_uuid FROM video JOIN capture ON capture.id = video.capture_id";

/** Those that are not removed, and those still being sent. @throws ProblemError capture.notFound */
export function readVideos(db: Db, captureId: string): StoredVideo[] {
  return db
    .prepare<[number], VideoRow>(
      `${SELECT} WHERE capture_id = ? AND (removed = 0 OR video.state = 'writing') ORDER BY video.id`,
    )
    .all(captureRowId(db, captureId))
    .map(toVideo);
}

export function readUnfinishedVideos(db: Db): StoredVideo[] {
  return db.prepare<[], VideoRow>(`${SELECT} WHERE video.state = 'writing' ORDER BY video.id`).all().map(toVideo);
}

/** @throws ProblemError video.notFound */
export function readVideo(db: Db, videoId: string): StoredVideo {
  const row = db.prepare<[string], VideoRow>(`${SELECT} WHERE video.uuid = ?`).get(videoId);
  if (!row) throw new ProblemError("video.notFound", { videoId });
  return toVideo(row);
}

/** @throws ProblemError video.notFound, project.damaged */
export function readVideoFrames(db: Db, videoId: string): Float64Array {
  const { times } = db
    .prepare<[string], { times: Buffer | null }>(
      "SELECT times FROM video LEFT JOIN video_frames ON video_id = video.id WHERE uuid = ?",
    )
    .get(videoId) ?? { times: undefined };
  if (times === undefined) throw new ProblemError("video.notFound", { videoId });
  const bytes = new Uint8Array(times ?? []);
  if (bytes.length % 8 !== 0) throw damaged(`frame times of ${bytes.length} bytes`);
  return new Float64Array(bytes.buffer);
}

/** How many videos each capture has, by its row id; of one capture, or of all. */
export function readVideoCounts(db: Db, captureRow: number | null): Map<number, number> {
  const of = captureRow === null ? "" : "AND capture_id = ?";
  const rows = db
    .prepare<number[], { capture: number; videos: number }>(
      `SELECT capture_id AS capture, count(*) AS videos FROM video WHERE removed = 0 ${of} GROUP BY capture_id`,
    )
    .all(...(captureRow === null ? [] : [captureRow]));
  return new Map(rows.map(({ capture, videos }) => [capture, videos]));
}

function toVideo(row: VideoRow): StoredVideo {
  return {
    id: row.uuid,
    captureId: row.capture_uuid,
    name: row.name,
    source: row.source,
    state: row.state,
    trouble: row.trouble,
    file: row.file,
    mime: row.mime,
    codec: row.codec,
    widthPx: row.width_px,
    heightPx: row.height_px,
    durationUs: row.duration_us,
    frames: row.frames,
    bytes: row.bytes,
    hasSound: row.has_sound === 1,
    sync: JSON.parse(row.sync) as VideoSync,
  };
}
