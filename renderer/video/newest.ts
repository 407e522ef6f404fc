/** Does one job at a time, and of those asked for meanwhile only the newest. */
export class Newest<T> {
  readonly #job: (value: T) => Promise<void>;
  #waiting: { readonly value: T } | null = null;
  #busy = false;

  /** `job` must not reject. */
  constructor(job: (value: T) => Promise<void>) {
    this.#job = job;
  }

  ask(value: T): void {
    this.#waiting = { value };
    if (!this.#busy) void this.#work();
  }

  /** Forgets what waits; what runs is let to its end. */
  clear(): void {
    this.#waiting = null;
  }

  async #work(): Promise<void> {
    this.#busy = true;
    while (this.#waiting !== null) {
      const { value } = this.#waiting;
      this.#waiting = null;
      await this.#job(value);
    }
    this.#busy = false;
  }
}
