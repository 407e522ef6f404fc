import type { Punch } from "#domain/punches.ts";
import type { Random } from "#domain/random.ts";
import { type Course, minimumJerk, smooth } from "./course.ts";
import type { Person } from "./people.ts";
import { newPose, PITCH, type Pose, ROLL, radians, YAW } from "./pose.ts";
import { PUNCH_SHAPES, type PunchShape, type Turn } from "./punchShapes.ts";

/** One thrown punch: out along its path, an impact or a stop in the air, and back to guard. */
export interface PunchCourse extends Course {
  /** When the glove meets the pad, or, in the air, begins to stop. */
  readonly contactS: number;
  readonly contactSpeed_mps: number;
  readonly lands: boolean;
}

/** Share of the way that a punch in the air needs to stop; with it, stops reach the 8-16 g seen on gloves. */
const STOPPING_SHARE = 0.4;
/** A punch that must stop itself is slower than one that a pad stops. */
const AIR_SPEED = 0.78;
/** 7.5-8.0 m/s in combinations against 9.3 m/s for single maximal punches (Piorkowski, Lees, Barton). */
const COMBINATION_SPEED = 0.83;

/**
 * @param hurry 0 = all the time it wants; 1 = the shortest retraction seen (0.15 s), for what comes right after
 */
export function throwPunch(
  punch: Exclude<Punch, "Unknown">,
  person: Person,
  random: Random,
  { inCombination, hurry }: { inCombination: boolean; hurry: number },
): PunchCourse {
  const shape = PUNCH_SHAPES[punch];
  const lands = random.chance(person.landing);
  const vary = (share: number) => 1 + share * person.scatter * Math.max(-2.5, Math.min(2.5, random.normal()));
  const contactSpeed_mps =
    person.contactSpeed_mps *
    shape.speed *
    (lands ? 1 : AIR_SPEED) *
    (inCombination ? COMBINATION_SPEED : 1) *
    vary(0.05);
  const path = scatteredPath(shape, person, random);
  const stop = lands ? random.between(0.006, 0.013) : null;
  const out = wayOut(path, contactSpeed_mps, stop);
  const dwellS = lands ? random.between(0.01, 0.04) : random.between(0, 0.03);
  const retractionS = retraction(person.retractionS * Math.sqrt(path.slope(0.5) / 0.5) * vary(0.1), hurry);
  const backAtS = out.contactS + out.stopS + dwellS;

  const turns = {
    yaw: scatteredTurns(shape.yaw, 1, person, random),
    pitch: scatteredTurns(shape.pitch, 1, person, random),
    roll: scatteredTurns(shape.roll, person.pronation, person, random),
  };
  const trunk = radians(shape.trunkDeg * vary(0.12));
  const wobbling = wobble(person, random);
  const ringing = ring(random, lands ? contactSpeed_mps / 8 : 0.25);

  const extended = newPose();
  const addWayOut = (pose: Pose, t: number, share: number) => {
    const at = path.at(out.shareAt(t));
    const phase = t / out.contactS;
    for (let i = 0; i < 3; i++) pose[i] = pose[i]! + share * at[i]!;
    pose[YAW] = pose[YAW]! + share * turned(turns.yaw, phase);
    pose[PITCH] = pose[PITCH]! + share * turned(turns.pitch, phase);
    pose[ROLL] = pose[ROLL]! + share * turned(turns.roll, phase);
  };
  addWayOut(extended, backAtS, 1);

  return {
    durationS: backAtS + retractionS,
    returnS: backAtS,
    contactS: out.contactS,
    contactSpeed_mps,
    lands,
    addTo(pose, t) {
      if (t < backAtS) addWayOut(pose, t, 1);
      else {
        const left = 1 - homeward((t - backAtS) / retractionS);
        for (let i = 0; i < 6; i++) pose[i] = pose[i]! + left * extended[i]!;
      }
      wobbling(pose, t / (backAtS + retractionS), t);
      if (t > out.contactS) ringing(pose, t - out.contactS, 1 - minimumJerk((t - backAtS) / retractionS));
    },
    trunkAt(t) {
      return trunk * (minimumJerk(t / backAtS) - minimumJerk((t - backAtS) / retractionS));
    },
  };
}

/** The way back: soon under way, slow to settle. */
function homeward(u: number): number {
  return minimumJerk(u >= 1 ? 1 : 1 - (1 - u) ** 1.4);
}

/** 150-400 ms are seen. */
function retraction(seconds: number, hurry: number): number {
  return Math.min(0.4, Math.max(0.15, seconds * (1 - 0.5 * hurry)));
}

interface Path {
  /** Offset from guard at a share 0..1 of the curve's parameter; goes on straight beyond. The array is reused. */
  at(share: number): Float64Array;
  /** Metres a unit of the parameter. */
  slope(share: number): number;
}

