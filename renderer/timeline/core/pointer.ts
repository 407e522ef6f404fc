import type { Gesture, PointerAt } from "./gestures.ts";

/** Starts a gesture for a pointer that went down, or none. */
export type GestureStart = (at: PointerAt, event: PointerEvent) => Gesture | null;

/** Where a pointer is within an element whose zero lies `leftPx` from its left edge. */
export function pointerAt(element: HTMLElement, leftPx: number, event: MouseEvent): PointerAt {
  const box = element.getBoundingClientRect();
  return {
    xPx: event.clientX - box.left - leftPx,
    yPx: event.clientY - box.top,
    shift: event.shiftKey,
    ctrl: event.ctrlKey || event.metaKey,
    alt: event.altKey,
  };
}

/**
 * Runs gestures on an element, one at a time: pointer down starts it, pointer up ends it, Escape or a lost pointer
 * cancels it. `leftPx` is where its zero lies within the element. Returns what stops it all.
 */
export function runGestures(element: HTMLElement, leftPx: () => number, start: GestureStart): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  let gesture: Gesture | null = null;
  const place = (event: PointerEvent) => pointerAt(element, leftPx(), event);
  const finish = (event: PointerEvent, how: "end" | "cancel") => {
    if (gesture === null) return;
    if (how === "end") gesture.end(place(event));
    else gesture.cancel();
    gesture = null;
  };
  element.addEventListener(
    "pointerdown",
    (event) => {
      if (gesture !== null || event.button > 1) return;
      gesture = start(place(event), event);
      if (gesture === null) return;
      // An element around this one has gestures of its own, and this pointer is taken.
      event.stopPropagation();
      // The middle button would start the browser's own scrolling.
      if (event.button === 1) event.preventDefault();
      element.setPointerCapture(event.pointerId);
    },
    { signal },
  );
  element.addEventListener("pointermove", (event) => gesture?.move(place(event)), { signal });
  element.addEventListener("pointerup", (event) => finish(event, "end"), { signal });
  element.addEventListener("pointercancel", (event) => finish(event, "cancel"), { signal });
  addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || gesture === null) return;
      gesture.cancel();
      gesture = null;
      event.preventDefault();
      event.stopPropagation();
    },
    { signal, capture: true },
  );
  return () => {
    gesture?.cancel();
    gesture = null;
    stop.abort();
  };
}
