import { captureRowId } from "./captureRows.ts";
import type { History } from "./history/history.ts";
import type { Db } from "./sqlite.ts";
import type { NewVideo, VideoChange, VideoFacts } from "./videoApi.ts";
import { readVideo } from "./videoRows.ts";

/** Carries out one change and returns the id of its capture. @throws ProblemError video.notFound, capture.notFound */
export function changeVideo(db: Db, history: History, change: VideoChange): string {
  if (change.do === "begin") {
    insert(db, change.video);
    return change.video.captureId;
  }
  const { videoId } = change;
  const { captureId, name } = readVideo(db, videoId);
  const set = (columns: string, ...values: unknown[]) =>
    db.prepare(`UPDATE video SET ${columns} WHERE uuid = ?`).run(...values, videoId);
  const edit = (code: string, work: () => unknown) => history.edit({ code, detail: { name } }, work);
  switch (change.do) {
    case "drop":
      db.prepare("DELETE FROM video WHERE uuid = ? AND state = 'writing'").run(videoId);
      break;
    case "finish": {
      const finish = () => {
        if (change.sync) set("sync = ?", JSON.stringify(change.sync));
        set("removed = 0");
      };
      // What is in the file is a fact and no edit, and must be there before the edit shows the video.
      db.transaction(() => {
        storeFacts(db, videoId, change.facts);
        if (change.asEdit) edit("videoAdd", finish);
        else finish();
      }).immediate();
      break;
    }
    case "replaceFile":
      db.transaction(() => storeFacts(db, videoId, change.facts)).immediate();
      break;
    case "rename":
      history.edit({ code: "videoRename", detail: { from: name, to: change.name } }, () =>
        set("name = ?", change.name),
      );
      break;
    case "remove":
      edit("videoRemove", () => set("removed = 1"));
      break;
    case "setSync":
      edit("videoSync", () => set("sync = ?", JSON.stringify(change.sync)));
      break;
  }
  return captureId;
}

function insert(db: Db, { id, captureId, name, source, sync, file }: NewVideo): void {
  db.prepare(
    "INSERT INTO video (uuid, capture_id, name, source, state, file, sync, removed) VALUES (?, ?, ?, ?, 'writing', ?, ?, 1)",
  ).run(id, captureRowId(db, captureId), name, source, file, JSON.stringify(sync));
}

function storeFacts(db: Db, videoId: string, facts: VideoFacts): void {
  const { frameTimesUs: times } = facts;
  db.prepare(
    `UPDATE video SET state = ?, trouble = ?, file = ?, mime = ?, codec = ?, width_px = ?, height_px = ?,
     duration_us = ?, frames = ?, bytes = ?, has_sound = ? WHERE uuid = ?`,
  ).run(
    facts.state,
    facts.trouble,
    facts.file,
    facts.mime,
    facts.codec,
    facts.widthPx,
    facts.heightPx,
    facts.durationUs,
    times.length,
    facts.bytes,
    facts.hasSound ? 1 : 0,
    videoId,
  );
  db.prepare("INSERT OR REPLACE INTO video_frames (video_id, times) SELECT id, ? FROM video WHERE uuid = ?").run(
    Buffer.from(times.buffer, times.byteOffset, times.byteLength),
    videoId,
  );
}
