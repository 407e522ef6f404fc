import { type Random, randomOf } from "#domain/random.ts";
import { minimumJerk } from "./course.ts";
import type { Person } from "./people.ts";
import { newPose, PITCH, type Pose, radians, X, Y, YAW, Z } from "./pose.ts";

const G = 9.80665;

/** Where a right hand is held: in front of the shoulder, before the cheek. */
export function guardOf(person: Person): Pose {
  const { yawDeg, pitchDeg, rollDeg } = person.guard;
  return newPose(0.28, -0.13, 1.42, radians(yawDeg), radians(pitchDeg), radians(rollDeg));
}

/** A sum of sines: what wavers for ever without going anywhere. */
class Waver {
  readonly #parts: readonly { readonly axis: number; amount: number; turn: number; phase: number }[];

  constructor(parts: readonly { axis: number; amount: number; hz: number }[], random: Random) {
    this.#parts = parts.map(({ axis, amount, hz }) => ({
      axis,
      amount,
      turn: 2 * Math.PI * hz,
      phase: 2 * Math.PI * random.next(),
    }));
  }

  addTo(pose: Pose, t: number): void {
    for (const { axis, amount, turn, phase } of this.#parts) {
      pose[axis] = pose[axis]! + amount * Math.sin(turn * t + phase);
    }
  }
}

/** Tremor of one hand (5-12 Hz), its going along with bounce and breath, and the slow wandering of its guard. */
export function unrest(person: Person, random: Random): Waver {
  const axes = [0, 1, 2, 3, 4, 5];
  const tremor = axes.flatMap((axis) =>
    [random.between(5, 8), random.between(8, 12)].map((hz) => {
      // Six sines share the tremor's root mean square, each worth amount / sqrt(2).
      const linear_m = (person.tremor_g * G) / Math.sqrt(3) / (2 * Math.PI * hz) ** 2;
      // A hand that trembles by 0.03 g turns by some 6 degrees a second.
      const turning = radians(person.tremor_g * 200) / Math.sqrt(3) / (2 * Math.PI * hz);
      return { axis, hz, amount: axis < 3 ? linear_m : turning };
    }),
  );
  const shifting = axes.map((axis) => ({ axis, hz: random.between(0.7, 1.9), amount: axis < 3 ? 0.004 : radians(2) }));
  const wandering = axes.map((axis) => ({
    axis,
    hz: random.between(0.08, 0.35),
    amount: person.scatter * (axis < 3 ? 0.015 : radians(5)),
  }));
  return new Waver([...tremor, ...shifting, ...wandering], random);
}

interface Step {
  readonly startS: number;
  readonly durationS: number;
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
}

/**
 * What both hands share: bouncing on the toes (about 2 Hz, now more, now less), steps, swaying. Ask for times in
 * ascending order.
 */
export class Footwork {
  readonly #random: Random;
  readonly #bounceM: number;
  readonly #bounceHz: number;
  readonly #phases: readonly [number, number, number];
  #step: Step;

  constructor(person: Person, seed: number) {
    this.#random = randomOf(seed, `footwork of ${person.name}`);
    this.#bounceM = person.bounceCm / 200;
    this.#bounceHz = this.#random.between(1.8, 2.4);
    const phase = () => 2 * Math.PI * this.#random.next();
    this.#phases = [phase(), phase(), phase()];
    this.#step = { startS: 0, durationS: 0.3, from: [0, 0], to: [0, 0] };
  }

  addTo(pose: Pose, t: number): void {
    while (t > this.#step.startS + this.#step.durationS) this.#step = this.#next();
    const { startS, durationS, from, to } = this.#step;
    const gone = minimumJerk((t - startS) / durationS);
    const [bouncePhase, livelyPhase, swayPhase] = this.#phases;
    const lively = 0.5 + 0.5 * Math.sin(2 * Math.PI * 0.07 * t + livelyPhase);
    const sway = Math.sin(2 * Math.PI * 0.31 * t + swayPhase);
    const lift = t > startS ? 0.015 * 16 * gone ** 2 * (1 - gone) ** 2 : 0;
    pose[X] = pose[X]! + from[0] + gone * (to[0] - from[0]);
    pose[Y] = pose[Y]! + from[1] + gone * (to[1] - from[1]) + 0.025 * sway;
    pose[Z] = pose[Z]! + lift + lively * this.#bounceM * Math.sin(2 * Math.PI * this.#bounceHz * t + bouncePhase);
    pose[YAW] = pose[YAW]! + radians(2) * sway;
    pose[PITCH] = pose[PITCH]! + radians(1) * sway;
  }

  #next(): Step {
    const random = this.#random;
    const before = this.#step;
    const wide = () => random.between(-0.3, 0.3);
    const short = (from: number, to: number) => from + Math.max(-0.16, Math.min(0.16, to - from));
    const [x, y] = before.to;
    return {
      startS: before.startS + before.durationS + random.between(0.5, 2.2),
      durationS: random.between(0.34, 0.5),
      from: before.to,
      to: [short(x, wide()), short(y, wide())],
    };
  }
}
