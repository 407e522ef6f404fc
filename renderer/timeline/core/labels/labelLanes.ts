import type { Hand } from "#domain/hands.ts";
import { isEvent } from "#domain/labeling/reshape.ts";
import type { Segment, Track, TrackKey } from "#domain/labeling/segments.ts";
import type { Disagreement } from "#domain/validation/disagreements.ts";
import { disagreementsIn } from "../../../labels/disagreeing.ts";
import type { LabelModel, LabelView } from "../../../labels/labelModel.ts";
import type { Gesture, PointerAt } from "../gestures.ts";
import { GUTTER_PX } from "../layout.ts";
import type { Palette } from "../palette.ts";
import { pointerAt } from "../pointer.ts";
import type { TimelineRow } from "../row.ts";
import { around, type Span } from "../view.ts";
import { SelectSegment } from "./clickSelects.ts";
import { CopySegments } from "./copySegments.ts";
import { DragEdge } from "./dragEdge.ts";
import { DrawSegment } from "./drawSegment.ts";
import type { GestureDesk } from "./gestureDesk.ts";
import { type Hit, hitAt } from "./hit.ts";
import { LaneNames } from "./laneNames.ts";
import { type Lane, laneAt, lanesOf } from "./lanes.ts";
import { MoveSegments } from "./moveSegments.ts";
import { differenceWords, paintDifferences } from "./paintDifferences.ts";
import { paintLane } from "./paintLane.ts";
import { ScrollAlong } from "./scrollAlong.ts";
import { segmentWords, selectionWords } from "./segmentWords.ts";

export interface LabelLanesOptions extends Pick<GestureDesk, "room" | "targets"> {
  /** The capture's gloves: each has a lane to draw in. */
  readonly hands: readonly (Hand | null)[];
  /** Asks the timeline for another look at this row. */
  layOut(): void;
  /** Whether edges snap now. */
  snaps(): boolean;
  /** A click on the name of a track into which labels can go. */
  onTruth(track: TrackKey): void;
  /** A right click on a segment, which is selected by then: pixels of the window. */
  onMenu(at: { readonly x: number; readonly y: number }): void;
}

/** An event has no length to zoom to. */
const LEAST_ZOOM_US = 200_000;

/** The labels of a capture under its signal: a lane for each track and hand, with every gesture on them. */
export class LabelLanes implements TimelineRow {
  readonly place = "labels";
  readonly #stage: GestureDesk["stage"];
  readonly #model: LabelModel;
  readonly #options: LabelLanesOptions;
  readonly #canvas = document.createElement("canvas");
  readonly #context = this.#canvas.getContext("2d")!;
  readonly #said = document.createElement("div");
  readonly #ends: (() => void)[] = [];
  #names: LaneNames | null = null;
  #lanes: readonly Lane[] = [];
  #shown: LabelView | null = null;
  #marked: readonly (readonly Segment[])[] = [];
  #marks: readonly Segment[] = [];
  #differences: ReadonlyMap<Track, readonly Disagreement[]> = new Map();
  #revealed: ReadonlySet<string> | null = null;
  #widthPx = 0;
  #hovered: string | null = null;
  #dragging = false;
  /** What to do again when the brush changes under a drag: what is drawn takes the new label at once. */
  #again: (() => void) | null = null;

  constructor(stage: GestureDesk["stage"], model: LabelModel, options: LabelLanesOptions) {
    this.#stage = stage;
    this.#model = model;
    this.#options = options;
    this.#lanes = this.#laneList();
  }

  /** What persons say, in the tracks that are shown. */
  get marks(): readonly Segment[] {
    return this.#marks;
  }

  get heightPx(): number {
    const last = this.#lanes.at(-1);
    return last === undefined ? 0 : last.topPx + last.heightPx;
  }

