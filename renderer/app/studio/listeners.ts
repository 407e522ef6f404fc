import type { EventName, EventPayload } from "#contract/contract.ts";
import { events } from "#contract/contract.ts";

/** Who listens to one kind of news. A listener that throws does not keep the others from hearing. */
export class Listeners<T> {
  readonly #all = new Set<(news: T) => void>();

  add(listener: (news: T) => void): () => void {
    this.#all.add(listener);
    return () => this.#all.delete(listener);
  }

  tell(news: T): void {
    for (const listener of [...this.#all]) {
      try {
        listener(news);
      } catch (error) {
        reportError(error);
      }
    }
  }
}

/** Who listens to which event of the host. */
export class EventListeners {
  readonly #byName = new Map<string, Listeners<unknown>>();

  on<K extends EventName>(name: K, listener: (payload: EventPayload<K>) => void): () => void {
    let listeners = this.#byName.get(name);
    if (listeners === undefined) {
      listeners = new Listeners<unknown>();
      this.#byName.set(name, listeners);
    }
    return listeners.add(listener as (payload: unknown) => void);
  }

  /** An event of an unknown name, or with a payload that is not what the contract says, is left out. */
  tell(name: string, payload: unknown): void {
    if (!Object.hasOwn(events, name)) return;
    const parsed = events[name as EventName].safeParse(payload);
    if (parsed.success) this.#byName.get(name)?.tell(parsed.data);
    else console.warn(`the event ${name} was left out`, parsed.error);
  }
}
