import type { Hand } from "#domain/hands.ts";
import { HANDS } from "#domain/hands.ts";
import { PUNCHES, type Punch } from "#domain/punches.ts";
import { type Random, randomOf } from "#domain/random.ts";
import type { Course } from "./course.ts";
import { makeOtherMotion } from "./otherMotions.ts";
import type { Person } from "./people.ts";
import { newPose, type Pose } from "./pose.ts";
import { throwPunch } from "./punchCourse.ts";

/** One motion of one hand, with its truth. Seconds of the model's time. */
export interface ScriptedMotion {
  readonly label: Punch;
  readonly hand: Hand;
  /** Where the glove leaves guard. */
  readonly startS: number;
  /** Where the glove's acceleration is greatest: the impact, or the stop in the air. */
  readonly peakS: number;
  /** Where it is back in guard. */
  readonly endS: number;
  readonly course: Course;
}

export interface ScriptOptions {
  readonly person: Person;
  readonly seed: number;
  /** The hands that do something. The other one, if any, keeps its guard. */
  readonly hands: readonly Hand[];
  /** Punches and other motions a minute; as many as fit where that is too many. */
  readonly punchesPerMinute: number;
  /** What is thrown; everything when absent. */
  readonly only?: readonly Punch[] | undefined;
}

type Thrown = Exclude<Punch, "Unknown">;
type Step = readonly [role: "lead" | "rear", punch: Thrown];

/** What boxers are taught first, with how often it comes. */
const COMBINATIONS: readonly { readonly weight: number; readonly steps: readonly Step[] }[] = [
  combination(3, "lead Jab"),
  combination(2, "rear Cross"),
  combination(1.5, "lead Hook"),
  combination(1, "rear Hook"),
  combination(1.2, "lead Uppercut"),
  combination(1.5, "rear Uppercut"),
  combination(0.6, "lead Overhand"),
  combination(2.4, "rear Overhand"),
  combination(2, "lead Jab", "lead Jab"),
  combination(3, "lead Jab", "rear Cross"),
  combination(1.5, "lead Jab", "lead Jab", "rear Cross"),
  combination(2.5, "lead Jab", "rear Cross", "lead Hook"),
  combination(1, "rear Cross", "lead Hook", "rear Cross"),
  combination(1.5, "lead Hook", "rear Cross"),
  combination(1.5, "lead Jab", "rear Uppercut", "lead Hook"),
  combination(1.5, "lead Jab", "rear Overhand"),
  combination(1.5, "lead Uppercut", "rear Overhand"),
  combination(1, "rear Uppercut", "lead Uppercut"),
];

/** Time in guard before anything happens. */
const FIRST_S = 0.9;

/**
 * Who throws what when, without end, in the order of the starts. Motions of one hand never overlap. The same options
 * give the same script, so two gloves that each read their own copy fit together.
 * A person whose only chosen punches belong to a hand that is not there changes stance.
 */
export function* script(options: ScriptOptions): Generator<ScriptedMotion, void> {
  const { person, hands, punchesPerMinute, only } = options;
  if (punchesPerMinute <= 0) return;
  const random = randomOf(options.seed, `script of ${person.name}`);
  const wanted = only ?? PUNCHES;
  const { lead, possible } = stance(person, hands, wanted);
  const otherShare = !wanted.includes("Unknown") ? 0 : possible.length === 0 ? 1 : person.other;
  const everyS = 60 / punchesPerMinute;
  const freeS: Record<Hand, number> = { left: 0, right: 0 };
  let dueS = FIRST_S;
  let nowS = 0;

  for (;;) {
    const inHurry = nowS > dueS + everyS;
    nowS = Math.max(nowS, dueS + random.between(0, 0.4) * everyS);
    if (random.chance(otherShare)) {
      const { bothHands, course } = makeOtherMotion(random, hands, inHurry);
      const movers = bothHands ? hands : [random.pick(hands)];
      nowS = Math.max(nowS, ...movers.map((hand) => freeS[hand] + pause(random)));
      for (const hand of movers) {
        yield scripted("Unknown", hand, nowS, course);
        freeS[hand] = nowS + course.durationS;
      }
      dueS += movers.length * everyS;
    } else {
      const { steps } = random.weighted(possible, ({ weight, steps }) => weight * liking(person, steps));
      for (const [at, [role, punch]] of steps.entries()) {
        const hand = role === "lead" ? lead : opposite(lead);
        const again = steps[at + 1]?.[0] === role;
        nowS = Math.max(nowS, freeS[hand] + pause(random));
        const hurry = inHurry ? 1 : again ? 0.6 : 0;
        const course = throwPunch(punch, person, random, { inCombination: steps.length > 1, hurry });
        yield scripted(punch, hand, nowS, course);
        freeS[hand] = nowS + course.durationS;
        nowS += course.contactS + random.between(0, 0.08);
      }
      dueS += steps.length * everyS;
    }
  }
}

function stance(person: Person, hands: readonly Hand[], wanted: readonly Punch[]) {
  const possibleFrom = (lead: Hand) =>
    COMBINATIONS.filter(({ steps }) =>
      steps.every(([role, punch]) => wanted.includes(punch) && hands.includes(role === "lead" ? lead : opposite(lead))),
    );
  const usual = { lead: person.lead, possible: possibleFrom(person.lead) };
  if (usual.possible.length > 0) return usual;
  return { lead: opposite(person.lead), possible: possibleFrom(opposite(person.lead)) };
}

function scripted(label: Punch, hand: Hand, startS: number, course: Course): ScriptedMotion {
  let peakS: number | null = null;
  return {
    label,
    hand,
    startS,
    // Found when asked for: a glove that joins after hours passes over thousands of motions.
    get peakS() {
      peakS ??= startS + peakOf(course);
      return peakS;
    },
    endS: startS + course.durationS,
    course,
  };
}

/** When the acceleration is greatest before the hand goes back. */
function peakOf(course: Course): number {
  const step = 0.002;
  const near: [Pose, Pose, Pose] = [newPose(), newPose(), newPose()];
  let best = 0;
  let most = -1;
  for (let i = 0; i * step < course.returnS + step; i++) {
    const pose = near.shift()!;
    course.addTo(pose.fill(0), i * step);
    near.push(pose);
    const [before, here, after] = near;
    const change = (axis: number) => after[axis]! - 2 * here[axis]! + before[axis]!;
    const size = change(0) ** 2 + change(1) ** 2 + change(2) ** 2;
    if (size <= most) continue;
    most = size;
    best = i - 1;
  }
  return best * step;
}

function liking(person: Person, steps: readonly Step[]): number {
  return steps.reduce((sum, [, punch]) => sum + (person.likes[punch] ?? 1), 0) / steps.length;
}

function pause(random: Random): number {
  return random.between(0.03, 0.1);
}

function opposite(hand: Hand): Hand {
  return hand === HANDS[0] ? HANDS[1] : HANDS[0];
}

function combination(weight: number, ...steps: `${"lead" | "rear"} ${Thrown}`[]) {
  return { weight, steps: steps.map((step) => step.split(" ") as unknown as Step) };
}
