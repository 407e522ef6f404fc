/** Notices who has not been heard for a while. */
export class Silence {
  readonly #afterMs: number;
  readonly #onSilent: (id: string) => void;
  readonly #timers = new Map<string, NodeJS.Timeout>();

  constructor(afterMs: number, onSilent: (id: string) => void) {
    this.#afterMs = afterMs;
    this.#onSilent = onSilent;
  }

  /** From now on this one must be heard. */
  expect(id: string): void {
    this.over(id);
    const timer = setTimeout(() => {
      this.#timers.delete(id);
      this.#onSilent(id);
    }, this.#afterMs);
    // It keeps no process alive.
    timer.unref();
    this.#timers.set(id, timer);
  }

  /** Does nothing for one that nobody expects. */
  heard(id: string): void {
    if (this.#timers.has(id)) this.expect(id);
  }

  over(id: string): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
  }

  close(): void {
    for (const id of [...this.#timers.keys()]) this.over(id);
  }
}
