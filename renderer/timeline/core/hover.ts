import type { CaptureDetail } from "#domain/captures.ts";
import { indexToUs } from "#domain/time.ts";
import { text } from "../../ui/text.ts";
import { clockText } from "./clockText.ts";
import { GUTTER_PX, type Parts } from "./layout.ts";
import { gapAt, indexAtOrBefore, rowAt } from "./readout.ts";
import type { StreamPicture } from "./streamPicture.ts";
import type { TruthLane } from "./truthLane.ts";
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
  readonly #pictures: readonly StreamPicture[];
  readonly #lanes: readonly TruthLane[];
  readonly #capture: () => CaptureDetail;
  #pointer: { xPx: number; yPx: number; target: Element | null } | null = null;
  #rest = 0;

  constructor(
    parts: Parts,
    pictures: readonly StreamPicture[],
    lanes: readonly TruthLane[],
    capture: () => CaptureDetail,
  ) {
    this.#parts = parts;
    this.#pictures = pictures;
    this.#lanes = lanes;
    this.#capture = capture;
  }

  /** Calls back when it wants to be shown again. Returns what ends it. */
  listen(onMove: () => void): () => void {
    const stop = new AbortController();
    const { stage, root } = this.#parts;
    const move = (event: PointerEvent) => {
      const box = root.getBoundingClientRect();
      const target = event.target instanceof Element ? event.target : null;
      this.#pointer = { xPx: event.clientX - box.left - GUTTER_PX, yPx: event.clientY - box.top, target };
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
    for (const picture of this.#pictures) this.#values(picture, timeUs);
    clearTimeout(this.#rest);
    this.#rest = window.setTimeout(() => this.#fetchExact(timeUs), REST_MS);
    this.#tip(at === null ? null : this.#words(timeUs, (lengthUs(view) / widthPx) * REACH_PX));
  }

  #values({ stream, tracks, tiles }: StreamPicture, timeUs: number): void {
    const index = indexAtOrBefore(stream, timeUs);
    const row = rowAt(tiles.pieces({ level: "raw", fromIndex: index, toIndex: index + 1 }), index);
    for (const { group, legend } of tracks) legend.show(group.columns.map((column) => row?.[column] ?? null));
  }

  #fetchExact(timeUs: number): void {
    for (const { stream, tiles } of this.#pictures) {
      const index = indexAtOrBefore(stream, timeUs);
      if (index < 0 || index >= stream.endIndex) continue;
      tiles.want("cursor", [{ level: "raw", fromIndex: index, toIndex: index + 1 }]);
    }
  }

  #words(timeUs: number, slackUs: number): string[] {
    const words: string[] = [];
    const target = this.#pointer?.target ?? null;
    const { clips } = this.#capture();
    this.#pictures.forEach(({ stream, gaps }, i) => {
      if (!this.#parts.tracks[i]!.some(({ plot }) => plot.contains(target))) return;
      const seconds = (rows: number) => Number((rows / stream.clock.rateHz).toPrecision(2));
      const gap = gapAt(stream, gaps, timeUs, slackUs);
      if (gap) words.push(text(`timeline.gap.${gap.reason}`, { rows: gap.rows, s: seconds(gap.rows) }));
      const clip = (clips[stream.id] ?? []).find(
        (span) =>
          indexToUs(stream.clock, span.firstIndex) - slackUs <= timeUs &&
          timeUs <= indexToUs(stream.clock, span.firstIndex + span.rows) + slackUs,
      );
      if (clip) words.push(text("timeline.clipped", { rows: clip.rows, s: seconds(clip.rows) }));
    });
    this.#lanes.forEach((lane, i) => {
      if (!this.#parts.lanes[i]!.contains(target)) return;
      const segment = lane.at(timeUs);
      if (segment === null) return;
      const ms = Math.round((segment.endUs - segment.startUs) / 1000);
      words.push(text("timeline.truth.segment", { label: segment.label, start: clockText(segment.startUs, 3), ms }));
    });
    return words;
  }

  #tip(words: string[] | null): void {
    const { tip, root } = this.#parts;
    const at = this.#pointer;
    tip.hidden = at === null || words === null || words.length === 0;
    if (tip.hidden || at === null) return;
    tip.textContent = words!.join("\n");
    const left = Math.min(GUTTER_PX + at.xPx + 12, root.clientWidth - tip.offsetWidth - 4);
    tip.style.transform = `translate(${left}px, ${at.yPx + 16}px)`;
  }
}
