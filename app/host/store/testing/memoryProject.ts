import type { Segment } from "#domain/labeling/segments.ts";
import { CaptureEdits } from "../captureEdits.ts";
import { History } from "../history/history.ts";
import { LabelEdits } from "../labels/labelEdits.ts";
import { migrate } from "../migrations/migrate.ts";
import { insertCapture } from "../newCapture.ts";
import { connect, type Db } from "../sqlite.ts";
import { format, glove, newCapture } from "./fixtures.ts";
import { madeSegment } from "./madeSegment.ts";

/** The writing side of a project without threads or files, with captures of a minute each. */
export class MemoryProject {
  readonly db: Db;
  readonly history: History;
  readonly labels: LabelEdits;
  readonly edits: CaptureEdits;
  readonly captures: readonly string[];

  constructor(captures: number) {
    this.db = connect(":memory:", { readOnly: false, timeoutMs: 0 });
    this.db.pragma("foreign_keys = ON");
    migrate(this.db, () => "");
    this.history = new History(this.db);
    this.labels = new LabelEdits(this.db, this.history);
    this.edits = new CaptureEdits(this.db, this.history);
    this.captures = Array.from({ length: captures }, (_, i) =>
      insertCapture(this.db, newCapture(`Capture ${i}`, glove("left", format(1)))),
    );
    this.db.exec("UPDATE capture SET state = 'finished', duration_us = 60000000");
  }

  /** Every row that an edit can change, by table and id. */
  dump(): Map<string, string> {
    const rows = ["capture", "track", "segment", "label_scheme"].flatMap((table) =>
      this.db
        .prepare<[], { id: number }>(`SELECT * FROM ${table} ORDER BY id`)
        .all()
        .map((row) => [`${table} ${row.id}`, JSON.stringify(row)] as const),
    );
    return new Map(rows);
  }
}

/** A jab of the left hand, drawn by hand; times in seconds. */
export function segment(startS: number, endS: number, more: Partial<Segment> = {}): Segment {
  return madeSegment("Jab", startS, endS, { hand: "left", ...more });
}
