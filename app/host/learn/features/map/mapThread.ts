import { Worker } from "node:worker_threads";
import { ProblemError } from "#domain/problems.ts";
import type { Job } from "../../../jobs.ts";
import type { MapLayout, MapTask } from "./layOut.ts";
import type { FromMap } from "./mapWorker.ts";

/** Lays out a map in a thread of its own. @throws ProblemError job.cancelled, learn.workerLost */
export async function layOutInThread(task: MapTask, { signal, progress, stopIfCancelled }: Job): Promise<MapLayout> {
  stopIfCancelled();
  // Beside this file, as it is under Node and bundled.
  const file = new URL(`./mapWorker.${import.meta.url.endsWith(".ts") ? "ts" : "js"}`, import.meta.url);
  const worker = new Worker(file, { workerData: task });
  const { promise, resolve, reject } = Promise.withResolvers<MapLayout>();
  const lost = (reason: string) => reject(new ProblemError("learn.workerLost", { reason }));
  const cancel = () => reject(new ProblemError("job.cancelled"));
  signal.addEventListener("abort", cancel, { once: true });
  worker.on("message", (message: FromMap) => {
    if ("layout" in message) resolve(message.layout);
    else progress(Math.round(100 * message.done), 100);
  });
  worker.on("error", (error) => lost(error instanceof Error ? error.message : String(error)));
  worker.on("exit", (code) => lost(`it ended with ${code}`));
  try {
    return await promise;
  } finally {
    signal.removeEventListener("abort", cancel);
    await worker.terminate();
  }
}
