/**
 * Labels that people edit: segments with an id of their own, quality, confidence and origin; events, which end where they
 * start; the label scheme; when a capture was reviewed; and a history that knows which captures a step touched.
 */
export const labels002 = `
ALTER TABLE capture ADD COLUMN reviewed_at_ms INTEGER;

CREATE TABLE segment_new (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL UNIQUE,
  track_id INTEGER NOT NULL REFERENCES track ON DELETE CASCADE,
  label TEXT NOT NULL,
  hand TEXT CHECK (hand IN ('left', 'right')),
  quality TEXT,
  start_us INTEGER NOT NULL,
  peak_us INTEGER,
  end_us INTEGER NOT NULL,
  confidence REAL CHECK (confidence BETWEEN 0 AND 1),
  origin TEXT NOT NULL,
  CHECK (end_us >= start_us)
) STRICT;
INSERT INTO sqlite_sequence (name, seq) SELECT 'segment_new', seq FROM sqlite_sequence WHERE name = 'segment';
-- Random ids of version 4; only segmenters and simulated gloves made segments so far.
INSERT INTO segment_new (id, uuid, track_id, label, hand, start_us, peak_us, end_us, origin)
  SELECT segment.id,
    lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
      || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))),
    track_id, label, hand, start_us, peak_us, end_us, iif(kind = 'proposal', track.name, track.origin)
  FROM segment JOIN track ON track.id = track_id ORDER BY segment.id;
DROP TABLE segment;
ALTER TABLE segment_new RENAME TO segment;
CREATE INDEX segment_by_lane ON segment (track_id, hand, start_us, end_us);
-- The longest segment of a lane bounds how far back one can start that meets a moment (labels/meeting.ts).
CREATE INDEX segment_by_length ON segment (track_id, hand, end_us - start_us);
CREATE INDEX segment_by_label ON segment (track_id, label);

-- One row, where the project's scheme is not the usual one.
CREATE TABLE label_scheme (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  json TEXT NOT NULL CHECK (json_valid(json))
) STRICT;

-- Which of two undone steps was undone last. In older projects the newest edit was undone first.
ALTER TABLE history_step ADD COLUMN undone_order INTEGER NOT NULL DEFAULT 0;
UPDATE history_step SET undone_order = -id WHERE undone = 1;

-- The capture that a changed row belongs to, noted when it is changed; null where it belongs to none, or to a track
-- that is deleted by the same step. Older projects have steps of captures only.
ALTER TABLE history_change ADD COLUMN capture_id INTEGER;
UPDATE history_change SET capture_id = row_id WHERE table_name = 'capture';
CREATE INDEX history_change_by_capture ON history_change (capture_id, step_id);
CREATE INDEX history_change_by_row ON history_change (table_name, row_id, step_id);
`;
