import { HANDS } from "#domain/hands.ts";
import {
  LABEL_COLOURS,
  type LabelColour,
  type LabelScheme,
  type NamedTier,
  type SchemeLabel,
  TIERS,
} from "#domain/labeling/scheme.ts";
import type { Renames } from "../../../app/stores/scheme.ts";

/** A label while it is edited. */
export interface DraftLabel extends SchemeLabel {
  /** Stays the same while everything else of it changes. */
  readonly id: string;
  /** Its name in the stored scheme; null for a new one. */
  readonly was: string | null;
}

export interface SchemeDraft extends Pick<LabelScheme, "handKeys"> {
  readonly punch: readonly DraftLabel[];
  readonly quality: readonly DraftLabel[];
}

export function draftOf(scheme: LabelScheme): SchemeDraft {
  const drafts = (tier: NamedTier) =>
    scheme[tier].map((label): DraftLabel => ({ ...label, id: `${tier}/${label.name}`, was: label.name }));
  return { punch: drafts("punch"), quality: drafts("quality"), handKeys: scheme.handKeys };
}

export function schemeOf({ punch, quality, handKeys }: SchemeDraft): LabelScheme {
  const plain = ({ name, colour, key }: DraftLabel) => ({ name: name.trim(), colour, key });
  return { punch: punch.map(plain), quality: quality.map(plain), handKeys };
}

/** What the segments that are there have to be renamed to. */
export function renamesOf(draft: SchemeDraft): Renames {
  return TIERS.flatMap((tier) =>
    draft[tier].flatMap(({ was, name }) =>
      was === null || was === name.trim() ? [] : [{ tier, from: was, to: name.trim() }],
    ),
  );
}

/** A new label in a colour that no other has yet, without a key. */
export function newLabel(draft: SchemeDraft, id: string): DraftLabel {
  const used = new Set<LabelColour>([...draft.punch, ...draft.quality].map(({ colour }) => colour));
  const colour = LABEL_COLOURS.find((each) => !used.has(each)) ?? "own-1";
  return { id, was: null, name: "", colour, key: null };
}

/** Where a label stands among the others of its tier, one up or down. */
export function moved(labels: readonly DraftLabel[], id: string, step: 1 | -1): readonly DraftLabel[] {
  const at = labels.findIndex((label) => label.id === id);
  const other = labels[at + step];
  return other === undefined ? labels : labels.with(at, other).with(at + step, labels[at]!);
}

export type Fault =
  | { readonly id: string; readonly field: "name"; readonly code: "noName" | "sameName" }
  | { readonly id: string; readonly field: "key"; readonly code: "sameKey" | "reserved"; readonly by: string };

/** What must be put right before it can be stored. `ownerOf` names the command that has a key already. */
export function faultsOf(draft: SchemeDraft, ownerOf: (key: string) => string | null): Fault[] {
  const faults: Fault[] = [];
  for (const tier of TIERS) {
    const seen = new Set<string>();
    for (const { id, name } of draft[tier]) {
      const plain = name.trim();
      if (plain === "") faults.push({ id, field: "name", code: "noName" });
      else if (seen.has(plain)) faults.push({ id, field: "name", code: "sameName" });
      seen.add(plain);
    }
  }
  const owners = new Map<string, string>();
  const hands = HANDS.map((hand) => ({ id: hand, name: hand, key: draft.handKeys[hand] }));
  for (const { id, name, key } of [...draft.punch, ...draft.quality, ...hands]) {
    if (key === null) continue;
    const [reserved, taken] = [ownerOf(key), owners.get(key)];
    if (reserved !== null) faults.push({ id, field: "key", code: "reserved", by: reserved });
    else if (taken !== undefined) faults.push({ id, field: "key", code: "sameKey", by: taken });
    owners.set(key, name);
  }
  return faults;
}
