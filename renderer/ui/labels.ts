import { createStore } from "zustand/vanilla";
import { type LabelScheme, type SchemeLabel, USUAL_SCHEME } from "#domain/labeling/scheme.ts";
import { PUNCH_LETTERS } from "#domain/punches.ts";

/** The open project's labels: what everything that shows one asks for its colour and letter. */
export const labelScheme = createStore<LabelScheme>(() => USUAL_SCHEME);

const OWN_COLOURS = 4;

/** The colour token of a label: that of the scheme; one that the scheme lacks has always the same one of four. */
export function labelColour(label: string): `--label-${string}` {
  const known = find(label);
  if (known) return `--label-${known.colour}`;
  let hash = 0;
  for (const sign of label) hash = (hash * 31 + sign.codePointAt(0)!) >>> 0;
  return `--label-own-${(hash % OWN_COLOURS) + 1}`;
}

/** The letter that goes with the colour, so that colour is never alone; within a scheme each its own as far as it can be. */
export function labelLetter(label: string): string {
  return lettersOf(labelScheme.getState()).get(label) ?? signs(label)[0] ?? "";
}

function find(label: string): SchemeLabel | undefined {
  const { punch, quality } = labelScheme.getState();
  return punch.find(({ name }) => name === label) ?? quality.find(({ name }) => name === label);
}

const letters = new WeakMap<LabelScheme, ReadonlyMap<string, string>>();

/** A punch has its known letter; any other label the first of its letters that none before it has. */
function lettersOf(scheme: LabelScheme): ReadonlyMap<string, string> {
  const known = letters.get(scheme);
  if (known) return known;
  const made = new Map<string, string>();
  const names = [...scheme.punch, ...scheme.quality].map(({ name }) => name);
  for (const name of names)
    if (name in PUNCH_LETTERS) made.set(name, PUNCH_LETTERS[name as keyof typeof PUNCH_LETTERS]);
  const taken = new Set(made.values());
  for (const name of names) {
    if (made.has(name)) continue;
    const own = signs(name);
    const letter = own.find((each) => !taken.has(each)) ?? own[0] ?? "";
    made.set(name, letter);
    taken.add(letter);
  }
  letters.set(scheme, made);
  return made;
}

function signs(label: string): string[] {
  return Array.from(label.toUpperCase()).filter((each) => each.trim() !== "");
}
