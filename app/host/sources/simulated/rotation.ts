/** A rotation matrix, row-major; turns vectors of the hand into vectors of the body. */
export type Rotation = Float64Array;

/** Yaw to the left, then pitch up, then roll about the forearm (pose.ts). */
export function rotationInto(out: Rotation, yaw: number, pitch: number, roll: number): void {
  const cy = Math.cos(yaw);
  const sy = Math.sin(yaw);
  const cp = Math.cos(pitch);
  const sp = Math.sin(pitch);
  const cr = Math.cos(roll);
  const sr = Math.sin(roll);
  out[0] = cy * cp;
  out[1] = -cy * sp * sr - sy * cr;
  out[2] = -cy * sp * cr + sy * sr;
  out[3] = sy * cp;
  out[4] = -sy * sp * sr + cy * cr;
  out[5] = -sy * sp * cr - cy * sr;
  out[6] = sp;
  out[7] = cp * sr;
  out[8] = cp * cr;
}

/** Vector of the body seen in the hand: out = R^T v. `out` must not be `v`. */
export function unrotate(out: Float64Array, r: Rotation, v: Float64Array): void {
  for (let i = 0; i < 3; i++) out[i] = r[i]! * v[0]! + r[3 + i]! * v[1]! + r[6 + i]! * v[2]!;
}

/** Mean angular velocity (rad/s, in the hand) that turns `from` into `to` within `seconds`; less than half a turn. */
export function angularVelocityInto(out: Float64Array, from: Rotation, to: Rotation, seconds: number): void {
  const entry = (i: number, j: number) => from[i]! * to[j]! + from[3 + i]! * to[3 + j]! + from[6 + i]! * to[6 + j]!;
  const x = (entry(2, 1) - entry(1, 2)) / 2;
  const y = (entry(0, 2) - entry(2, 0)) / 2;
  const z = (entry(1, 0) - entry(0, 1)) / 2;
  const sine = Math.hypot(x, y, z);
  const cosine = (entry(0, 0) + entry(1, 1) + entry(2, 2) - 1) / 2;
  const perSine = sine > 1e-9 ? Math.atan2(sine, cosine) / sine : 1;
  out[0] = (x * perSine) / seconds;
  out[1] = (y * perSine) / seconds;
  out[2] = (z * perSine) / seconds;
}
