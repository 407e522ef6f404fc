import { mkdir } from "node:fs/promises";
import { expect, test } from "vitest";
import { readDetail, readStream, readSummary } from "./captureRows.ts";
import { openForWriting } from "./database.ts";
import { finishStream } from "./finishStream.ts";
import { JournalWriter } from "./journalWriter.ts";
import { insertCapture } from "./newCapture.ts";
import { recoverInterrupted } from "./recovery.ts";
import { readPyramid, readSamples } from "./sampleReader.ts";
import type { Db } from "./sqlite.ts";
import { countingRows, format, glove, inProjectFolder, newCapture } from "./testing/fixtures.ts";

const RATE_HZ = 10;
const CHUNK_ROWS = 50;

/** A recording of 27 s with a hole, clipped in one place, flushed four times a second. */
function record(db: Db): { captureId: string; streamId: number } {
  const stream = glove("left", format(2, { nominalRateHz: RATE_HZ }));
  const capture = readSummary(db, insertCapture(db, newCapture("Jab", stream)));
  const streamId = capture.streams[0]!.id;
  const journal = new JournalWriter(db, capture, () => {});
  for (let row = 0; row < 270; row += 3) {
    if (row === 120) journal.gap(streamId, { firstIndex: 120, rows: 3, reason: "lost", exact: true });
    if (row === 120) continue;
    const rows = countingRows(row, 3, 2);
    if (row >= 48 && row < 54) rows[0] = 32767;
    journal.append(streamId, row, rows, [{ index: row + 2, hostUs: (row + 2) * 100_500, deviceUs: null }]);
    journal.flush();
  }
  return { captureId: capture.id, streamId };
}

/** All that can be seen of a finished stream. */
function picture(db: Db, captureId: string, streamId: number) {
  return {
    samples: readSamples(db, captureId, streamId, 0, 1e6),
    pyramid: readPyramid(db, captureId, streamId, 0, 0, 1e6),
    detail: readDetail(db, captureId),
    chunks: db.prepare("SELECT first_index, rows, arrivals FROM chunk ORDER BY first_index").all(),
  };
}

test("chunks are joined per unbroken run, and nothing that can be read changes", () =>
  inProjectFolder(async (folder) => {
    await mkdir(folder);
    const db = openForWriting(folder);
    const { captureId, streamId } = record(db);
    const before = readSamples(db, captureId, streamId, 0, 1e6);
    for (const _ of finishStream(db, readStream(db, captureId, streamId)));
    const after = picture(db, captureId, streamId);
    expect(after.samples).toEqual(before);
    expect(after.chunks.length).toBeLessThanOrEqual(270 / CHUNK_ROWS + 3);
    expect(after.detail.clips[streamId]).toEqual([
      { firstIndex: 48, rows: 1 },
      { firstIndex: 51, rows: 1 },
    ]);
    expect(after.detail.streams[0]!.counts.clipped).toBe(2);
    db.close();
  }));

test("a finish that dies after any of its steps leaves the capture whole, and the next one ends the same", () =>
  inProjectFolder(async (folder) => {
    await mkdir(folder);
    for (let steps = 0; steps < 9; steps++) {
      let db = openForWriting(folder);
      const { captureId, streamId } = record(db);
      const before = readSamples(db, captureId, streamId, 0, 1e6);
      const dying = finishStream(db, readStream(db, captureId, streamId), 0);
      for (let i = 0; i < steps; i++) dying.next();
      db.close();

      db = openForWriting(folder);
      recoverInterrupted(db);
      const { state, durationUs, streams } = readSummary(db, captureId);
      expect(state).toBe("interrupted");
      expect(streams[0]!.clock.rateHz).toBeCloseTo(1e6 / 100_500, 6);
      expect(durationUs).toBe(Math.round(270 * 100_500));
      expect(readSamples(db, captureId, streamId, 0, 1e6)).toEqual(before);
      for (const _ of finishStream(db, readStream(db, captureId, streamId)));
      const resumed = picture(db, captureId, streamId);
      expect(resumed.samples).toEqual(before);
      const again = record(db);
      for (const _ of finishStream(db, readStream(db, again.captureId, again.streamId)));
      expect(resumed.pyramid.values).toEqual(readPyramid(db, again.captureId, again.streamId, 0, 0, 1e6).values);
      expect(resumed.detail.clips[streamId]).toEqual(readDetail(db, again.captureId).clips[again.streamId]);
      db.close();
    }
  }));
