/** A stretch of the capture's clock, microseconds, `startUs < endUs`. Fractions are allowed: it is a view, not data. */
export interface Span {
  readonly startUs: number;
  readonly endUs: number;
}

/** Closer than this there is nothing more to see: a few samples of the fastest glove. */
export const SHORTEST_VIEW_US = 10_000;

export function lengthUs(span: Span): number {
  return span.endUs - span.startUs;
}

export function usToPx(span: Span, widthPx: number, timeUs: number): number {
  return ((timeUs - span.startUs) / lengthUs(span)) * widthPx;
}

export function pxToUs(span: Span, widthPx: number, px: number): number {
  return span.startUs + (px / widthPx) * lengthUs(span);
}

/** The nearest view of the same length that stays within the limits; the limits themselves where it is too long. */
export function clampView(view: Span, limits: Span): Span {
  const length = Math.min(Math.max(lengthUs(view), Math.min(SHORTEST_VIEW_US, lengthUs(limits))), lengthUs(limits));
  const startUs = Math.min(Math.max(view.startUs, limits.startUs), limits.endUs - length);
  return { startUs, endUs: startUs + length };
}

export function pan(view: Span, limits: Span, byUs: number): Span {
  return clampView({ startUs: view.startUs + byUs, endUs: view.endUs + byUs }, limits);
}

/** Zooms so that what stands at `atUs` stays where it is. A factor above 1 shows less. */
export function zoomAt(view: Span, limits: Span, factor: number, atUs: number): Span {
  const shortest = Math.min(SHORTEST_VIEW_US, lengthUs(limits));
  const length = Math.min(lengthUs(limits), Math.max(shortest, lengthUs(view) / factor));
  const share = (atUs - view.startUs) / lengthUs(view);
  const startUs = atUs - share * length;
  return clampView({ startUs, endUs: startUs + length }, limits);
}

/** The view with a little air on both sides of a stretch. */
export function around(stretch: Span, limits: Span): Span {
  const air = 0.05 * lengthUs(stretch);
  return clampView({ startUs: stretch.startUs - air, endUs: stretch.endUs + air }, limits);
}

/** Scrolls just far enough that a time is in the view, a tenth of it away from the rim; the same view where it is. */
export function reveal(view: Span, limits: Span, timeUs: number): Span {
  if (timeUs >= view.startUs && timeUs <= view.endUs) return view;
  const air = 0.1 * lengthUs(view);
  const by = timeUs < view.startUs ? timeUs - air - view.startUs : timeUs + air - view.endUs;
  return pan(view, limits, by);
}

/** From here on, as a share of the view, the view goes along with a playhead that moves on. */
const FOLLOW_FROM = 0.85;

/**
 * The view after a playing playhead moved. It scrolls along once the playhead nears the end towards which it moves. A
 * person who has panned away keeps the view until the playhead comes into it again.
 */
export function follow(view: Span, limits: Span, fromUs: number, toUs: number): Span {
  const inView = (timeUs: number) => timeUs >= view.startUs && timeUs <= view.endUs;
  if (!inView(fromUs)) return view;
  const edge = toUs >= fromUs ? FOLLOW_FROM : 1 - FOLLOW_FROM;
  const by = toUs - (view.startUs + edge * lengthUs(view));
  if (toUs >= fromUs ? by <= 0 : by >= 0) return view;
  return inView(toUs) ? pan(view, limits, by) : reveal(view, limits, toUs);
}
