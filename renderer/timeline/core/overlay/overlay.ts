/** What is computed from the channels of a track and drawn as lines over them. */
export type Overlay =
  /** The length of the vector of all channels that are drawn: one line. */
  | { readonly kind: "magnitude" }
  | { readonly kind: "absolute" }
  /** Change per second, from each sample to the next, on a scale of its own. */
  | { readonly kind: "derivative" }
  /** Mean of the samples at most half a window away; at a gap the window ends. */
  | { readonly kind: "average"; readonly windowMs: number };

export const OVERLAY_KINDS = ["magnitude", "absolute", "derivative", "average"] as const;
export type OverlayKind = (typeof OVERLAY_KINDS)[number];

export const WINDOW_MS = { least: 2, usual: 50, most: 5000 } as const;

export function newOverlay(kind: OverlayKind): Overlay {
  return kind === "average" ? { kind, windowMs: WINDOW_MS.usual } : { kind };
}

/** Samples on each side of one that its average takes in. */
export function halfWindow(windowMs: number, rateHz: number): number {
  return Math.max(0, Math.round((windowMs * rateHz) / 2000));
}
