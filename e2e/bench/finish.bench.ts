import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { CaptureSummary } from "#domain/captures.ts";
import { readSummary } from "#host/store/captureRows.ts";
import { openForWriting } from "#host/store/database.ts";
import { finishStream } from "#host/store/finishStream.ts";
import { JournalWriter } from "#host/store/journalWriter.ts";
import { insertCapture } from "#host/store/newCapture.ts";
import { readPyramid } from "#host/store/sampleReader.ts";
import type { Db } from "#host/store/sqlite.ts";
import { countingRows, format, glove, newCapture } from "#host/store/testing/fixtures.ts";
import { median, rounded, timed } from "./measure.ts";

/**
 * Ending a ten-hour capture: joining 144 000 chunks and building the pyramid. The longest step is how long the flush of
 * another recording could have to wait; the memory says that the capture is not held whole.
 */
export const name = "finish";

const HOURS = 10;
const RATE_HZ = 119;
const CHANNELS = 6;
const ROWS_PER_FLUSH = 30;

/** Steps between two looks at the memory: each look collects the garbage, which takes longer than a step. */
const LOOK_EVERY = 20;

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

/** What is really held, without the garbage. */
function heldBytes(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function record(db: Db): CaptureSummary {
  const stream = glove("left", format(CHANNELS, { nominalRateHz: RATE_HZ }));
  const capture = readSummary(db, insertCapture(db, newCapture("Ten hours", stream)));
  const journal = new JournalWriter(db, capture, (code) => console.error(code));
  const rows = countingRows(0, ROWS_PER_FLUSH, CHANNELS);
  for (let row = 0; row < HOURS * 3600 * RATE_HZ; row += ROWS_PER_FLUSH) {
    journal.append(capture.streams[0]!.id, row, rows, [{ index: row, hostUs: row * 8403, deviceUs: null }]);
    journal.flush();
  }
  return readSummary(db, capture.id);
}

export async function run(): Promise<object> {
  const folder = await mkdtemp(join(tmpdir(), "ringside-bench-"));
  const db = openForWriting(folder);
  try {
    const capture = record(db);
    const before = heldBytes();
    let [finishMs, longestMs, mostBytes] = [0, 0, 0];
    const steps = finishStream(db, capture.streams[0]!);
    for (let more = true, step = 0; more; step++) {
      const { ms, result } = await timed(() => steps.next());
      more = !result.done;
      finishMs += ms;
      longestMs = Math.max(longestMs, ms);
      if (step % LOOK_EVERY === 0) mostBytes = Math.max(mostBytes, heldBytes() - before);
    }
    const { id, streams } = readSummary(db, capture.id);
    const level = streams[0]!.pyramidLevels - 2;
    const view = [];
    for (let i = 0; i < 5; i++) view.push((await timed(() => readPyramid(db, id, streams[0]!.id, level, 0, 1e9))).ms);
    return {
      what: `${HOURS} h, ${CHANNELS} channels, ${RATE_HZ} Hz, chunks of ${ROWS_PER_FLUSH} rows`,
      rawBytes: streams[0]!.rows * CHANNELS * 2,
      finishMs: rounded(finishMs),
      longestStepMs: rounded(longestMs),
      mostHeldBytes: rounded(mostBytes),
      readWholeViewMs: rounded(median(view)),
    };
  } finally {
    db.close();
    await rm(folder, { recursive: true, force: true });
  }
}
