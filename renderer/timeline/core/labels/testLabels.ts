import type { EditName } from "#contract/captures.ts";
import type { Hand } from "#domain/hands.ts";
import { applied, type TrackChange } from "#domain/labeling/change.ts";
import { USUAL_SCHEME } from "#domain/labeling/scheme.ts";
import { inOrder, OWN_TRUTH, type Segment, sameTrack, type Track, type TrackKey } from "#domain/labeling/segments.ts";
import type { LabelModel, LabelView } from "../../../labels/labelModel.ts";
import type { Stage } from "../gestures.ts";

export function trackOf(key: TrackKey, ...segments: Segment[]): Track {
  return { ...key, origin: "", segments: [...segments].sort(inOrder) };
}

let made = 0;
export function segmentOf(startUs: number, endUs: number, more: Partial<Segment> = {}): Segment {
  made += 1;
  const rest = { label: "Jab", hand: "left" as Hand, quality: null, peakUs: null, confidence: null, origin: "hand" };
  return { id: `segment ${made}`, ...rest, startUs, endUs, ...more };
}

export function viewOf(tracks: readonly Track[], more: Partial<LabelView> = {}): LabelView {
  return {
    tracks,
    active: OWN_TRUTH,
    selected: new Set(),
    scheme: USUAL_SCHEME,
    brush: { label: "Hook", quality: null },
    hidden: new Set(),
    locked: new Set(),
    ...more,
  };
}

/** A model that keeps what it is told, for tests of what is drawn and dragged. */
export class TestLabels implements LabelModel {
  readonly steps: { readonly name: EditName; readonly changes: readonly TrackChange[] }[] = [];
  #stored: LabelView;
  #shown: LabelView;
  readonly #listeners = new Set<() => void>();

  constructor(view: LabelView) {
    this.#stored = view;
    this.#shown = view;
  }

  get view(): LabelView {
    return this.#shown;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  select(ids: Iterable<string>): void {
    const selected = new Set(ids);
    this.#stored = { ...this.#stored, selected };
    this.#show({ ...this.#shown, selected });
  }

  setBrush(label: string): void {
    const brush = { ...this.#stored.brush, label };
    this.#stored = { ...this.#stored, brush };
    this.#show({ ...this.#shown, brush });
  }

  preview(changes: readonly TrackChange[] | null): void {
    this.#show(changes === null ? this.#stored : { ...this.#stored, tracks: withChanges(this.#stored, changes) });
  }

  commit(name: EditName, changes: readonly TrackChange[]): void {
    this.steps.push({ name, changes });
    this.#stored = { ...this.#stored, tracks: withChanges(this.#stored, changes) };
    this.#show(this.#stored);
  }

  #show(view: LabelView): void {
    this.#shown = view;
    for (const listener of this.#listeners) listener();
  }
}

function withChanges({ tracks }: LabelView, changes: readonly TrackChange[]): Track[] {
  const there = [...tracks];
  for (const change of changes) {
    const at = there.findIndex((track) => sameTrack(track, change.track));
    const before = there[at] ?? trackOf(change.track);
    there.splice(at === -1 ? there.length : at, 1, { ...before, segments: applied(before.segments, change) });
  }
  return there;
}

/** Ten seconds, 1000 px wide, all of it in view: 10 ms a pixel. */
export function testStage(): Stage {
  return {
    limits: { startUs: 0, endUs: 10e6 },
    widthPx: 1000,
    view: { startUs: 0, endUs: 10e6 },
    playheadUs: 9e6,
    lookUs: null,
    guide: null,
    range: null,
  };
}
