import { once } from "node:events";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { describe, expect, test } from "vitest";
import { segmentingOnly, writeDescriptor } from "./descriptor/writeDescriptor.ts";
import { EnginePipeline } from "./pipeline.ts";
import { engineHere } from "./testing/engineHere.ts";
import { burstyRows, NORMS } from "./testing/specs.ts";
import { engineVersion } from "./version.ts";

const descriptor = writeDescriptor(segmentingOnly(6, NORMS, { kind: "windowing", window: 80, step: 40 }));

function worker(rows: Int16Array): Worker {
  return new Worker(join(import.meta.dirname, "testing/segmentInWorker.ts"), { workerData: { descriptor, rows } });
}

describe.skipIf(!engineHere)("worker threads", () => {
  test("run the engine beside the main thread, with the same results", async () => {
    const rows = burstyRows(20_000, 6, 4);
    const begins = (await new EnginePipeline(descriptor).run(rows)).map(({ beginIndex }) => beginIndex);
    const answers = await Promise.all([worker(rows), worker(rows)].map((one) => once(one, "message")));
    for (const [answer] of answers) expect(answer).toEqual({ hash: engineVersion().hash, begins });
  });

  test("may be ended in the middle of a run; the engine goes on elsewhere", async () => {
    const rows = burstyRows(200_000, 6, 4);
    const ended = worker(rows);
    await once(ended, "online");
    await ended.terminate();
    expect(await new EnginePipeline(descriptor).run(rows)).toHaveLength(4999);
  });
});
