import type { FoundSync } from "#domain/sync/findSync.ts";
import type { SyncTask } from "./syncWorker.ts";

/** What a search needs of a worker. */
export interface SyncWorker {
  onmessage: ((event: MessageEvent<FoundSync>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  postMessage(task: SyncTask): void;
  terminate(): void;
}

/**
 * Looks for a video's place beside the page's own work: thousands of impacts take a second where nothing fits. Rejects
 * with the signal's reason once it is cancelled, and where the worker fails.
 */
export async function findSyncAside(
  task: SyncTask,
  signal: AbortSignal,
  make: () => SyncWorker = newWorker,
): Promise<FoundSync> {
  signal.throwIfAborted();
  const worker = make();
  const { promise, resolve, reject } = Promise.withResolvers<FoundSync>();
  const cancel = () => reject(signal.reason);
  worker.onmessage = ({ data }) => resolve(data);
  worker.onerror = ({ message }) => reject(new Error(message));
  signal.addEventListener("abort", cancel);
  worker.postMessage(task);
  return promise.finally(() => {
    signal.removeEventListener("abort", cancel);
    worker.terminate();
  });
}

function newWorker(): SyncWorker {
  return new Worker(new URL("./syncWorker.ts", import.meta.url), { type: "module" });
}
