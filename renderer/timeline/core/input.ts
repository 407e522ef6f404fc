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

/** Which gesture starts where: the pointer and the wheel on a timeline. Returns what ends it. */
export function listenToInput(stage: Stage, parts: Parts): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  let spaceHeld = false;
  const onSpace = (event: KeyboardEvent) => {
    if (event.key === " ") spaceHeld = event.type === "keydown";
  };
  addEventListener("keydown", onSpace, { signal });
  addEventListener("keyup", onSpace, { signal });

  const onSignal = (at: PointerAt, event: PointerEvent): Gesture => {
    if (event.button === 1 || spaceHeld) return new PanDrag(stage, at);
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
    stop.abort();
    for (const end of ends) end();
  };
}
