import type { HandMotion } from "./handMotion.ts";
import { newPose, PITCH, type Pose, ROLL, X, YAW } from "./pose.ts";
import { angularVelocityInto, type Rotation, rotationInto, unrotate } from "./rotation.ts";

const G = 9.80665;
/** Earth's field in central Europe: 20 uT to the north (where the boxer looks), 44 uT down. */
const EARTH_FIELD_UT = Float64Array.of(20, 0, -44);
/** Motions of up to 1,500 dps must turn by less than half a circle between two poses. */
const LEAST_RATE_HZ = 100;

/**
 * What a perfect sensor on the hand feels, in the hand's frame: specific force (acceleration less gravity, in g),
 * angular velocity (dps) and magnetic field (uT), one mean value a sample period.
 *
 * All follow from the poses by differences, so they fit each other. A difference over one period is a mean over it,
 * as the anti-aliasing filter of a sensor gives: a 10 ms impact is seen at any rate.
 */
export class BodySensing {
  readonly force_g = new Float64Array(3);
  readonly rotation_dps = new Float64Array(3);
  readonly field_uT = new Float64Array(3);

  readonly #motion: HandMotion;
  readonly #perSample: number;
  readonly #stepS: number;
  readonly #withField: boolean;
  #step = 0;
  /** The poses and turns one step before, at, and one step after the present. */
  readonly #poses: [Pose, Pose, Pose] = [newPose(), newPose(), newPose()];
  readonly #turns: [Rotation, Rotation, Rotation] = [new Float64Array(9), new Float64Array(9), new Float64Array(9)];
  readonly #vector = new Float64Array(3);
  readonly #seen = new Float64Array(3);

  /** `rateHz` is the true rate: the nominal one with the clock's error in it. `fromSample` starts later than at 0. */
  constructor(motion: HandMotion, rateHz: number, withField: boolean, fromSample = 0) {
    this.#motion = motion;
    this.#perSample = Math.max(1, Math.ceil(LEAST_RATE_HZ / rateHz));
    this.#stepS = 1 / (rateHz * this.#perSample);
    this.#withField = withField;
    this.#step = fromSample * this.#perSample - 1;
    this.#look();
    this.#look();
  }

  /** Goes on by one sample. */
  next(): void {
    this.force_g.fill(0);
    this.rotation_dps.fill(0);
    this.field_uT.fill(0);
    for (let i = 0; i < this.#perSample; i++) {
      this.#look();
      this.#feel(1 / this.#perSample);
    }
  }

  /** Moves the three poses on by one step. */
  #look(): void {
    const [pose, turn] = [this.#poses.shift()!, this.#turns.shift()!];
    this.#motion.poseAt(pose, this.#step * this.#stepS);
    rotationInto(turn, pose[YAW]!, pose[PITCH]!, pose[ROLL]!);
    this.#poses.push(pose);
    this.#turns.push(turn);
    this.#step++;
  }

  #feel(share: number): void {
    const [before, here, after] = this.#poses;
    const [turnBefore, turnHere, turnAfter] = this.#turns;
    for (let axis = X; axis < 3; axis++) {
      this.#vector[axis] = (after[axis]! - 2 * here[axis]! + before[axis]!) / (this.#stepS * this.#stepS * G);
    }
    this.#vector[2] = this.#vector[2]! + 1;
    this.#add(this.force_g, turnHere, this.#vector, share);
    angularVelocityInto(this.#seen, turnBefore, turnAfter, 2 * this.#stepS);
    for (let axis = 0; axis < 3; axis++) {
      this.rotation_dps[axis] = this.rotation_dps[axis]! + (share * this.#seen[axis]! * 180) / Math.PI;
    }
    if (this.#withField) this.#add(this.field_uT, turnHere, EARTH_FIELD_UT, share);
  }

  #add(to: Float64Array, turn: Rotation, vector: Float64Array, share: number): void {
    unrotate(this.#seen, turn, vector);
    for (let axis = 0; axis < 3; axis++) to[axis] = to[axis]! + share * this.#seen[axis]!;
  }
}
