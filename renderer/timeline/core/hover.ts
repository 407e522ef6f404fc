import type { CaptureDetail, CaptureStream } from "#domain/captures.ts";
import { indexToUs } from "#domain/time.ts";
import { count } from "../../ui/figures.ts";
import { text } from "../../ui/text.ts";
import { clockText } from "./clockText.ts";
import { GUTTER_PX, type Parts } from "./layout.ts";
import { type OverlayLine, reach, valueAt } from "./overlay/overlayLine.ts";
import { gapAt, indexAtOrBefore, rowAt } from "./readout.ts";
import type { RowStack } from "./rowStack.ts";
import type { StreamPicture } from "./streamPicture.ts";
import type { TrackStack } from "./trackStack.ts";
import { lengthUs, pxToUs, type Span } from "./view.ts";

/** How long the pointer rests before the exact samples under it are fetched, where only a coarse level is here. */
const REST_MS = 60;
/** A gap is met within this distance. */
const REACH_PX = 3;

/**
 * What stands under the pointer, or at the playhead while the pointer is elsewhere: the values of every channel beside
 * its name, and words about gaps, clipped stretches and truth.
 */
export class Hover {
  readonly #parts: Parts;
  readonly #tracks: TrackStack;
  readonly #rows: RowStack;
  readonly #capture: () => CaptureDetail;
  readonly #counted: () => CaptureStream | undefined;
  #pointer: { readonly xPx: number; readonly yPx: number; readonly event: PointerEvent } | null = null;
  #rest = 0;

  constructor(
    parts: Parts,
    tracks: TrackStack,
    rows: RowStack,
    capture: () => CaptureDetail,
    counted: () => CaptureStream | undefined,
  ) {
    this.#counted = counted;
    this.#parts = parts;
    this.#tracks = tracks;
    this.#rows = rows;
    this.#capture = capture;
  }

  /** Calls back when it wants to be shown again. Returns what ends it. */
  listen(onMove: () => void): () => void {
    const stop = new AbortController();
    const { stage, root } = this.#parts;
    const move = (event: PointerEvent) => {
      const box = root.getBoundingClientRect();
      this.#pointer = { xPx: event.clientX - box.left - GUTTER_PX, yPx: event.clientY - box.top, event };
      onMove();
    };
    const leave = () => {
      this.#pointer = null;
      onMove();
    };
    stage.addEventListener("pointermove", move, { signal: stop.signal });
    stage.addEventListener("pointerleave", leave, { signal: stop.signal });
    return () => {
      clearTimeout(this.#rest);
      stop.abort();
    };
  }

  show(view: Span, playheadUs: number, widthPx: number): void {
    const at = this.#pointer;
    const timeUs = at === null || at.xPx < 0 ? playheadUs : pxToUs(view, widthPx, at.xPx);
    this.#values(timeUs);
    this.#readOut(timeUs);
    clearTimeout(this.#rest);
    this.#rest = window.setTimeout(() => this.#fetchExact(timeUs), REST_MS);
    this.#tip(at === null ? null : this.#words(timeUs, (lengthUs(view) / widthPx) * REACH_PX));
  }

  #values(timeUs: number): void {
    for (const picture of this.#tracks.pictures) {
      const { stream, tiles } = picture;
      const index = indexAtOrBefore(stream, timeUs);
      const row = rowAt(tiles.pieces({ level: "raw", fromIndex: index, toIndex: index + 1 }), index);
      for (const { track, legend, picture: own } of this.#tracks.standing) {
        if (own !== picture) continue;
        legend.show(track.group.columns.map((column) => row?.[column] ?? null));
        if (track.lines.length > 0) legend.showLines(track.lines.map((line) => this.#lineValue(picture, line, index)));
      }
    }
  }

  /** The time that the values belong to, and the sample that holds then, beside the ruler. */
  #readOut(timeUs: number): void {
    const stream = this.#counted();
    if (stream === undefined) return;
    const index = indexAtOrBefore(stream, timeUs);
    const sample = index < 0 || index >= stream.endIndex ? "" : `#${count(index)}`;
    const words = `${clockText(timeUs, 3)}  ${sample}`;
    const { readOut } = this.#parts;
    if (readOut.textContent !== words) readOut.textContent = words;
  }

  /** Null until all samples are here that the value depends on: a part of them would be another value. */
  #lineValue({ stream, tiles }: StreamPicture, line: OverlayLine, index: number): number | null {
    const { rateHz } = stream.clock;
    const half = reach(line, rateHz);
    const wish = { level: "raw", fromIndex: Math.max(0, index - half), toIndex: index + half + 1 } as const;
    const pieces = tiles.pieces(wish);
    return pieces.every(({ level }) => level === "raw") ? valueAt(line, pieces, index, rateHz) : null;
  }

  #fetchExact(timeUs: number): void {
    for (const picture of this.#tracks.pictures) {
      const { stream, tiles } = picture;
      const index = indexAtOrBefore(stream, timeUs);
      if (index < 0 || index >= stream.endIndex) continue;
      const lines = this.#tracks.standing.flatMap(({ track, picture: own }) => (own === picture ? track.lines : []));
      const half = lines.reduce((most, line) => Math.max(most, reach(line, stream.clock.rateHz)), 0);
      tiles.want("cursor", [{ level: "raw", fromIndex: Math.max(0, index - half), toIndex: index + half + 1 }]);
    }
  }

  #words(timeUs: number, slackUs: number): readonly string[] {
    const event = this.#pointer?.event;
    if (event === undefined) return [];
    const over = event.target instanceof Node ? this.#tracks.holding(event.target) : null;
    return over === null ? this.#rows.words(event) : this.#flaws(over.picture, timeUs, slackUs);
  }

  /** Gaps and clipped stretches of a stream at a time. */
  #flaws({ stream, gaps }: StreamPicture, timeUs: number, slackUs: number): string[] {
    const words: string[] = [];
    const seconds = (rows: number) => Number((rows / stream.clock.rateHz).toPrecision(2));
    const gap = gapAt(stream, gaps, timeUs, slackUs);
    if (gap) words.push(text(`timeline.gap.${gap.reason}`, { rows: gap.rows, s: seconds(gap.rows) }));
    const clip = (this.#capture().clips[stream.id] ?? []).find(
      (span) =>
        indexToUs(stream.clock, span.firstIndex) - slackUs <= timeUs &&
        timeUs <= indexToUs(stream.clock, span.firstIndex + span.rows) + slackUs,
    );
    if (clip) words.push(text("timeline.clipped", { rows: clip.rows, s: seconds(clip.rows) }));
    return words;
  }

  #tip(words: readonly string[] | null): void {
    const { tip, root } = this.#parts;
    const at = this.#pointer;
    tip.hidden = at === null || words === null || words.length === 0;
    if (tip.hidden || at === null) return;
    tip.textContent = words!.join("\n");
    const left = Math.min(GUTTER_PX + at.xPx + 12, root.clientWidth - tip.offsetWidth - 4);
    tip.style.transform = `translate(${left}px, ${at.yPx + 16}px)`;
  }
}
