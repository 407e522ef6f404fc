import type { Hand } from "#domain/hands.ts";
import type { Brushstroke } from "#domain/labeling/draw.ts";
import type { Room } from "#domain/labeling/reshape.ts";
import { type Segment, type Track, UNKNOWN } from "#domain/labeling/segments.ts";
import type { LabelDoc } from "./labelDoc.ts";

interface Span {
  readonly startUs: number;
  readonly endUs: number;
}

/** What deeds need of a timeline. */
export interface Stage {
  readonly limits: Span;
  playheadUs: number;
  view: Span;
  range: Span | null;
  goTo(timeUs: number): void;
  subscribe(listener: () => void): () => void;
}

/** What a segment could be called, best first. */
export interface Suggestion {
  readonly label: string;
  readonly confidence: number;
}

/** Everything that a deed on the labels of the open capture works with. */
export interface LabelDesk {
  readonly doc: LabelDoc;
  readonly stage: Stage;
  readonly shortestUs: number;
  /** The glove that a new segment is of, where nothing that is selected says so. */
  readonly hand: Hand | null;
  readonly suggested: (segmentId: string) => readonly Suggestion[];
}

export interface Placed {
  readonly track: Track;
  readonly segment: Segment;
}

export function roomOf({ stage, shortestUs }: LabelDesk): Room {
  return { limits: stage.limits, shortestUs };
}

/** The track into which new segments go, also before it is there. */
export function activeTruth(doc: LabelDoc): Track {
  const { active } = doc.view;
  return doc.track(active) ?? { ...active, origin: "", segments: [] };
}

/** What is selected, by track and time. */
export function chosen(doc: LabelDoc): Placed[] {
  const { tracks, selected } = doc.view;
  if (selected.size === 0) return [];
  return tracks.flatMap((track) =>
    track.segments.filter(({ id }) => selected.has(id)).map((segment) => ({ track, segment })),
  );
}

/** The selected segments of truth, track by track. */
export function chosenTruth(doc: LabelDoc): { readonly track: Track; readonly ids: ReadonlySet<string> }[] {
  const truths = new Map<Track, Set<string>>();
  for (const { track, segment } of chosen(doc)) {
    if (track.kind !== "truth") continue;
    truths.set(track, (truths.get(track) ?? new Set()).add(segment.id));
  }
  return [...truths].map(([track, ids]) => ({ track, ids }));
}

/** The one selected segment of truth; null where none or several are. */
export function oneTruth(doc: LabelDoc): Placed | null {
  const all = chosen(doc);
  return all.length === 1 && all[0]!.track.kind === "truth" ? all[0]! : null;
}

/** What a new segment is before anybody said where. */
export function strokeOf(desk: Pick<LabelDesk, "doc" | "hand">, over: Partial<Brushstroke> = {}): Brushstroke {
  const { brush } = desk.doc.view;
  return {
    id: crypto.randomUUID(),
    label: brush.label,
    quality: brush.quality,
    hand: chosen(desk.doc)[0]?.segment.hand ?? desk.hand,
    confidence: null,
    origin: "hand",
    ...over,
  };
}

/** What Enter would call a proposal: the best suggestion, else its own label, else the brush's. */
export function suggestedLabel(desk: LabelDesk, { id, label }: Segment): string {
  return desk.suggested(id)[0]?.label ?? (label === UNKNOWN ? desk.doc.view.brush.label : label);
}

/** Selects a segment, puts the playhead at its start and brings all of it into view, as far as it fits. */
export function goToSegment({ doc, stage }: LabelDesk, segment: Segment): void {
  doc.select([segment.id]);
  stage.goTo(segment.startUs);
  const lengthUs = stage.view.endUs - stage.view.startUs;
  if (segment.endUs > stage.view.endUs && segment.endUs - segment.startUs < lengthUs) {
    const startUs = (segment.startUs + segment.endUs - lengthUs) / 2;
    stage.view = { startUs, endUs: startUs + lengthUs };
  }
}
