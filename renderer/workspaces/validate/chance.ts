import type { Paired } from "#domain/validation/paired.ts";
import { text } from "../../ui/text.ts";

/** The usual bounds of the field: below them a difference is called significant. */
const UNLIKELY_BELOW = 0.05;
const HARDLY_BELOW = 0.001;

type Chance = "same" | "none" | "unlikely" | "maybe";

function chanceOf({ onlyFirst, onlySecond, p }: Paired): Chance {
  if (onlyFirst + onlySecond === 0) return "same";
  return p < HARDLY_BELOW ? "none" : p < UNLIKELY_BELOW ? "unlikely" : "maybe";
}

/** Whether a difference may be chance, in two words. */
export function chanceWords(paired: Paired): string {
  return text(`validate.chance.${chanceOf(paired)}`);
}

/** The same in a sentence. */
export function chanceSentence(paired: Paired): string {
  return text(`validate.chance.${chanceOf(paired)}.words`, { in100: Math.max(1, Math.round(paired.p * 100)) });
}

export function pWords({ p }: Paired): string {
  return text("validate.p", { p: p >= 0.001 ? p.toFixed(3) : p.toExponential(0) });
}
