/** The punches of boxing, plus Unknown for every other motion (footwork, feints, wiping the face). */
export const PUNCHES = ["Jab", "Cross", "Hook", "Uppercut", "Overhand", "Unknown"] as const;
export type Punch = (typeof PUNCHES)[number];

/** One letter each, so that colour is never alone. */
export const PUNCH_LETTERS: Readonly<Record<Punch, string>> = {
  Jab: "J",
  Cross: "C",
  Hook: "H",
  Uppercut: "U",
  Overhand: "O",
  Unknown: "?",
};

/** One thrown punch, or one other motion, as the thing that made it knows it. Times are of the capture's clock. */
export interface TruthEvent {
  readonly label: Punch;
  readonly hand: "left" | "right";
  readonly startUs: number;
  readonly peakUs: number;
  /** Exclusive. */
  readonly endUs: number;
}
