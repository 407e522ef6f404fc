/** What a capture's name is made from: the recording plan, the devices, and a number that counts up per project. */
export interface NameFacts {
  readonly label: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  /** "left", "right", "both", or null where no hand is known. */
  readonly hand: string | null;
  readonly device: string;
  /** The capture's number in its project, from 1. */
  readonly number: number;
  /** When it is made; written in the local time zone. */
  readonly at: Date;
}

export const NAME_FIELDS = ["label", "date", "time", "hand", "device", "nn"] as const;

/** What `{label}` gives where nobody said what the capture is meant to hold. */
const UNLABELLED = "Capture";

/** Longest name that comes out; a file system or a table column need not take more. */
const LONGEST = 120;

/**
 * Fills a name template: `{label}_{person}_{nn}` -> `Jab_Anna_03`. Besides NAME_FIELDS every metadata field can be
 * named. A field without a value vanishes together with the separator before it, so no `Jab__03` comes out.
 * A template that yields nothing gives `Capture 03`.
 */
export function fillNameTemplate(template: string, facts: NameFacts): string {
  const values = fieldValues(facts);
  const filled = template
    .replace(/([ _.-]*)\{([^{}]*)\}/g, (_, separator: string, field: string) => {
      const value = values.get(field.trim().toLowerCase()) ?? "";
      return value === "" ? "" : separator + value;
    })
    .replace(/[\p{Cc}\s]+/gu, " ")
    .replace(/^[ _-]+|[ _-]+$/g, "")
    .slice(0, LONGEST)
    .trim();
  return filled === "" ? `${UNLABELLED} ${twoDigits(facts.number)}` : filled;
}

function fieldValues(facts: NameFacts): Map<string, string> {
  const { at } = facts;
  return new Map([
    ...Object.entries(facts.metadata).map(([field, value]) => [field.trim().toLowerCase(), value.trim()] as const),
    ["label", facts.label ?? UNLABELLED],
    ["date", `${at.getFullYear()}-${twoDigits(at.getMonth() + 1)}-${twoDigits(at.getDate())}`],
    ["time", [at.getHours(), at.getMinutes(), at.getSeconds()].map(twoDigits).join("-")],
    ["hand", facts.hand ?? ""],
    ["device", facts.device],
    ["nn", twoDigits(facts.number)],
  ]);
}

function twoDigits(n: number): string {
  return String(n).padStart(2, "0");
}
