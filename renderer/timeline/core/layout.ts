import { text } from "../../ui/text.ts";
import type { Stage } from "./gestures.ts";
import type { RowPlace } from "./row.ts";
import { type Span, usToPx } from "./view.ts";

/** Left of all: names and values. They stand beside the signal, because over it they would hide peaks. */
const HEADER_PX = 132;
/** Between header and plot: numbers of the vertical axes. */
export const AXIS_PX = 62;
/** Room for the words beside a guide. */
const GUIDE_WORDS_PX = 160;
/** Where the plots begin. */
export const GUTTER_PX = HEADER_PX + AXIS_PX;

/** The elements of a timeline. */
export interface Parts {
  readonly root: HTMLElement;
  /** Everything that takes the pointer as the signal does: ruler, rows, tracks. */
  readonly stage: HTMLElement;
  readonly ruler: HTMLElement;
  /** Left of the ruler: the moment that the values beside the tracks belong to. */
  readonly readOut: HTMLElement;
  readonly trackArea: HTMLElement;
  readonly rowAreas: Readonly<Record<RowPlace, HTMLElement>>;
  readonly overview: HTMLElement;
  readonly tip: HTMLElement;
  /** Puts playhead, selection, guide and the overview's window where they belong. */
  place(shown: Placed, limits: Span, widthPx: number): void;
}

type Placed = Pick<Stage, "view" | "playheadUs" | "range" | "guide">;

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

/** Builds the elements that every timeline has. */
export function layOut(root: HTMLElement): Parts {
  root.replaceChildren();
  const stage = add(root, "stage");
  const ruler = add(stage, "ruler");
  const readOut = add(ruler, "readOut");
  const video = add(stage, "rowArea");
  const trackArea = add(stage, "trackArea");
  const labels = add(stage, "rowArea");
  labels.setAttribute("role", "group");
  labels.setAttribute("aria-label", text("lanes.area"));
  // Tab comes here to scroll; who works with the pointer keeps the keys of the timeline.
  labels.tabIndex = 0;
  labels.addEventListener("mousedown", (event) => {
    event.preventDefault();
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
  const overview = add(root, "overview");
  const window = add(overview, "window");
  const shades = [add(overview, "shade"), add(overview, "shade")];
  const range = add(stage, "range");
  const playhead = add(stage, "playhead");
  const overviewPlayhead = add(overview, "playhead");
  const guideLine = add(stage, "guide");
  const guideWords = add(guideLine, "guideWords");
  const tip = add(root, "tip");
  tip.hidden = true;

  return {
    root,
    stage,
    ruler,
    readOut,
    trackArea,
    rowAreas: { video, labels },
    overview,
    tip,
    place({ view, playheadUs, range: selected, guide }, limits, widthPx) {
      const at = usToPx(view, widthPx, playheadUs);
      setLeft(playhead, GUTTER_PX + at, null, at >= 0 && at <= widthPx);
      setLeft(overviewPlayhead, GUTTER_PX + usToPx(limits, widthPx, playheadUs), null, true);
      const left = Math.max(0, selected === null ? 0 : usToPx(view, widthPx, selected.startUs));
      const right = Math.min(widthPx, selected === null ? 0 : usToPx(view, widthPx, selected.endUs));
      setLeft(range, GUTTER_PX + left, right - left, selected !== null && right > left);
      const guideAt = guide === null ? -1 : usToPx(view, widthPx, guide.timeUs);
      setLeft(guideLine, GUTTER_PX + guideAt, null, guideAt >= 0 && guideAt <= widthPx);
      if (guide !== null) {
        guideWords.textContent = guide.words;
        guideWords.dataset.side = guideAt > widthPx - GUIDE_WORDS_PX ? "left" : "right";
      }
      const from = usToPx(limits, widthPx, view.startUs);
      const to = usToPx(limits, widthPx, view.endUs);
      setLeft(window, GUTTER_PX + from, to - from, true);
      setLeft(shades[0]!, GUTTER_PX, from, from > 0.5);
      setLeft(shades[1]!, GUTTER_PX + to, widthPx - to, to < widthPx - 0.5);
    },
  };
}
