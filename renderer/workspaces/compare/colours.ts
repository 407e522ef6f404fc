import { LABEL_COLOURS } from "#domain/labeling/scheme.ts";
import { labelColour } from "../../ui/labels.ts";
import { text } from "../../ui/text.ts";
import type { ColourBy } from "./comparing.ts";
import type { CompareItem } from "./items.ts";

/** One colour of a comparison: what it stands for, and how many lines have it. */
export interface ColourGroup {
  readonly key: string;
  readonly words: string;
  readonly token: string;
  readonly ids: ReadonlySet<string>;
}

const HAND_TOKEN = { left: "--axis-x", right: "--axis-y", none: "--axis-none" } as const;

/** The key and the name of what an item is told apart by. */
function groupOf(item: CompareItem, by: ColourBy): { readonly key: string; readonly words: string } {
  if (by === "hand") {
    const { hand } = item;
    return { key: hand ?? "none", words: text(hand === null ? "segments.noHand" : `hand.${hand}`) };
  }
  if (by === "capture") return { key: item.captureId, words: item.captureName };
  const value = by === "label" ? item.label : item.person;
  return { key: value ?? "", words: value ?? text(`compare.no.${by}`) };
}

/** Labels and hands have their own colours; people and captures those of the palette, in the order of their names. */
export function colourGroups(items: readonly CompareItem[], by: ColourBy): ColourGroup[] {
  const groups = new Map<string, { words: string; ids: Set<string> }>();
  for (const item of items) {
    const { key, words } = groupOf(item, by);
    const group = groups.get(key) ?? { words, ids: new Set() };
    groups.set(key, group);
    group.ids.add(item.id);
  }
  return [...groups]
    .sort(([, a], [, b]) => a.words.localeCompare(b.words, undefined, { numeric: true }))
    .map(([key, group], i) => ({ key, ...group, token: tokenOf(key, by, i) }));
}

function tokenOf(key: string, by: ColourBy, place: number): string {
  if (by === "hand") return HAND_TOKEN[key as keyof typeof HAND_TOKEN];
  if (by === "label") return key === "" ? HAND_TOKEN.none : labelColour(key);
  return `--label-${LABEL_COLOURS[place % LABEL_COLOURS.length]}`;
}
