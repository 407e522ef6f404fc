import type { NewCapture, NewStream } from "./api.ts";
import type { Db } from "./sqlite.ts";
import { uniqueName } from "./uniqueName.ts";

/** Writes a capture in state "recording", with its streams and no samples. Returns its id. */
export function insertCapture(db: Db, capture: NewCapture): string {
  const uuid = crypto.randomUUID();
  db.transaction(() => {
    const { lastInsertRowid } = db
      .prepare(
        `INSERT INTO capture (uuid, name, state, created_at_ms, label, metadata)
         VALUES (?, ?, 'recording', ?, ?, ?)`,
      )
      .run(
        uuid,
        uniqueName(db, capture.name),
        Math.round(capture.createdAtMs),
        capture.label,
        JSON.stringify(capture.metadata),
      );
    capture.streams.forEach((stream, position) => {
      insertStream(db, lastInsertRowid, position, stream);
    });
  }).immediate();
  return uuid;
}

function insertStream(db: Db, captureRow: number | bigint, position: number, stream: NewStream): void {
  const { device, hand, format } = stream;
  const { lastInsertRowid } = db
    .prepare(
      `INSERT INTO stream (capture_id, position, device_id, device_name, device_kind, simulated, hand, sample_type,
         nominal_rate_hz, clock_rate_hz)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      captureRow,
      position,
      device.id,
      device.name,
      device.kind,
      device.simulated ? 1 : 0,
      hand,
      format.sampleType,
      format.nominalRateHz,
      format.nominalRateHz,
    );
  const channel = db.prepare(
    "INSERT INTO channel (stream_id, position, name, kind, axis, unit, scale, range) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
  );
  format.channels.forEach(({ name, kind, axis, unit, scale, range }, at) => {
    channel.run(lastInsertRowid, at, name, kind, axis, unit, scale, range);
  });
}
