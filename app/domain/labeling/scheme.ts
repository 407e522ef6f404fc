import type { Hand } from "../hands.ts";
import { PUNCHES } from "../punches.ts";

/** The colours that a label may have: names of tokens (`--label-<colour>`), tested for contrast in both themes. */
export const LABEL_COLOURS = [
  "jab",
  "cross",
  "hook",
  "uppercut",
  "overhand",
  "unknown",
  "own-1",
  "own-2",
  "own-3",
  "own-4",
] as const;
export type LabelColour = (typeof LABEL_COLOURS)[number];

export interface SchemeLabel {
  readonly name: string;
  readonly colour: LabelColour;
  /** One key as the command table writes it, e.g. `1`; null for none. */
  readonly key: string | null;
}

/**
 * What a project's segments may be called, in three tiers. Every segment has one punch; hand and quality may be left
 * open. The hands are given, only their keys can be changed.
 */
export interface LabelScheme {
  readonly punch: readonly SchemeLabel[];
  readonly quality: readonly SchemeLabel[];
  readonly handKeys: Readonly<Record<Hand, string | null>>;
}

export const TIERS = ["punch", "quality"] as const;
/** The tiers whose names a person makes. */
export type NamedTier = (typeof TIERS)[number];

export const USUAL_SCHEME: LabelScheme = {
  punch: PUNCHES.map((name, i) => ({ name, colour: LABEL_COLOURS[i]!, key: String(i + 1) })),
  quality: [
    { name: "Clean", colour: "own-1", key: "7" },
    { name: "Weak", colour: "own-2", key: "8" },
    { name: "Missed", colour: "own-3", key: "9" },
  ],
  handKeys: { left: "[", right: "]" },
};

/** A name of the scheme that becomes another, in everything that has it. */
export interface Rename {
  readonly tier: NamedTier;
  readonly from: string;
  readonly to: string;
}
