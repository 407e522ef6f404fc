export interface WheelActions {
  /** True for a turn that is the page's own business. */
  leaves?(event: WheelEvent): boolean;
  /** Pixels to the right that the picture should move on. */
  pan(px: number): void;
  zoom(factor: number, clientX: number): void;
}

/** A notch of a usual wheel is 100 to 120 px and zooms by about the square root of two. */
const PX_PER_DOUBLING = 220;
/** Firefox counts lines, others pixels. */
const LINE_PX = 16;

/** The wheel pans (in either direction, so that a plain wheel works too); with Ctrl it zooms at the pointer. */
export function listenToWheel(element: HTMLElement, actions: WheelActions): () => void {
  const onWheel = (event: WheelEvent) => {
    if (!event.ctrlKey && !event.metaKey && actions.leaves?.(event)) return;
    event.preventDefault();
    const px = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PX : 1;
    if (event.ctrlKey || event.metaKey) actions.zoom(2 ** ((-event.deltaY * px) / PX_PER_DOUBLING), event.clientX);
    else actions.pan((event.deltaX + event.deltaY) * px);
  };
  // Not passive: the page must not scroll or zoom along.
  element.addEventListener("wheel", onWheel, { passive: false });
  return () => element.removeEventListener("wheel", onWheel);
}
