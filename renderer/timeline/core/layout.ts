import { text } from "../../ui/text.ts";
import { type Span, usToPx } from "./view.ts";

/** Left of all: names and values. They stand beside the signal, because over it they would hide peaks. */
const HEADER_PX = 132;
/** Between header and plot: numbers of the vertical axes. */
export const AXIS_PX = 62;
/** Where the plots begin. */
export const GUTTER_PX = HEADER_PX + AXIS_PX;

export interface TrackParts {
  readonly track: HTMLElement;
  readonly header: HTMLElement;
  readonly plot: HTMLElement;
}

/** The elements of a timeline. */
export interface Parts {
  readonly root: HTMLElement;
  /** Everything that takes the pointer as the signal does: ruler, tracks, lanes. */
  readonly stage: HTMLElement;
  readonly ruler: HTMLElement;
  readonly trackArea: HTMLElement;
  /** Per stream, per sensor: the header with its name, and the plot. */
  readonly tracks: readonly (readonly TrackParts[])[];
  readonly lanes: readonly HTMLElement[];
  readonly overview: HTMLElement;
  readonly tip: HTMLElement;
  /** Puts playhead, selection and the overview's window where they belong. */
  place(view: Span, limits: Span, playheadUs: number, range: Span | null, widthPx: number): void;
}

function add(parent: HTMLElement, className: string): HTMLElement {
  const element = document.createElement("div");
  element.className = className;
  parent.append(element);
  return element;
}

function setLeft(element: HTMLElement, px: number, widthPx: number | null, visible: boolean): void {
  element.hidden = !visible;
  if (!visible) return;
  element.style.transform = `translateX(${px.toFixed(2)}px)`;
  if (widthPx !== null) element.style.width = `${Math.max(1, widthPx).toFixed(2)}px`;
}

/** Builds the elements: one track per sensor of each stream, one lane per hand that has truth. */
export function layOut(
  root: HTMLElement,
  sensorsPerStream: readonly number[],
  laneHands: readonly ("left" | "right" | null)[],
): Parts {
  root.replaceChildren();
  const stage = add(root, "stage");
  const ruler = add(stage, "ruler");
  const trackArea = add(stage, "trackArea");
  const tracks = sensorsPerStream.map((count) => {
    const stream = add(trackArea, "stream");
    return Array.from({ length: count }, () => {
      const track = add(stream, "track");
      return { track, header: add(track, "header"), plot: add(track, "plot") };
    });
  });
  const lanes = laneHands.map((hand) => {
    const lane = add(stage, "lane");
    add(lane, "laneName").textContent = text(hand === null ? "timeline.truth" : `timeline.truth.${hand}`);
    return lane;
  });
  const overview = add(root, "overview");
  const window = add(overview, "window");
  const shades = [add(overview, "shade"), add(overview, "shade")];
  const range = add(stage, "range");
  const playhead = add(stage, "playhead");
  const overviewPlayhead = add(overview, "playhead");
  const tip = add(root, "tip");
  tip.hidden = true;

  return {
    root,
    stage,
    ruler,
    trackArea,
    tracks,
    lanes,
    overview,
    tip,
    place(view, limits, playheadUs, selected, widthPx) {
      const at = usToPx(view, widthPx, playheadUs);
      setLeft(playhead, GUTTER_PX + at, null, at >= 0 && at <= widthPx);
      setLeft(overviewPlayhead, GUTTER_PX + usToPx(limits, widthPx, playheadUs), null, true);
      const left = Math.max(0, selected === null ? 0 : usToPx(view, widthPx, selected.startUs));
      const right = Math.min(widthPx, selected === null ? 0 : usToPx(view, widthPx, selected.endUs));
      setLeft(range, GUTTER_PX + left, right - left, selected !== null && right > left);
      const from = usToPx(limits, widthPx, view.startUs);
      const to = usToPx(limits, widthPx, view.endUs);
      setLeft(window, GUTTER_PX + from, to - from, true);
      setLeft(shades[0]!, GUTTER_PX, from, from > 0.5);
      setLeft(shades[1]!, GUTTER_PX + to, widthPx - to, to < widthPx - 0.5);
    },
  };
}
