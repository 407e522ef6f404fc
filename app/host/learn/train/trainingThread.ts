import { Worker } from "node:worker_threads";
import { ProblemError } from "#domain/problems.ts";
import type { TrainedNetwork, TrainedTrees, TrainOptions } from "../api.ts";
import type { FromTraining, Order, Task } from "./messages.ts";

/** Loading TensorFlow.js takes a second; with a full disk or a busy machine many more. */
const START_LIMIT_MS = 60_000;
/** Between two looks at the flag lies one batch. A thread that does not answer by then is ended. */
const STOP_LIMIT_MS = 5000;

interface Running {
  readonly onEpoch: TrainOptions["onEpoch"];
  resolve(trained: TrainedNetwork | TrainedTrees): void;
  reject(error: unknown): void;
}

/** One thread that trains, one order at a time. */
export class TrainingThread {
  readonly #worker: Worker;
  /** The name of its backend. @throws ProblemError learn.workerLost */
  readonly ready: Promise<string>;
  readonly #ready = Promise.withResolvers<string>();
  readonly #startLimit: NodeJS.Timeout;
  #running: Running | null = null;
  #lost: ProblemError | null = null;

  /** `file` is for tests; the thread's own stands beside this file, as it is under Node and bundled. */
  constructor(file: URL = new URL(`./trainWorker.${import.meta.url.endsWith(".ts") ? "ts" : "js"}`, import.meta.url)) {
    this.#worker = new Worker(file);
    this.#worker.on("message", (message: FromTraining) => this.#receive(message));
    this.#worker.on("error", (error) => this.#lose(error instanceof Error ? error.message : String(error)));
    this.#worker.on("exit", (code) => this.#lose(`it ended with ${code}`));
    this.#startLimit = setTimeout(() => void this.#end("it did not start in time"), START_LIMIT_MS);
    this.ready = this.#ready.promise;
    this.ready.catch(() => {}); // Whoever waits for it hears of it.
  }

  /** False once the thread has ended: then another one is needed. */
  get alive(): boolean {
    return this.#lost === null;
  }

  /**
   * @throws ProblemError job.cancelled, learn.workerLost and what training throws. When it is cancelled it comes back as
   * soon as the thread is free again.
   */
  async run(task: Task, { signal, onEpoch }: TrainOptions): Promise<TrainedNetwork | TrainedTrees> {
    const stop = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
    let limit: NodeJS.Timeout | undefined;
    const onAbort = () => {
      Atomics.store(new Int32Array(stop), 0, 1);
      limit = setTimeout(() => void this.#end("it did not stop in time"), STOP_LIMIT_MS);
    };
    await this.ready;
    signal.throwIfAborted();
    this.#worker.ref();
    try {
      signal.addEventListener("abort", onAbort, { once: true });
      return await new Promise((resolve, reject) => {
        this.#running = { onEpoch, resolve, reject };
        this.#worker.postMessage({ ...task, stop } satisfies Order);
      });
    } finally {
      signal.removeEventListener("abort", onAbort);
      clearTimeout(limit);
      this.#running = null;
      this.#worker.unref();
    }
  }

  close(): Promise<void> {
    return this.#end("it was closed");
  }

  #receive(message: FromTraining): void {
    if ("ready" in message) this.#begin(message.ready);
    else if ("epoch" in message) this.#running?.onEpoch(message.epoch);
    else if ("trained" in message) this.#running?.resolve(message.trained);
    else if ("problem" in message) {
      this.#running?.reject(new ProblemError(message.problem.code, { ...message.problem.detail }));
    } else this.#running?.reject(new Error(message.bug));
  }

  #begin(backend: string): void {
    clearTimeout(this.#startLimit);
    // While nothing is asked of it, it keeps no process alive.
    this.#worker.unref();
    this.#ready.resolve(backend);
  }

  async #end(reason: string): Promise<void> {
    this.#lose(reason);
    await this.#worker.terminate();
  }

  #lose(reason: string): void {
    clearTimeout(this.#startLimit);
    this.#lost ??= new ProblemError("learn.workerLost", { reason });
    this.#ready.reject(this.#lost);
    this.#running?.reject(this.#lost);
  }
}
