import { type ModelPlan, NO_AUGMENTATION } from "#domain/learning/plan.ts";
import { type MadeCapture, MadeStore, madeStream, rowsOfPunches, truth, truthTrack } from "./madeStore.ts";

/** A plan that is soon trained. */
export const MADE_PLAN: ModelPlan = {
  classes: ["Jab", "Hook"],
  hands: "together",
  segmenter: { name: "punch", settings: {} },
  examples: "segmenter",
  input: { kind: "features", set: "basic", selection: "anova", count: 12 },
  classifier: { kind: "dense", hidden: [8], dropout: 0 },
  augmentation: NO_AUGMENTATION,
  training: { epochs: 40, batch: 16, learningRate: 0.02, patience: 0, balanceClasses: true, seed: 3 },
  rejectBelow: 0,
};
const AXES = { Jab: 0, Hook: 1 } as const;

/** Half a minute of a person who throws jabs and hooks in turn; `called` is what they are labelled as. */
export function madeSession(
  person: string,
  hand: "left" | "right",
  called = { Jab: "Jab", Hook: "Hook" },
): MadeCapture {
  const punches = Array.from({ length: 18 }, (_, i) => ({
    atS: 2 + 1.5 * i,
    name: i % 2 === 0 ? ("Jab" as const) : ("Hook" as const),
  }));
  const rows = rowsOfPunches(
    30,
    punches.map(({ atS, name }) => ({ atS, axis: AXES[name] })),
    person.charCodeAt(0) + hand.length,
  );
  const segments = punches.map(({ atS, name }) => truth(called[name], atS - 0.4, atS + 0.4));
  return {
    name: `${person} ${hand}`,
    streams: [madeStream(rows, { hand })],
    tracks: [truthTrack(segments)],
    more: { metadata: { person } },
  };
}

/** Both gloves of each person. */
export function madeGym(...people: string[]): MadeStore {
  return new MadeStore(...people.flatMap((person) => [madeSession(person, "left"), madeSession(person, "right")]));
}
