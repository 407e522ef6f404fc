import { ProblemError } from "#domain/problems.ts";
import type { TrainedNetwork, TrainedTrees, Trainer, TrainOptions } from "../api.ts";
import { checkTask } from "./examples.ts";
import type { Task } from "./messages.ts";
import { TrainingThread } from "./trainingThread.ts";

/**
 * Trains in one thread, started at the first call and used again; calls wait for one another. One that is cancelled fails
 * at once, and its thread stops before its next batch. A thread that broke down is replaced by the next call.
 */
export class ThreadTrainer implements Trainer {
  readonly #open: () => TrainingThread;
  #thread: TrainingThread | null = null;
  #last: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(open: () => TrainingThread = () => new TrainingThread()) {
    this.#open = open;
  }

  /** @throws ProblemError learn.workerLost */
  async backend(): Promise<string> {
    return this.#living().ready;
  }

  /**
   * @throws ProblemError job.cancelled, learn.oneClass, learn.tooFew, learn.notANumber, learn.workerLost,
   * learn.forestOfWindows, learn.convolutionOfFeatures
   */
  async train(
    plan: Task["plan"],
    training: Task["training"],
    validation: Task["validation"],
    options: TrainOptions,
  ): Promise<TrainedNetwork | TrainedTrees> {
    const task = { plan, training, validation };
    checkTask(task);
    const { signal } = options;
    const cancelled = Promise.withResolvers<never>();
    const onAbort = () => cancelled.reject(new ProblemError("job.cancelled"));
    if (signal.aborted) onAbort();
    signal.addEventListener("abort", onAbort, { once: true });
    const trained = this.#last.then(() => {
      signal.throwIfAborted();
      const onEpoch: TrainOptions["onEpoch"] = (epoch) => {
        if (!signal.aborted) options.onEpoch(epoch);
      };
      return this.#living().run(task, { signal, onEpoch });
    });
    this.#last = trained.catch(() => {});
    try {
      return await Promise.race([trained, cancelled.promise]);
    } finally {
      signal.removeEventListener("abort", onAbort);
    }
  }

  /** What still trains fails with learn.workerLost. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#thread?.close();
  }

  #living(): TrainingThread {
    if (this.#closed) throw new ProblemError("learn.workerLost", { reason: "it was closed" });
    if (!this.#thread?.alive) this.#thread = this.#open();
    return this.#thread;
  }
}
