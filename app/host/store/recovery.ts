import type { CaptureStream } from "#domain/captures.ts";
import { ClockFit, type FittedClock } from "#domain/clockFit.ts";
import { indexToUs } from "#domain/time.ts";
import { readSummary } from "./captureRows.ts";
import { cutTruthAtEnd } from "./labels/cutAtEnd.ts";
import { readArrivals } from "./sampleReader.ts";
import type { Db } from "./sqlite.ts";

/**
 * Turns what a dead studio was recording into "interrupted" captures that end where their samples end. No gap is
 * invented for what never arrived. The caller holds the project's lock, so nobody is recording.
 * @returns the ids of all interrupted captures whose samples are not joined yet
 */
export function recoverInterrupted(db: Db): string[] {
  const ids = (where: string) =>
    db
      .prepare<[], { uuid: string }>(`SELECT uuid FROM capture WHERE ${where} ORDER BY id`)
      .all()
      .map(({ uuid }) => uuid);
  for (const captureId of ids("state = 'recording'")) db.transaction(() => interrupt(db, captureId)).immediate();
  return ids(`state = 'interrupted' AND
    EXISTS (SELECT 1 FROM stream WHERE capture_id = capture.id AND pyramid_levels = 0)`);
}

function interrupt(db: Db, captureId: string): void {
  const { streams, durationUs } = readSummary(db, captureId);
  const update = db.prepare(
    "UPDATE stream SET clock_start_us = ?, clock_rate_hz = ?, clock_residual_us = ? WHERE id = ?",
  );
  let endUs = durationUs;
  for (const stream of streams) {
    const fit = fitClock(db, stream);
    if (fit) update.run(fit.line.startUs, fit.line.rateHz, fit.residualUs, stream.id);
    if (stream.endIndex > 0) endUs = Math.max(endUs, indexToUs(fit?.line ?? stream.clock, stream.endIndex));
  }
  db.prepare("UPDATE capture SET state = 'interrupted', duration_us = ? WHERE uuid = ?").run(endUs, captureId);
  cutTruthAtEnd(db, captureId, endUs);
}

/** The line that the recorder would have stored; null where fewer than two arrivals tell a rate. */
function fitClock(db: Db, stream: CaptureStream): FittedClock | null {
  const fit = new ClockFit(stream.format.nominalRateHz);
  for (const { index, hostUs } of readArrivals(db, stream)) fit.add(index, hostUs);
  return fit.fit();
}
