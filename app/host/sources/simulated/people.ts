import type { Hand } from "#domain/hands.ts";
import type { Punch } from "#domain/punches.ts";

/** A boxer of the model. Angles in degrees, as a coach would say them. */
export interface Person {
  readonly name: string;
  /** The hand in front: left for orthodox, right for southpaw. Jabs come from it, crosses from the other. */
  readonly lead: Hand;
  /**
   * Contact speed of a single maximal punch. Trained: 9.3 +- 2.1 m/s (Piorkowski, Lees, Barton); novices:
   * 4.7 +- 0.35 m/s (Jovanovski, Stappenbelt 2020).
   */
  readonly contactSpeed_mps: number;
  /** 1 = punches reach as far as the shapes say. */
  readonly reach: number;
  /** From full extension back to guard; 0.15-0.4 s are seen. */
  readonly retractionS: number;
  /** How far the fist turns in while it goes out, against the shape: 1 = as it says. */
  readonly pronation: number;
  /** Share of punches that land on a pad or bag; the others stop in the air. */
  readonly landing: number;
  /** How much one punch differs from the next: 1 = a trained hand. */
  readonly scatter: number;
  readonly guard: { readonly pitchDeg: number; readonly rollDeg: number; readonly yawDeg: number };
  /** Tremor of the guard, root mean square. */
  readonly tremor_g: number;
  /** Height of the bounce on the toes. */
  readonly bounceCm: number;
  /** Share of other motions: feints, wiping the face. */
  readonly other: number;
  /** What they like to throw, as weights; 1 where nothing is said. */
  readonly likes: Partial<Record<Punch, number>>;
  /** How the sensor sits in the right glove: any turn about the forearm, up to 15 degrees otherwise. */
  readonly mount: { readonly rollDeg: number; readonly pitchDeg: number; readonly yawDeg: number };
}

const USUAL: Omit<Person, "name"> = {
  lead: "left",
  contactSpeed_mps: 7.5,
  reach: 1,
  retractionS: 0.26,
  pronation: 1,
  landing: 0.8,
  scatter: 1,
  guard: { pitchDeg: 45, rollDeg: 62, yawDeg: 12 },
  tremor_g: 0.03,
  bounceCm: 0.8,
  other: 0.14,
  likes: {},
  mount: { rollDeg: 0, pitchDeg: 0, yawDeg: 0 },
};

/** The people of the model, from trained to first lesson. Names are made up. */
export const PEOPLE: readonly Person[] = [
  person("Anna, fast straight puncher", {
    contactSpeed_mps: 9.3,
    retractionS: 0.19,
    likes: { Jab: 2, Cross: 2 },
    mount: { rollDeg: 8, pitchDeg: -4, yawDeg: 3 },
  }),
  person("Ben, heavy hooks on the bag", {
    contactSpeed_mps: 8.6,
    reach: 0.94,
    retractionS: 0.33,
    landing: 1,
    bounceCm: 0.3,
    likes: { Hook: 2.5, Uppercut: 1.5 },
    guard: { pitchDeg: 52, rollDeg: 74, yawDeg: 18 },
    mount: { rollDeg: -35, pitchDeg: 9, yawDeg: -6 },
  }),
  person("Carla, southpaw counter puncher", {
    lead: "right",
    contactSpeed_mps: 8.9,
    retractionS: 0.2,
    other: 0.2,
    bounceCm: 1.1,
    mount: { rollDeg: 20, pitchDeg: 5, yawDeg: 8 },
  }),
  person("Dmitri, novice on the pads", {
    contactSpeed_mps: 4.9,
    retractionS: 0.38,
    pronation: 0.6,
    scatter: 1.7,
    tremor_g: 0.05,
    guard: { pitchDeg: 34, rollDeg: 48, yawDeg: 5 },
    mount: { rollDeg: 62, pitchDeg: -11, yawDeg: 4 },
  }),
  person("Emeka, long reach", {
    contactSpeed_mps: 8.1,
    reach: 1.14,
    retractionS: 0.29,
    likes: { Jab: 2, Overhand: 1.5 },
    guard: { pitchDeg: 38, rollDeg: 55, yawDeg: 8 },
    mount: { rollDeg: -12, pitchDeg: 2, yawDeg: -13 },
  }),
  person("Fay, shadow boxer", {
    contactSpeed_mps: 8.2,
    reach: 0.96,
    retractionS: 0.22,
    landing: 0,
    bounceCm: 1.4,
    mount: { rollDeg: 95, pitchDeg: 6, yawDeg: -9 },
  }),
  person("Goran, short and busy southpaw", {
    lead: "right",
    contactSpeed_mps: 7.4,
    reach: 0.88,
    retractionS: 0.18,
    landing: 0.6,
    likes: { Uppercut: 2, Hook: 1.5 },
    guard: { pitchDeg: 58, rollDeg: 70, yawDeg: 20 },
    mount: { rollDeg: 178, pitchDeg: -7, yawDeg: 10 },
  }),
  person("Hana, first lesson", {
    contactSpeed_mps: 4.4,
    reach: 0.92,
    retractionS: 0.4,
    pronation: 0.3,
    landing: 0.5,
    scatter: 2,
    tremor_g: 0.06,
    bounceCm: 0.2,
    other: 0.25,
    guard: { pitchDeg: 28, rollDeg: 40, yawDeg: 0 },
    mount: { rollDeg: -80, pitchDeg: 13, yawDeg: -2 },
  }),
  person("Ivo, loose shadow boxer", {
    contactSpeed_mps: 6.6,
    retractionS: 0.31,
    landing: 0.1,
    scatter: 1.4,
    bounceCm: 1.2,
    likes: { Overhand: 2 },
    mount: { rollDeg: 140, pitchDeg: -14, yawDeg: 12 },
  }),
];

export const PERSON_NAMES: readonly string[] = PEOPLE.map((one) => one.name);

function person(name: string, differs: Partial<Omit<Person, "name">>): Person {
  return { name, ...USUAL, ...differs };
}
