/**
 * Captures with their streams, samples and tracks, and the history of edits.
 * AUTOINCREMENT where history or a page may still name a row that is gone: its id is never given to another.
 * Ordinary rowid tables throughout: WITHOUT ROWID spills sample blobs to overflow pages and doubles the file.
 */
export const captures001 = `
CREATE TABLE capture (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('recording', 'interrupted', 'finished')),
  created_at_ms INTEGER NOT NULL,
  duration_us INTEGER NOT NULL DEFAULT 0,
  label TEXT,
  metadata TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(metadata)),
  deleted_at_ms INTEGER
) STRICT;

CREATE TABLE stream (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  capture_id INTEGER NOT NULL REFERENCES capture ON DELETE CASCADE,
  position INTEGER NOT NULL,
  device_id TEXT NOT NULL,
  device_name TEXT NOT NULL,
  device_kind TEXT NOT NULL,
  simulated INTEGER NOT NULL CHECK (simulated IN (0, 1)),
  hand TEXT CHECK (hand IN ('left', 'right')),
  sample_type TEXT NOT NULL CHECK (sample_type IN ('int16', 'float32')),
  nominal_rate_hz REAL NOT NULL CHECK (nominal_rate_hz > 0),
  clock_start_us REAL NOT NULL DEFAULT 0,
  clock_rate_hz REAL NOT NULL CHECK (clock_rate_hz > 0),
  clock_residual_us REAL,
  rows INTEGER NOT NULL DEFAULT 0,
  end_index INTEGER NOT NULL DEFAULT 0,
  pyramid_levels INTEGER NOT NULL DEFAULT 0,
  lost INTEGER NOT NULL DEFAULT 0,
  corrupt INTEGER NOT NULL DEFAULT 0,
  repeated INTEGER NOT NULL DEFAULT 0,
  clipped INTEGER NOT NULL DEFAULT 0,
  UNIQUE (capture_id, position)
) STRICT;

CREATE TABLE channel (
  id INTEGER PRIMARY KEY,
  stream_id INTEGER NOT NULL REFERENCES stream ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  axis TEXT CHECK (axis IN ('x', 'y', 'z')),
  unit TEXT NOT NULL,
  scale REAL NOT NULL,
  range REAL,
  UNIQUE (stream_id, position)
) STRICT;

-- data: interleaved rows, little-endian, in the stream's sample type. arrivals: arrivalsCodec.ts
CREATE TABLE chunk (
  id INTEGER PRIMARY KEY,
  stream_id INTEGER NOT NULL REFERENCES stream ON DELETE CASCADE,
  first_index INTEGER NOT NULL,
  rows INTEGER NOT NULL CHECK (rows > 0),
  data BLOB NOT NULL,
  arrivals BLOB NOT NULL,
  UNIQUE (stream_id, first_index)
) STRICT;

CREATE TABLE gap (
  id INTEGER PRIMARY KEY,
  stream_id INTEGER NOT NULL REFERENCES stream ON DELETE CASCADE,
  first_index INTEGER NOT NULL,
  rows INTEGER NOT NULL CHECK (rows > 0),
  reason TEXT NOT NULL,
  exact INTEGER NOT NULL CHECK (exact IN (0, 1))
) STRICT;
CREATE INDEX gap_by_stream ON gap (stream_id, first_index);

CREATE TABLE clip (
  id INTEGER PRIMARY KEY,
  stream_id INTEGER NOT NULL REFERENCES stream ON DELETE CASCADE,
  first_index INTEGER NOT NULL,
  rows INTEGER NOT NULL CHECK (rows > 0)
) STRICT;
CREATE INDEX clip_by_stream ON clip (stream_id, first_index);

-- bins: 256 bins of one level (fewer in the last block), domain/pyramid.ts. A block without any sample has no row.
CREATE TABLE pyramid (
  id INTEGER PRIMARY KEY,
  stream_id INTEGER NOT NULL REFERENCES stream ON DELETE CASCADE,
  level INTEGER NOT NULL,
  block INTEGER NOT NULL,
  bins BLOB NOT NULL,
  UNIQUE (stream_id, level, block)
) STRICT;

CREATE TABLE track (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  capture_id INTEGER NOT NULL REFERENCES capture ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('truth', 'proposal', 'prediction')),
  name TEXT NOT NULL,
  origin TEXT NOT NULL,
  UNIQUE (capture_id, kind, name)
) STRICT;

CREATE TABLE segment (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  track_id INTEGER NOT NULL REFERENCES track ON DELETE CASCADE,
  label TEXT NOT NULL,
  hand TEXT CHECK (hand IN ('left', 'right')),
  start_us INTEGER NOT NULL,
  peak_us INTEGER,
  end_us INTEGER NOT NULL,
  CHECK (end_us > start_us)
) STRICT;
CREATE INDEX segment_by_track ON segment (track_id, start_us);

CREATE TABLE history_step (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  code TEXT NOT NULL,
  detail TEXT NOT NULL CHECK (json_valid(detail)),
  undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;

-- One changed row: its columns before and after, as JSON; null where the row did not exist.
CREATE TABLE history_change (
  id INTEGER PRIMARY KEY,
  step_id INTEGER NOT NULL REFERENCES history_step ON DELETE CASCADE,
  table_name TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  before TEXT,
  after TEXT
) STRICT;
CREATE INDEX history_change_by_step ON history_change (step_id);

CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  json TEXT NOT NULL CHECK (json_valid(json))
) STRICT;
`;
