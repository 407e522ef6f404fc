/**
 * Videos of captures. `file` is a name in the project's media folder. A video that is still being sent is `removed`, so
 * that adding it is an edit like any other. Frame times stand apart: they are large and seldom read.
 */
export const video003 = `
CREATE TABLE video (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL UNIQUE,
  capture_id INTEGER NOT NULL REFERENCES capture ON DELETE CASCADE,
  name TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('attached', 'camera', 'screen')),
  state TEXT NOT NULL CHECK (state IN ('writing', 'ready', 'damaged')),
  trouble TEXT,
  file TEXT NOT NULL,
  mime TEXT NOT NULL DEFAULT '',
  codec TEXT,
  width_px INTEGER NOT NULL DEFAULT 0,
  height_px INTEGER NOT NULL DEFAULT 0,
  duration_us REAL NOT NULL DEFAULT 0,
  frames INTEGER NOT NULL DEFAULT 0,
  bytes INTEGER NOT NULL DEFAULT 0,
  has_sound INTEGER NOT NULL DEFAULT 0 CHECK (has_sound IN (0, 1)),
  sync TEXT NOT NULL CHECK (json_valid(sync)),
  removed INTEGER NOT NULL CHECK (removed IN (0, 1))
) STRICT;
CREATE INDEX video_by_capture ON video (capture_id);

-- times: float64 microseconds, little-endian, ascending
CREATE TABLE video_frames (
  video_id INTEGER PRIMARY KEY REFERENCES video ON DELETE CASCADE,
  times BLOB NOT NULL
) STRICT;
`;
