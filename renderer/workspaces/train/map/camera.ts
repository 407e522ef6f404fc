import type { Spot } from "./lasso.ts";

/** What part of the map is seen: the place in the middle, and CSS pixels for one unit of the map. */
export interface Camera {
  readonly centre: Spot;
  readonly pxPerUnit: number;
}

export interface Box {
  readonly width: number;
  readonly height: number;
}

const MARGIN_PX = 24;
/** As near as one goes: beyond it only one segment is seen. */
const NEAREST = 60;

/** All of the map, alike in both directions, with a margin. */
export function cameraOn(spots: readonly Spot[], { width, height }: Box): Camera {
  let [left, right, top, bottom] = [
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ];
  for (const { x, y } of spots) {
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  }
  if (spots.length === 0) return { centre: { x: 0, y: 0 }, pxPerUnit: 1 };
  const room = (px: number, units: number) => Math.max(1, px - 2 * MARGIN_PX) / (units || 1);
  return {
    centre: { x: (left + right) / 2, y: (top + bottom) / 2 },
    pxPerUnit: Math.min(room(width, right - left), room(height, bottom - top)),
  };
}

/** Where a place of the map is seen. The map's y goes up. */
export function toScreen({ centre, pxPerUnit }: Camera, { width, height }: Box, { x, y }: Spot): Spot {
  return { x: width / 2 + (x - centre.x) * pxPerUnit, y: height / 2 - (y - centre.y) * pxPerUnit };
}

export function toMap({ centre, pxPerUnit }: Camera, { width, height }: Box, { x, y }: Spot): Spot {
  return { x: centre.x + (x - width / 2) / pxPerUnit, y: centre.y - (y - height / 2) / pxPerUnit };
}

/** Nearer or farther; what is under `at` stays there. Never farther than all of it, and not without end. */
export function zoomed(camera: Camera, whole: Camera, box: Box, at: Spot, times: number): Camera {
  const wanted = Math.min(camera.pxPerUnit * times, whole.pxPerUnit * NEAREST);
  if (wanted <= whole.pxPerUnit) return whole;
  const under = toMap(camera, box, at);
  return {
    pxPerUnit: wanted,
    centre: { x: under.x - (at.x - box.width / 2) / wanted, y: under.y + (at.y - box.height / 2) / wanted },
  };
}
