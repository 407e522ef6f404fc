import {
  type Gesture,
  PanDrag,
  type PointerAt,
  RangeDrag,
  ScrubDrag,
  type Stage,
  WindowDrag,
  WindowEdgeDrag,
} from "./gestures.ts";
import { GUTTER_PX, type Parts } from "./layout.ts";
import { windowEdge } from "./overview.ts";
import { runGestures } from "./pointer.ts";
import { lengthUs, pan, pxToUs, zoomAt } from "./view.ts";
import { listenToWheel } from "./wheel.ts";

/** Whether a pointer that goes down takes the picture along, wherever it is: the middle button, or Space is held. */
export interface Panning {
  pans(event: PointerEvent): boolean;
  readonly end: () => void;
}

export function watchPanning(): Panning {
  const stop = new AbortController();
  const { signal } = stop;
  let spaceHeld = false;
  const onSpace = (event: KeyboardEvent) => {
    if (event.key === " ") spaceHeld = event.type === "keydown";
  };
  addEventListener("keydown", onSpace, { signal });
  addEventListener("keyup", onSpace, { signal });
  return { pans: (event) => event.button === 1 || spaceHeld, end: () => stop.abort() };
}

/** Which gesture starts where: the pointer and the wheel on a timeline. Returns what ends it. */
export function listenToInput(stage: Stage, parts: Parts, { pans }: Panning): () => void {
  const onSignal = (at: PointerAt, event: PointerEvent): Gesture | null => {
    // Names and axes stand there.
    if (at.xPx < 0) return null;
    if (pans(event)) return new PanDrag(stage, at);
    return event.shiftKey ? new RangeDrag(stage, at) : new ScrubDrag(stage, at);
  };
  const onOverview = (at: PointerAt): Gesture => {
    const edge = windowEdge(stage.view, stage.limits, stage.widthPx, at.xPx);
    return edge === null ? new WindowDrag(stage, at, stage.widthPx) : new WindowEdgeDrag(stage, edge, stage.widthPx);
  };
  const ends = [
    runGestures(parts.stage, () => GUTTER_PX, onSignal),
    runGestures(parts.overview, () => GUTTER_PX, onOverview),
    listenToWheel(parts.root, {
      // Over names the wheel scrolls the tracks, where they are more than fit.
      leaves: (event) => event.target instanceof Element && event.target.closest(".header") !== null,
      pan: (px) => {
        stage.view = pan(stage.view, stage.limits, (px * lengthUs(stage.view)) / stage.widthPx);
      },
      zoom: (factor, clientX) => {
        const px = clientX - parts.root.getBoundingClientRect().left - GUTTER_PX;
        stage.view = zoomAt(stage.view, stage.limits, factor, pxToUs(stage.view, stage.widthPx, px));
      },
    }),
  ];
  return () => {
    for (const end of ends) end();
  };
}