  mount(element: HTMLElement): void {
    element.classList.add("labelLanes");
    const names = document.createElement("div");
    names.className = "laneNames";
    this.#said.className = "unseen";
    this.#said.setAttribute("role", "status");
    element.append(names, this.#canvas, this.#said);
    this.#names = new LaneNames(names, this.#options.onTruth);
    const stop = new AbortController();
    const { signal } = stop;
    element.addEventListener("pointermove", (event) => this.#hover(pointerAt(element, GUTTER_PX, event)), { signal });
    element.addEventListener("pointerleave", () => this.#point(null), { signal });
    element.addEventListener("dblclick", (event) => this.#zoom(pointerAt(element, GUTTER_PX, event as PointerEvent)), {
      signal,
    });
    element.addEventListener(
      "contextmenu",
      (event) => this.#menu(event, pointerAt(element, GUTTER_PX, event as PointerEvent)),
      {
        signal,
      },
    );
    this.#ends.push(
      () => stop.abort(),
      this.#model.subscribe(() => this.#changed()),
    );
    this.#changed();
  }

  resize(widthPx: number): void {
    this.#widthPx = widthPx;
  }

  paint(view: Span, palette: Palette): void {
    const ratio = devicePixelRatio;
    const [width, height] = [Math.max(1, Math.round(this.#widthPx * ratio)), Math.round(this.heightPx * ratio)];
    if (this.#canvas.width !== width) this.#canvas.width = width;
    if (this.#canvas.height !== height) {
      this.#canvas.height = height;
      this.#canvas.style.height = `${this.heightPx}px`;
    }
    const context = this.#context;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, this.#widthPx, this.heightPx);
    context.textBaseline = "middle";
    const marked = { selected: this.#model.view.selected, hovered: this.#hovered };
    for (const lane of this.#lanes) {
      if (lane.topPx > 0) {
        context.fillStyle = palette.colour("--line");
        context.fillRect(0, lane.topPx, this.#widthPx, 1);
      }
      context.globalAlpha = 1;
      paintLane(context, lane, view, this.#widthPx, palette, marked);
      paintDifferences(context, lane, view, this.#widthPx, palette);
    }
  }

  gesture(at: PointerAt): Gesture | null {
    const lane = this.#laneAt(at);
    if (lane === null) return null;
    const hit = this.#hitIn(lane, at);
    const begun = this.#begin(lane, hit, at);
    if (begun === null) return null;
    this.#dragging = true;
    const over = (to: PointerAt) => {
      this.#dragging = false;
      this.#again = null;
      // Differences may be others now.
      this.#shown = null;
      this.#changed();
      this.#hover(to);
      this.#say();
    };
    return {
      move: (to) => {
        this.#again = () => begun.move(to);
        begun.move(to);
      },
      end: (to) => {
        begun.end(to);
        over(to);
      },
      cancel: () => {
        begun.cancel();
        over(at);
      },
    };
  }

  words(at: PointerAt): readonly string[] | null {
    const lane = this.#laneAt(at);
    const hit = lane === null ? null : this.#hitIn(lane, at);
    return hit === null ? null : [segmentWords(hit.segment), ...this.#differenceWords([hit.segment])];
  }

  destroy(): void {
    for (const end of this.#ends) end();
  }

  #begin(lane: Lane, hit: Hit | null, at: PointerAt): Gesture | null {
    const desk: GestureDesk = {
      stage: this.#stage,
      model: this.#model,
      room: this.#options.room,
      targets: this.#options.targets,
      snaps: this.#options.snaps(),
    };
    if (!lane.editable) return hit === null ? null : new SelectSegment(this.#model, lane.track, hit.segment);
    return new ScrollAlong(this.#stage, dragOf(desk, lane, hit, at), at);
  }

  /** The lane under the pointer, if it takes one. */
  #laneAt(at: PointerAt): Lane | null {
    if (at.xPx < 0 || at.xPx > this.#widthPx) return null;
    const lane = laneAt(this.#lanes, at.yPx);
    return lane === null || lane.locked ? null : lane;
  }

  #hitIn(lane: Lane, at: PointerAt): Hit | null {
    return hitAt(lane, this.#stage.view, this.#widthPx, at.xPx, at.yPx);
  }

  #hover(at: PointerAt): void {
    if (this.#dragging) return;
    const lane = this.#laneAt(at);
    const hit = lane === null ? null : this.#hitIn(lane, at);
    this.#point(hit?.segment ?? null);
    this.#canvas.style.cursor = lane === null ? "" : cursorFor(lane, hit, at.alt);
  }

  #point(segment: Segment | null): void {
    const id = segment?.id ?? null;
    if (id === this.#hovered || this.#dragging) return;
    this.#hovered = id;
    this.#options.layOut();
  }

  #zoom(at: PointerAt): void {
    const lane = this.#laneAt(at);
    const hit = lane === null ? null : this.#hitIn(lane, at);
    if (hit === null) return;
    const { startUs, endUs } = hit.segment;
    const more = Math.max(0, LEAST_ZOOM_US - (endUs - startUs)) / 2;
    this.#stage.view = around({ startUs: startUs - more, endUs: endUs + more }, this.#stage.limits);
  }

  #menu(event: MouseEvent, at: PointerAt): void {
    const lane = this.#laneAt(at);
    const hit = lane === null ? null : this.#hitIn(lane, at);
    if (hit === null) return;
    event.preventDefault();
    if (!this.#model.view.selected.has(hit.segment.id)) this.#model.select([hit.segment.id]);
    this.#options.onMenu({ x: event.clientX, y: event.clientY });
  }

  #changed(): void {
    const { view } = this.#model;
    if (view === this.#shown) return;
    const renamed = this.#shown !== null && this.#shown.brush !== view.brush;
    this.#shown = view;
    this.#lanes = this.#laneList();
    this.#names?.show(this.#lanes);
    this.#reveal(view);
    this.#mark();
    this.#say();
    this.#options.layOut();
    if (renamed) this.#again?.();
  }

  /** While something is dragged the differences stay as they were: to find them anew takes longer than a frame. */
  #laneList(): Lane[] {
    const { view } = this.#model;
    if (!this.#dragging) {
      const models = view.tracks.filter(({ kind }) => kind === "prediction");
      this.#differences = new Map(models.map((track) => [track, disagreementsIn(track, view.tracks)]));
    }
    return lanesOf(view, this.#options.hands, (track) => this.#differences.get(track) ?? []);
  }

  /** Where the lanes scroll, the one with what was selected last comes into sight. */
  #reveal({ selected }: LabelView): void {
    const area = this.#canvas.parentElement?.parentElement;
    if (selected === this.#revealed || area == null) return;
    this.#revealed = selected;
    const [id] = selected;
    const lane = selected.size === 1 && this.#lanes.find(({ index }) => index.segments.some((each) => each.id === id));
    if (!lane) return;
    const bottom = lane.topPx + lane.heightPx;
    if (lane.topPx < area.scrollTop) area.scrollTop = lane.topPx;
    else if (bottom > area.scrollTop + area.clientHeight) area.scrollTop = bottom - area.clientHeight;
  }

  #mark(): void {
    const truth = [...new Set(this.#lanes.flatMap(({ track }) => (track.kind === "truth" ? [track.segments] : [])))];
    if (truth.length === this.#marked.length && truth.every((segments, i) => segments === this.#marked[i])) return;
    this.#marked = truth;
    this.#marks = truth.flat();
  }

  /** Not while something is dragged: a voice that follows the pointer is noise. */
  #say(): void {
    if (this.#dragging) return;
    const selected = this.#selected(this.#model.view);
    const words = [selectionWords(selected), ...this.#differenceWords(selected)].join(" · ");
    if (this.#said.textContent !== words) this.#said.textContent = words;
  }

  /** How what one segment says differs from truth or from a model; nothing for several. */
  #differenceWords(segments: readonly Segment[]): string[] {
    const [one] = segments;
    if (segments.length !== 1) return [];
    const all = this.#lanes.flatMap(({ differences }) => differences);
    return all.filter(({ truth, found }) => truth === one || found === one).map(differenceWords);
  }

  #selected({ tracks, selected }: LabelView): Segment[] {
    if (selected.size === 0) return [];
    return tracks.flatMap(({ segments }) => segments.filter(({ id }) => selected.has(id)));
  }
}

function dragOf(desk: GestureDesk, lane: Lane, hit: Hit | null, at: PointerAt): Gesture {
  if (hit === null) return new DrawSegment(desk, at, lane);
  if (at.alt) return new CopySegments(desk, at, lane, hit.segment);
  if (hit.part === "edge") return new DragEdge(desk, at, lane, hit.segment, hit.edge);
  return new MoveSegments(desk, at, lane, hit.segment);
}

function cursorFor(lane: Lane, hit: Hit | null, alt: boolean): string {
  if (!lane.editable) return hit === null ? "" : "pointer";
  if (hit === null) return "crosshair";
  if (alt) return "copy";
  return hit.part === "edge" ? "ew-resize" : isEvent(hit.segment) ? "ew-resize" : "grab";
}
