import type { EventName, EventPayload } from "#contract/contract.ts";

type Listener = <K extends EventName>(name: K, payload: EventPayload<K>) => void;

/** Tells every listener of the host what happened. A listener that throws harms nobody else. */
export class EventHub {
  readonly #listeners = new Set<Listener>();
  readonly #log: (message: string) => void;

  constructor(log: (message: string) => void) {
    this.#log = log;
  }

  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell<K extends EventName>(name: K, payload: EventPayload<K>): void {
    for (const listener of this.#listeners) {
      try {
        listener(name, payload);
      } catch (error) {
        this.#log(`a listener of ${name} failed: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }
}
