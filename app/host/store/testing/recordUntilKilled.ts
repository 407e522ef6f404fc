import { writeSync } from "node:fs";
import { NO_COUNTS } from "#domain/captures.ts";
import { openProjectStore } from "../open.ts";
import { format, glove, newCapture } from "./fixtures.ts";

/**
 * A studio of its own process for the crash tests: records two gloves in real time until it is killed. Each append is
 * told on standard output as "stream rowsSoFar monotonicMs", written at once so that a kill takes none of it back.
 */
const RATE_HZ = 476;
const CHANNELS = 9;
/** A packet every 10 ms, as a serial glove at this rate sends. */
const TICK_MS = 10;

/** Values that tell their row and channel, so that a reader can check every one. */
export function crashValue(row: number, channel: number): number {
  return ((row * 31 + channel * 1009) % 65_521) - 32_760;
}

async function record(folder: string): Promise<void> {
  const store = await openProjectStore(folder, { create: true });
  if (store.readOnly) throw new Error(`read-only: ${JSON.stringify(store.readOnlyReason)}`);
  const streams = (["left", "right"] as const).map((hand) => glove(hand, format(CHANNELS, { nominalRateHz: RATE_HZ })));
  const journal = await store.begin(newCapture("Crash", ...streams));
  writeSync(1, `capture ${journal.capture.id}\n`);
  const startMs = performance.now();
  let done = 0;
  setInterval(() => {
    const rows = Math.floor(((performance.now() - startMs) * RATE_HZ) / 1000) - done;
    if (rows <= 0) return;
    const values = Int16Array.from({ length: rows * CHANNELS }, (_, i) =>
      crashValue(done + Math.floor(i / CHANNELS), i % CHANNELS),
    );
    for (const { id } of journal.capture.streams) {
      const hostUs = Math.round(((done + rows) * 1e6) / RATE_HZ);
      journal.append(id, done, values, [{ index: done + rows - 1, hostUs, deviceUs: null }]);
      const clock = { startUs: 0, rateHz: RATE_HZ };
      journal.progress(id, { streamId: id, clock, clockResidualUs: null, counts: { ...NO_COUNTS, corrupt: 3 } });
      writeSync(1, `rows ${id} ${done + rows} ${Number(process.hrtime.bigint()) / 1e6}\n`);
    }
    done += rows;
  }, TICK_MS);
}

const [, script, folder] = process.argv;
if (script === import.meta.filename && folder) await record(folder);
