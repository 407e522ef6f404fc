import { expect, test, vi } from "vitest";
import type { FoundSync } from "#domain/sync/findSync.ts";
import { findSyncAside, type SyncWorker } from "./findSyncAside.ts";

const task = { video: [{ timeUs: 1, strength: 1 }], glove: [], options: { jitterUs: 2000 } };

function newWorker() {
  return { onmessage: null, onerror: null, postMessage: vi.fn(), terminate: vi.fn() } satisfies SyncWorker;
}

test("the worker gets the impacts, its answer is the search's, and then it ends", async () => {
  const worker: SyncWorker = newWorker();
  const found = findSyncAside(task, new AbortController().signal, () => worker);
  expect(worker.postMessage).toHaveBeenCalledWith(task);
  const answer: FoundSync = { sure: false, reason: "tooFew" };
  worker.onmessage!({ data: answer } as MessageEvent<FoundSync>);
  expect(await found).toEqual(answer);
  expect(worker.terminate).toHaveBeenCalled();
});

test("a search that is cancelled ends its worker at once; one that was cancelled before makes none", async () => {
  const worker = newWorker();
  const abort = new AbortController();
  const found = findSyncAside(task, abort.signal, () => worker);
  abort.abort(new Error("cancelled"));
  await expect(found).rejects.toThrow("cancelled");
  expect(worker.terminate).toHaveBeenCalled();
  const make = vi.fn(newWorker);
  await expect(findSyncAside(task, abort.signal, make)).rejects.toThrow("cancelled");
  expect(make).not.toHaveBeenCalled();
});

test("a worker that fails is said", async () => {
  const worker: SyncWorker = newWorker();
  const found = findSyncAside(task, new AbortController().signal, () => worker);
  worker.onerror!({ message: "no memory" } as ErrorEvent);
  await expect(found).rejects.toThrow("no memory");
});
