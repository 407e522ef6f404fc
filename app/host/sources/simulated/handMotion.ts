import type { Hand } from "#domain/hands.ts";
import { randomOf } from "#domain/random.ts";
import { mirror, type Pose, X, Y, YAW } from "./pose.ts";
import { Footwork, guardOf, unrest } from "./posture.ts";
import { type ScriptedMotion, type ScriptOptions, script } from "./script.ts";

/** Where one hand is at any time: guard, unrest, footwork, its own motions and the trunk that the other hand turns. */
export class HandMotion {
  readonly hand: Hand;
  readonly #guard: Pose;
  readonly #unrest: { addTo(pose: Pose, t: number): void };
  readonly #footwork: Footwork;
  readonly #script: Iterator<ScriptedMotion, void>;
  #upcoming: ScriptedMotion | null;
  #own: ScriptedMotion | null = null;
  #other: ScriptedMotion | null = null;
  readonly #made: Omit<ScriptedMotion, "course">[] = [];

  constructor(options: ScriptOptions, hand: Hand) {
    this.hand = hand;
    this.#guard = guardOf(options.person);
    this.#unrest = unrest(options.person, randomOf(options.seed, `unrest of ${hand} of ${options.person.name}`));
    this.#footwork = new Footwork(options.person, options.seed);
    this.#script = script(options);
    this.#upcoming = this.#script.next().value ?? null;
  }

  /** The motions of this hand that have begun, in order. */
  get made(): readonly Omit<ScriptedMotion, "course">[] {
    return this.#made;
  }

  /** Sets `pose` to where the hand is `t` seconds after the model's start. Ask for times in ascending order. */
  poseAt(pose: Pose, t: number): void {
    this.#read(t);
    pose.set(this.#guard);
    if (this.#other) turnTrunk(pose, -this.#other.course.trunkAt(t - this.#other.startS));
    this.#unrest.addTo(pose, t);
    this.#own?.course.addTo(pose, t - this.#own.startS);
    if (this.hand === "left") mirror(pose);
    this.#footwork.addTo(pose, t);
  }

  #read(t: number): void {
    if (this.#own && t >= this.#own.endS) this.#own = null;
    if (this.#other && t >= this.#other.endS) this.#other = null;
    while (this.#upcoming && this.#upcoming.startS <= t) {
      this.#begin(this.#upcoming, t);
      this.#upcoming = this.#script.next().value ?? null;
    }
  }

  #begin(motion: ScriptedMotion, t: number): void {
    if (motion.endS <= t) return; // over before this glove joined
    if (motion.hand !== this.hand) {
      this.#other = motion;
      return;
    }
    const { course: _, ...truth } = motion;
    this.#made.push(truth);
    this.#own = motion;
  }
}

/** Turns a hand in guard with the trunk, about the upright axis. */
function turnTrunk(pose: Pose, angle: number): void {
  const x = pose[X]!;
  const y = pose[Y]!;
  pose[X] = x * Math.cos(angle) - y * Math.sin(angle);
  pose[Y] = x * Math.sin(angle) + y * Math.cos(angle);
  pose[YAW] = pose[YAW]! + angle;
}
