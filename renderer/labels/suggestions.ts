import type { Studio } from "#contract/contract.ts";
import type { Segment } from "#domain/labeling/segments.ts";
import { allOpen, chosenFound } from "./accepting.ts";
import type { Suggestion } from "./desk.ts";
import type { LabelDoc } from "./labelDoc.ts";

/** Who labels at one press a second must find the next answers there: so many are asked for ahead. */
const AHEAD = 8;
const NONE: readonly Suggestion[] = [];

/**
 * What the selected proposal and the next open ones could be called, asked of the host as one walks through them. An
 * answer stays until a newer one is there: what was accepted since teaches the host more.
 */
export class Suggestions {
  readonly #studio: Pick<Studio, "call">;
  readonly #doc: LabelDoc;
  readonly #known = new Map<string, readonly Suggestion[]>();
  readonly #listeners = new Set<() => void>();
  readonly #end: () => void;
  #asked: string | null = null;
  #version = 0;

  constructor(studio: Pick<Studio, "call">, doc: LabelDoc) {
    this.#studio = studio;
    this.#doc = doc;
    this.#end = doc.subscribe(() => this.#onDoc());
  }

  /** Changes whenever an answer came. */
  get version(): number {
    return this.#version;
  }

  of = (segmentId: string): readonly Suggestion[] => this.#known.get(segmentId) ?? NONE;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  close(): void {
    this.#end();
    this.#listeners.clear();
  }

  #onDoc(): void {
    const [found] = chosenFound(this.#doc);
    const id = found?.segment.id ?? null;
    if (id === this.#asked) return;
    this.#asked = id;
    if (found === undefined) return;
    const next = allOpen(this.#doc).filter(({ startUs }) => startUs > found.segment.startUs);
    void this.#ask([found.segment, ...next.slice(0, AHEAD)]);
  }

  async #ask(segments: readonly Segment[]): Promise<void> {
    try {
      const outcome = await this.#studio.call("segment.suggest", {
        captureId: this.#doc.captureId,
        segments: segments.map(({ hand, startUs, endUs }) => ({ hand, startUs, endUs })),
      });
      if (!outcome.ok) return;
      for (const [i, answer] of outcome.value.entries()) this.#known.set(segments[i]!.id, answer);
      this.#version++;
      for (const listener of this.#listeners) listener();
    } catch (error) {
      // Labels can be given without advice; whoever looks for the reason finds it in the console.
      console.warn(error);
    }
  }
}
