import type { Punch } from "#domain/punches.ts";

type Point = readonly [x: number, y: number, z: number];

/** A turn of so many degrees between two moments of the way out (0 = onset, 1 = contact). */
export type Turn = readonly [degrees: number, from: number, to: number];

/**
 * How a right hand throws a punch at reach 1: where it goes and how it turns, as offsets from guard. The left mirrors.
 * Straight punches go along the forearm with pronation near the end,
 * the cross is longer and brings the trunk; a hook is mostly yaw with lateral acceleration, an uppercut mostly pitch
 * with upward acceleration, an overhand goes up, then over and down.
 */
export interface PunchShape {
  /** Control points of a cubic from guard (not listed) to full extension, in metres; about evenly apart. */
  readonly path: readonly [Point, Point, Point];
  readonly yaw: readonly Turn[];
  readonly pitch: readonly Turn[];
  readonly roll: readonly Turn[];
  /** How far the trunk carries the guard of the other hand along. */
  readonly trunkDeg: number;
  /** Contact speed against the person's fastest punch. Hooks are faster than jabs (Piorkowski, Lees, Barton). */
  readonly speed: number;
}

export const PUNCH_SHAPES: Readonly<Record<Exclude<Punch, "Unknown">, PunchShape>> = {
  Jab: {
    path: [
      [0.16, 0.02, 0.02],
      [0.34, 0.06, 0.04],
      [0.5, 0.1, 0.05],
    ],
    yaw: [],
    pitch: [[-34, 0, 0.85]],
    roll: [[-52, 0.5, 1.02]],
    trunkDeg: 5,
    speed: 0.88,
  },
  Cross: {
    path: [
      [0.2, 0.03, 0.01],
      [0.45, 0.1, 0.04],
      [0.68, 0.17, 0.05],
    ],
    yaw: [[14, 0.1, 0.9]],
    pitch: [[-36, 0, 0.85]],
    roll: [[-62, 0.5, 1.02]],
    trunkDeg: 20,
    speed: 0.98,
  },
  Hook: {
    path: [
      [0.12, -0.22, 0.02],
      [0.38, -0.06, 0.05],
      [0.34, 0.26, 0.05],
    ],
    yaw: [[96, 0.25, 1.08]],
    pitch: [[-40, 0, 0.6]],
    roll: [[-40, 0.05, 0.65]],
    trunkDeg: 12,
    speed: 1.06,
  },
  Uppercut: {
    path: [
      [0.0, 0.0, -0.24],
      [0.22, 0.06, -0.16],
      [0.34, 0.13, 0.14],
    ],
    yaw: [[8, 0.3, 1]],
    pitch: [
      [-38, 0, 0.5],
      [78, 0.42, 1.06],
    ],
    roll: [[50, 0, 0.75]],
    trunkDeg: 12,
    speed: 0.93,
  },
  Overhand: {
    path: [
      [0.06, -0.1, 0.24],
      [0.34, 0.0, 0.3],
      [0.54, 0.16, 0.06],
    ],
    yaw: [[26, 0.3, 1]],
    pitch: [
      [18, 0, 0.4],
      [-78, 0.36, 1.06],
    ],
    roll: [[-58, 0.2, 0.95]],
    trunkDeg: 20,
    speed: 1,
  },
};
