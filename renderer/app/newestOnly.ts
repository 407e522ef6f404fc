/** Work that one can tell to stop. */
export interface Running<R> {
  readonly result: Promise<R>;
  cancel(): void;
}

/**
 * Does only the newest of many wishes: what is under way for an older one is told to stop, and wishes that came meanwhile
 * are skipped. One at a time, so that a slider never makes a queue.
 */
export class NewestOnly<Wish, R> {
  readonly #start: (wish: Wish) => Running<R>;
  readonly #onResult: (result: R) => void;
  #running: Running<R> | null = null;
  #next: { readonly wish: Wish } | null = null;

  constructor(start: (wish: Wish) => Running<R>, onResult: (result: R) => void) {
    this.#start = start;
    this.#onResult = onResult;
  }

  want(wish: Wish): void {
    this.#next = { wish };
    if (this.#running === null) void this.#run();
    else this.#running.cancel();
  }

  /** Nothing is wanted any more. */
  stop(): void {
    this.#next = null;
    this.#running?.cancel();
  }

  async #run(): Promise<void> {
    while (this.#next !== null) {
      const { wish } = this.#next;
      this.#next = null;
      let isWanted = true;
      const running = this.#start(wish);
      this.#running = {
        result: running.result,
        cancel() {
          isWanted = false;
          running.cancel();
        },
      };
      const result = await running.result;
      this.#running = null;
      if (isWanted) this.#onResult(result);
    }
  }
}
