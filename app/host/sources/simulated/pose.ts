/**
 * Where a hand is and how it is turned: metres and radians, in the frame of a boxer who looks forward.
 * Position: x forward, y to the left, z up. Turn: yaw to the left, pitch of the knuckles up, roll about the forearm
 * (0 = back of the hand up, positive = the right thumb turns up), applied in that order.
 *
 * Hand frame: x along the forearm to the knuckles, z out of the back of the hand.
 */
export type Pose = Float64Array;

export const X = 0;
export const Y = 1;
export const Z = 2;
export const YAW = 3;
export const PITCH = 4;
export const ROLL = 5;

export function newPose(x = 0, y = 0, z = 0, yaw = 0, pitch = 0, roll = 0): Pose {
  return Float64Array.of(x, y, z, yaw, pitch, roll);
}

/** The same pose of the other hand: mirrored in the plane between the hands. */
export function mirror(pose: Pose): void {
  pose[Y] = -pose[Y]!;
  pose[YAW] = -pose[YAW]!;
  pose[ROLL] = -pose[ROLL]!;
}

export const radians = (degrees: number): number => (degrees * Math.PI) / 180;
