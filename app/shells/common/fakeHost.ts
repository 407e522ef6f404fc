import type { EventName, EventPayload } from "#contract/contract.ts";
import type { Host } from "#host/api.ts";

/** A host for the tests of the shells: it answers from a script, notes what it is asked, and speaks when told to. */
export class FakeHost implements Host {
  /** What each call answers; a function hears the input and may throw. */
  readonly answers: Record<string, unknown> = {};
  readonly asked: { name: string; input: unknown }[] = [];
  readonly fetched: string[] = [];
  closed = false;
  readonly #listeners = new Set<(name: EventName, payload: never) => void>();
  readonly #frames = new Set<(frame: ArrayBuffer) => void>();

  async call(name: string, input: unknown): Promise<unknown> {
    this.asked.push({ name, input });
    if (!(name in this.answers)) throw new Error(`no such call: ${name}`);
    const answer = this.answers[name];
    return typeof answer === "function" ? answer(input) : answer;
  }

  onEvent(listener: <K extends EventName>(name: K, payload: EventPayload<K>) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  onLiveFrame(listener: (frame: ArrayBuffer) => void): () => void {
    this.#frames.add(listener);
    return () => this.#frames.delete(listener);
  }

  async fetch(request: Request): Promise<Response> {
    this.fetched.push(new URL(request.url).pathname);
    return new Response(new Uint8Array([1, 2, 3]));
  }

  async close(): Promise<void> {
    this.closed = true;
  }

  tell<K extends EventName>(name: K, payload: EventPayload<K>): void {
    for (const listener of this.#listeners) listener(name, payload as never);
  }

  show(frame: ArrayBuffer): void {
    for (const listener of this.#frames) listener(frame);
  }
}
