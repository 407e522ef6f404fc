import type { Hand } from "#domain/hands.ts";
import type { Random } from "#domain/random.ts";
import { type Course, minimumJerk } from "./course.ts";
import { newPose, type Pose, radians } from "./pose.ts";

/** A motion that is no punch, of one hand or of both at once. */
export interface OtherMotion {
  readonly name:
    | "feint"
    | "guard shift"
    | "touching gloves"
    | "wiping the face"
    | "picking something up"
    | "shaking out";
  readonly bothHands: boolean;
  readonly course: Course;
}

/** The motions that a recogniser must tell from punches; every one of them is labelled Unknown. */
export function makeOtherMotion(random: Random, hands: readonly Hand[], inHurry: boolean): OtherMotion {
  const kinds = Object.entries(MOTIONS) as [OtherMotion["name"], Recipe][];
  const possible = kinds.filter(([, { bothHands, quick }]) => (quick || !inHurry) && (!bothHands || hands.length > 1));
  const [name, recipe] = random.weighted(possible, ([, { weight }]) => weight);
  return { name, bothHands: recipe.bothHands, course: throughPoses(recipe.keys(random)) };
}

/** How long it takes to get there, and the offset from guard: x y z in metres, yaw pitch roll in degrees. */
type Key = readonly [seconds: number, x: number, y: number, z: number, yaw: number, pitch: number, roll: number];

interface Recipe {
  readonly weight: number;
  readonly bothHands: boolean;
  readonly quick: boolean;
  keys(random: Random): Key[];
}

const BACK = [0, 0, 0, 0, 0, 0] as const;

const MOTIONS: Readonly<Record<OtherMotion["name"], Recipe>> = {
  feint: {
    weight: 4,
    bothHands: false,
    quick: true,
    keys(random) {
      const far = random.between(0.25, 0.45);
      return [
        [random.between(0.12, 0.2), 0.5 * far, 0.1 * far, 0.05 * far, 0, -36 * far, -20 * far],
        [random.between(0.18, 0.3), ...BACK],
      ];
    },
  },
  "guard shift": {
    weight: 4,
    bothHands: false,
    quick: true,
    keys(random) {
      const [x, y, z] = [random.between(-0.1, 0.1), random.between(-0.06, 0.08), random.between(-0.16, 0.12)];
      const turns = [random.between(-20, 20), random.between(-25, 15), random.between(-25, 25)] as const;
      return [
        [random.between(0.2, 0.4), x, y, z, ...turns],
        [random.between(0.05, 0.5), x, y, z, ...turns],
        [random.between(0.25, 0.4), ...BACK],
      ];
    },
  },
  "touching gloves": {
    weight: 2,
    bothHands: true,
    quick: false,
    keys(random) {
      const raised = [0.12, 0.07, -0.1, 10, -22, -12] as const;
      return [
        [random.between(0.3, 0.45), ...raised],
        [random.between(0.06, 0.1), 0.13, 0.14, -0.1, 12, -22, -12],
        [random.between(0.03, 0.05), 0.13, 0.11, -0.1, 11, -22, -12],
        [random.between(0.1, 0.3), ...raised],
        [random.between(0.35, 0.5), ...BACK],
      ];
    },
  },
  "wiping the face": {
    weight: 2.5,
    bothHands: false,
    quick: false,
    keys(random) {
      const rubs = Array.from({ length: 2 + Math.floor(random.between(0, 3)) }, (_, i): Key => {
        const side = i % 2 === 0 ? 1 : -1;
        return [random.between(0.14, 0.22), -0.1, 0.1 + 0.05 * side, 0.12, 25 + 18 * side, 15, -40 - 14 * side];
      });
      return [[random.between(0.3, 0.5), -0.1, 0.09, 0.11, 20, 15, -40], ...rubs, [random.between(0.3, 0.5), ...BACK]];
    },
  },
  "picking something up": {
    weight: 1.5,
    bothHands: false,
    quick: false,
    keys(random) {
      const down = [0.18, 0.05, -random.between(0.6, 0.9), 5, -100, -45] as const;
      return [
        [random.between(0.7, 1), ...down],
        [random.between(0.2, 0.5), ...down],
        [random.between(0.7, 1.1), ...BACK],
      ];
    },
  },
  "shaking out": {
    weight: 2,
    bothHands: false,
    quick: false,
    keys(random) {
      const stroke = random.between(0.09, 0.13);
      const shakes = Array.from({ length: 6 }, (_, i): Key => {
        const side = i % 2 === 0 ? 1 : -1;
        return [stroke, 0.05 + 0.02 * side, 0, -0.45, 0, -90 + 8 * side, 32 * side];
      });
      return [[random.between(0.35, 0.5), 0.05, 0, -0.45, 0, -90, 0], ...shakes, [random.between(0.4, 0.6), ...BACK]];
    },
  },
};

/** From guard through the poses and back, each stretch a minimum-jerk motion. */
function throughPoses(keys: readonly Key[]): Course {
  const poses = keys.map(([, x, y, z, yaw, pitch, roll]) =>
    newPose(x, y, z, radians(yaw), radians(pitch), radians(roll)),
  );
  let durationS = 0;
  const startsS = keys.map(([seconds]) => {
    durationS += seconds;
    return durationS - seconds;
  });
  const guard = newPose();
  return {
    durationS,
    returnS: startsS.at(-1)!,
    addTo(pose: Pose, t: number) {
      let at = 0;
      while (at + 1 < keys.length && startsS[at + 1]! <= t) at++;
      const gone = minimumJerk((t - startsS[at]!) / keys[at]![0]);
      const from = at === 0 ? guard : poses[at - 1]!;
      const to = poses[at]!;
      for (let i = 0; i < 6; i++) pose[i] = pose[i]! + from[i]! + gone * (to[i]! - from[i]!);
    },
    trunkAt: () => 0,
  };
}
