import { applied, type TrackChange, trackChange } from "#domain/labeling/change.ts";
import { acceptProposal } from "#domain/labeling/proposals.ts";
import type { Segment, Track, TrackKey } from "#domain/labeling/segments.ts";
import { trackId } from "./labelModel.ts";

interface Into {
  readonly track: Track;
  readonly add: Segment[];
  /** Two models may correct the same segment: the later one counts. */
  readonly update: Map<string, Segment>;
}

/** What is accepted into truth at once: one change for each track that it touches. */
export class Acceptance {
  readonly #shortestUs: number;
  readonly #into = new Map<string, Into>();

  constructor(shortestUs: number) {
    this.#shortestUs = shortestUs;
  }

  /** Copies what was found into a track, cut to what is free there; nothing where too little is. */
  copy(into: Track, from: TrackKey, found: Segment, words: Pick<Segment, "label" | "quality">): void {
    const { track, add, update } = this.#of(into);
    const change = acceptProposal(track, from, found, words, this.#shortestUs, crypto.randomUUID());
    const segments = applied(track.segments, change);
    this.#into.set(trackId(into), { track: { ...track, segments }, add: [...add, ...change.add], update });
  }

  /** Puts a new state of a truth segment in the place of the old one. */
  correct(into: Track, segment: Segment): void {
    this.#of(into).update.set(segment.id, segment);
  }

  /** What is in truth because of it. */
  get segments(): Segment[] {
    return [...this.#into.values()].flatMap(({ add, update }) => [...update.values(), ...add]);
  }

  get changes(): TrackChange[] {
    return [...this.#into.values()].map(({ track, add, update }) =>
      trackChange(track, { add, update: [...update.values()] }),
    );
  }

  #of(track: Track): Into {
    const known = this.#into.get(trackId(track)) ?? { track, add: [], update: new Map<string, Segment>() };
    this.#into.set(trackId(track), known);
    return known;
  }
}
