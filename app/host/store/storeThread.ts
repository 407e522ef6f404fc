import { Worker } from "node:worker_threads";
import { ProblemError } from "#domain/problems.ts";
import type { FromThread, Request, Role, ThreadEvent, Threads } from "./threadMessages.ts";

type Calls<T> = { [K in keyof T as T[K] extends (...args: never[]) => unknown ? K : never]: T[K] };
type Args<F> = F extends (...args: infer A) => unknown ? A : never;
type Result<F> = F extends (...args: never[]) => infer R ? Awaited<R> : never;

interface Waiting {
  resolve(value: never): void;
  reject(error: unknown): void;
}

/** After this a thread that was asked to close is ended. A last checkpoint on a slow disk takes seconds. */
const CLOSE_LIMIT_MS = 20_000;

/** One thread of the store, seen from the host: calls by name, answers in any order, events. */
export class StoreThread<R extends Role> {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #ended: Error | null = null;
  onEvent: (event: ThreadEvent) => void = () => {};
  /** Called when the thread ended without having been asked to. */
  onDeath: (error: Error) => void = () => {};

  /** Starts the thread; its first call is `open`. However it goes on, it is to be closed. */
  constructor(role: R) {
    // The same file runs as it is under Node and bundled beside this one.
    const extension = import.meta.url.endsWith(".ts") ? "ts" : "js";
    this.#worker = new Worker(new URL(`./storeWorker.${extension}`, import.meta.url), { workerData: role });
    this.#worker.on("message", (message: FromThread) => this.#receive(message));
    this.#worker.on("error", (error) => this.#end(error instanceof Error ? error : new Error(String(error))));
    this.#worker.on("exit", () => this.#end(new Error("the store's thread ended")));
  }

  call<K extends keyof Calls<Threads[R]> & string>(
    name: K,
    ...args: Args<Threads[R][K]>
  ): Promise<Result<Threads[R][K]>> {
    const ended = this.#ended;
    if (ended) return Promise.reject(ended);
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, call: name, args } satisfies Request);
    });
  }

  /** A call without an answer; `transfer` hands buffers over. */
  tell<K extends keyof Calls<Threads[R]> & string>(
    name: K,
    args: Args<Threads[R][K]>,
    transfer: readonly ArrayBuffer[] = [],
  ): void {
    if (!this.#ended) this.#worker.postMessage({ id: 0, call: name, args } satisfies Request, [...transfer]);
  }

  async close(): Promise<void> {
    if (this.#ended) return;
    this.onDeath = () => {};
    const exit = new Promise<void>((resolve) => this.#worker.once("exit", () => resolve()));
    const limit = setTimeout(() => void this.#worker.terminate(), CLOSE_LIMIT_MS);
    this.#worker.postMessage({ id: 0, call: "close", args: [] } satisfies Request);
    await exit;
    clearTimeout(limit);
  }

  #receive(message: FromThread): void {
    if ("event" in message) {
      this.onEvent(message);
      return;
    }
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (!waiting) return;
    if ("value" in message) waiting.resolve(message.value as never);
    else if ("problem" in message)
      waiting.reject(new ProblemError(message.problem.code, { ...message.problem.detail }));
    else waiting.reject(new Error(message.bug));
  }

  #end(error: Error): void {
    if (this.#ended) return;
    this.#ended = error;
    for (const waiting of this.#waiting.values()) waiting.reject(error);
    this.#waiting.clear();
    this.onDeath(error);
  }
}
