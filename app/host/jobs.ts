import type { EventPayload } from "#contract/contract.ts";
import { ProblemError } from "#domain/problems.ts";

/** What a piece of long work is given: when to stop, and whom to tell how far it is. */
export interface Job {
  readonly signal: AbortSignal;
  /** May be called as often as one likes. `of` is null while nobody knows how much there is. */
  progress(done: number, of: number | null): void;
  /** @throws ProblemError job.cancelled */
  stopIfCancelled(): void;
}

/** Ten events a second for each job. */
const TELL_EVERY_MS = 100;

/** The long jobs that run now, by the name that their caller gave them. */
export class JobDesk {
  readonly #running = new Map<string, AbortController>();
  readonly #tell: (progress: EventPayload<"job.progress">) => void;
  readonly #nowMs: () => number;

  constructor(tell: (progress: EventPayload<"job.progress">) => void, nowMs: () => number = () => performance.now()) {
    this.#tell = tell;
    this.#nowMs = nowMs;
  }

  /**
   * Does the work as a job that can be cancelled; without a name nobody hears of it. Whatever a cancelled job fails with is
   * the problem job.cancelled. @throws ProblemError job.cancelled, job.sameName, and what the work throws
   */
  async run<T>(jobId: string | undefined, work: (job: Job) => Promise<T>): Promise<T> {
    if (jobId === undefined) return work(jobOf(new AbortController().signal, () => {}));
    if (this.#running.has(jobId)) throw new ProblemError("job.sameName");
    const stop = new AbortController();
    this.#running.set(jobId, stop);
    let toldMs = Number.NEGATIVE_INFINITY;
    const progress: Job["progress"] = (done, of) => {
      const nowMs = this.#nowMs();
      if (stop.signal.aborted || nowMs - toldMs < TELL_EVERY_MS) return;
      toldMs = nowMs;
      this.#tell({ jobId, done, of });
    };
    try {
      return await work(jobOf(stop.signal, progress));
    } catch (error) {
      throw stop.signal.aborted ? new ProblemError("job.cancelled", {}, { cause: error }) : error;
    } finally {
      this.#running.delete(jobId);
    }
  }

  /** Asks a job to end. False where there is no such job (any more). */
  cancel(jobId: string): boolean {
    const stop = this.#running.get(jobId);
    stop?.abort();
    return stop !== undefined;
  }

  cancelAll(): void {
    for (const stop of this.#running.values()) stop.abort();
  }
}

function jobOf(signal: AbortSignal, progress: Job["progress"]): Job {
  return {
    signal,
    progress,
    stopIfCancelled() {
      if (signal.aborted) throw new ProblemError("job.cancelled");
    },
  };
}