function scatteredPath(shape: PunchShape, person: Person, random: Random): Path {
  const points = shape.path.map((point) =>
    point.map((metres) => metres * person.reach + 0.015 * person.scatter * random.normal()),
  );
  const here = new Float64Array(3);
  const coefficients = [0, 1, 2].map((axis) => {
    const [a, b, c] = [points[0]![axis]!, points[1]![axis]!, points[2]![axis]!];
    return [3 * a, 3 * (b - 2 * a), c - 3 * b + 3 * a] as const;
  });
  return {
    at(u) {
      for (let axis = 0; axis < 3; axis++) {
        const [first, second, third] = coefficients[axis]!;
        here[axis] = u * (first + u * (second + u * third));
      }
      return here;
    },
    slope: (u) => Math.hypot(...coefficients.map(([first, second, third]) => first + u * (2 * second + u * 3 * third))),
  };
}

/**
 * The way out in time: speed rises (a tenth to nine tenths of it within 60-150 ms for the trained) up to the contact
 * speed, and falls to nothing within the stop. `shareAt` runs from 0 to 1 along the path.
 */
function wayOut(path: Path, contactSpeed_mps: number, impactS: number | null) {
  let rate = contactSpeed_mps / path.slope(1); // of the parameter, a second, at contact
  for (let i = 0; i < 8; i++) {
    const stopping = impactS === null ? STOPPING_SHARE : Math.min(STOPPING_SHARE, (rate * impactS) / 2);
    rate = contactSpeed_mps / path.slope(1 - stopping);
  }
  const stopS = impactS ?? (2 * STOPPING_SHARE) / rate;
  const contactShare = 1 - (rate * stopS) / 2;
  const contactS = contactShare / (rate * RISE_AREA);
  const shareAt = (t: number): number => {
    if (t <= 0) return 0;
    if (t <= contactS) return rate * contactS * riseArea(t / contactS);
    const u = Math.min(1, (t - contactS) / stopS);
    return contactShare + rate * stopS * (u - u * u * u + (u * u * u * u) / 2);
  };
  return { contactS, stopS, shareAt };
}

/** Integral of smooth(w) from 0 to u: the way gone while the speed rises so. */
function riseArea(u: number): number {
  return u * u * u * (1 - u / 2);
}
const RISE_AREA = riseArea(1);

function scatteredTurns(turns: readonly Turn[], share: number, person: Person, random: Random): Turn[] {
  return turns.map(([degrees, from, to]) => {
    const scattered = degrees * share * (1 + 0.1 * person.scatter * random.normal()) + 2 * random.normal();
    return [radians(scattered), from, to];
  });
}

function turned(turns: readonly Turn[], phase: number): number {
  let sum = 0;
  for (const [angle, from, to] of turns) sum += angle * smooth((phase - from) / (to - from));
  return sum;
}

/** No arm moves as smoothly as its path: 5-11 Hz, fading in and out with the punch. Sizes in m/s^2 and rad/s. */
function wobble(person: Person, random: Random): (pose: Pose, phase: number, t: number) => void {
  const rough = Math.sqrt(person.scatter);
  const parts = [0, 1, 2, 3, 4, 5].map((axis) => {
    const turn = 2 * Math.PI * random.between(5, 11);
    const size = axis < 3 ? 4 / turn ** 2 : radians(50) / turn;
    return { amount: size * rough * random.normal(), turn, phase: 2 * Math.PI * random.next() };
  });
  return (pose, share, t) => {
    const envelope = minimumJerk(share / 0.3) * minimumJerk((1 - share) / 0.3);
    if (envelope === 0) return;
    parts.forEach(({ amount, turn, phase }, i) => {
      pose[i] = pose[i]! + amount * envelope * Math.sin(turn * t + phase);
    });
  };
}

/**
 * Glove, wrist and soft tissue swing after the stop: 22-45 Hz, gone after some 100 ms. Size in millimetres and degrees
 * for a punch of 8 m/s on a pad; it gives the several-g ripples after an impact that recordings show.
 */
function ring(random: Random, size: number): (pose: Pose, t: number, share: number) => void {
  const decayS = random.between(0.018, 0.035);
  const sizes = [0.0012, 0.0016, 0.0016, radians(2), radians(2.4), radians(2.6)].map((most) => ({
    amount: most * size * random.between(-1, 1),
    turn: 2 * Math.PI * random.between(22, 45),
  }));
  return (pose, t, share) => {
    const envelope = share * (t / decayS) * Math.exp(1 - t / decayS);
    if (envelope < 1e-3) return;
    sizes.forEach(({ amount, turn }, i) => {
      pose[i] = pose[i]! + amount * envelope * Math.sin(turn * t);
    });
  };
}
