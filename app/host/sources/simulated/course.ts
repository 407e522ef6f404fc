import type { Pose } from "./pose.ts";

/** One motion of a hand, from guard back to guard, as offsets from the guard of a right hand. */
export interface Course {
  readonly durationS: number;
  /** When the hand has done what it set out for: from here it only goes back to guard. */
  readonly returnS: number;
  /** Adds the offset at `t` seconds after the start (0 <= t <= durationS) to the pose. */
  addTo(pose: Pose, t: number): void;
  /** How far the trunk has turned towards the other side, in radians: the other hand goes with it. */
  trunkAt(t: number): number;
}

/** 0 to 1 with no speed at either end; outside [0, 1] it stays. */
export function smooth(u: number): number {
  return u <= 0 ? 0 : u >= 1 ? 1 : u * u * (3 - 2 * u);
}

/** Position of the minimum-jerk motion from 0 to 1 (Flash, Hogan 1985): what an unhurried hand does. */
export function minimumJerk(u: number): number {
  return u <= 0 ? 0 : u >= 1 ? 1 : u * u * u * (10 + u * (-15 + 6 * u));
}
