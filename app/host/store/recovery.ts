import type { CaptureStream } from "#domain/captures.ts";
import { type ClockLine, indexToUs } from "#domain/time.ts";
import { decodeArrivals } from "./arrivalsCodec.ts";
import { readSummary } from "./captureRows.ts";
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
    if (fit) update.run(fit.clock.startUs, fit.clock.rateHz, fit.residualUs, stream.id);
    if (stream.endIndex > 0) endUs = Math.max(endUs, indexToUs(fit?.clock ?? stream.clock, stream.endIndex));
  }
  db.prepare("UPDATE capture SET state = 'interrupted', duration_us = ? WHERE uuid = ?").run(endUs, captureId);
}

/** Least squares of host time over sample index, in one pass; null where fewer than two arrivals tell a rate. */
function fitClock(db: Db, stream: CaptureStream): { clock: ClockLine; residualUs: number } | null {
  const chunks = db.prepare<[number], { arrivals: Uint8Array }>(
    "SELECT arrivals FROM chunk WHERE stream_id = ? ORDER BY first_index",
  );
  // Running means and central moments (Welford), so that hours of microseconds keep their precision.
  let [n, meanIndex, meanUs, varIndex, varUs, covariance] = [0, 0, 0, 0, 0, 0];
  for (const { arrivals } of chunks.iterate(stream.id)) {
    for (const { index, hostUs } of decodeArrivals(arrivals)) {
      n++;
      const dIndex = index - meanIndex;
      const dUs = hostUs - meanUs;
      meanIndex += dIndex / n;
      meanUs += dUs / n;
      varIndex += dIndex * (index - meanIndex);
      varUs += dUs * (hostUs - meanUs);
      covariance += dIndex * (hostUs - meanUs);
    }
  }
  const usPerRow = covariance / varIndex;
  if (n < 2 || !(usPerRow > 0) || !Number.isFinite(usPerRow)) return null;
  const squares = Math.max(0, varUs - covariance * usPerRow);
  return {
    clock: { startUs: meanUs - usPerRow * meanIndex, rateHz: 1e6 / usPerRow },
    residualUs: Math.sqrt(squares / n),
  };
}
