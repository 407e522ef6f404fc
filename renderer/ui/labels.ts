import { PUNCH_LETTERS, PUNCHES, type Punch } from "#domain/punches.ts";

const OWN_COLOURS = 4;

function isPunch(label: string): label is Punch {
  return (PUNCHES as readonly string[]).includes(label);
}

/** The colour token of a label: a punch has its own, any other label always the same one of four. */
export function labelColour(label: string): `--label-${string}` {
  if (isPunch(label)) return `--label-${label.toLowerCase()}`;
  let hash = 0;
  for (const sign of label) hash = (hash * 31 + sign.codePointAt(0)!) >>> 0;
  return `--label-own-${(hash % OWN_COLOURS) + 1}`;
}

/** The letter that goes with the colour, so that colour is never alone. */
export function labelLetter(label: string): string {
  return isPunch(label) ? PUNCH_LETTERS[label] : (Array.from(label)[0]?.toUpperCase() ?? "");
}
