import type { SensorStage } from "../../engine/descriptor/transforms.ts";

/**
 * The axes of a left glove that change sign when it is mirrored in the plane between the hands. The sensor sits with x along
 * the forearm and z out of the back of the hand, so y points across the hand and out of that plane (the plane's normal).
 * A reflection turns the sign of an acceleration along the normal (y) and leaves the others. Rotation is an axial vector:
 * mirrored, it keeps its part along the normal (y: the fist tips up in both) and turns the parts in the plane (x, z: the
 * other thumb turns up, the other way round the corner).
 */
export const MIRRORED_COLUMNS: readonly number[] = [1, 3, 5];

/** What a left glove's pipeline begins with where one model serves both hands. */
export const MIRROR_STAGE: SensorStage = { kind: "negate", columns: MIRRORED_COLUMNS, setting: 0 };

/** Frames of six axes, mirrored; number for number what the engine's stage makes of them (-32768 becomes 32767). */
export function mirrorFrames(frames: Int16Array): Int16Array {
  const mirrored = frames.slice();
  for (let row = 0; row < mirrored.length; row += 6) {
    for (const column of MIRRORED_COLUMNS) mirrored[row + column] = Math.min(32_767, -mirrored[row + column]!);
  }
  return mirrored;
}
