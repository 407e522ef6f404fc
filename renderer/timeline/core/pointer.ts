import type { Gesture, PointerAt } from "./gestures.ts";

/** Starts a gesture for a pointer that went down, or none. */
export type GestureStart = (at: PointerAt, event: PointerEvent) => Gesture | null;

/**
 * Runs gestures on an element, one at a time: pointer down starts it, pointer up ends it, Escape or a lost pointer
 * cancels it. `leftPx` is where its zero lies within the element. Returns what stops it all.
 */
export function runGestures(element: HTMLElement, leftPx: () => number, start: GestureStart): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  let gesture: Gesture | null = null;
  const place = (event: PointerEvent): PointerAt => ({
    xPx: event.clientX - element.getBoundingClientRect().left - leftPx(),
    yPx: event.clientY - element.getBoundingClientRect().top,
    shift: event.shiftKey,
    ctrl: event.ctrlKey || event.metaKey,
    alt: event.altKey,
  });
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
