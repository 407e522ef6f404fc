import { setImmediate } from "node:timers/promises";
import { readSummary } from "./captureRows.ts";
import { finishStream } from "./finishStream.ts";
import type { Db } from "./sqlite.ts";

/**
 * Joins the chunks and builds the pyramids of a capture in short transactions, with room between them for flushes and
 * calls. `onProgress` gets the share done, 0..1.
 * @throws the signal's reason where it is aborted; what was done stays
 */
export async function finishSamples(
  db: Db,
  captureId: string,
  signal: AbortSignal,
  onProgress: (doneShare: number) => void,
): Promise<void> {
  const { streams } = readSummary(db, captureId);
  const rowsInAll = streams.reduce((sum, { rows }) => sum + rows, 0);
  let before = 0;
  for (const stream of streams) {
    if (stream.pyramidLevels > 0) {
      before += stream.rows;
      continue;
    }
    for (const done of finishStream(db, stream)) {
      onProgress(rowsInAll === 0 ? 1 : (before + done) / rowsInAll);
      await setImmediate(undefined, { signal });
    }
    before += stream.rows;
  }
}
