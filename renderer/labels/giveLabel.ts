import { acceptChosen, chosenFound } from "./accepting.ts";
import { addStretch, reword } from "./deeds.ts";
import { chosenTruth, type LabelDesk } from "./desk.ts";

/**
 * What a label key does, always with one press as much as is safe: selected proposals are accepted under the label,
 * selected segments get it, a selected range becomes a segment of it; and what is drawn now and from now on is called so.
 */
export function giveLabel(desk: LabelDesk, label: string): void {
  const { doc, stage } = desk;
  doc.setBrush({ label });
  if (doc.previewing) return;
  if (chosenFound(doc).length > 0) acceptChosen(desk, label);
  else if (chosenTruth(doc).length > 0) reword(desk, { label });
  else if (stage.range !== null && addStretch(desk, stage.range.startUs, stage.range.endUs)) stage.range = null;
}

/** Gives the selected segments a quality, or takes it away where all have it; with none selected, to what comes. */
export function giveQuality(desk: LabelDesk, quality: string): void {
  const { doc } = desk;
  const all = chosenTruth(doc).flatMap(({ track, ids }) => track.segments.filter(({ id }) => ids.has(id)));
  if (all.length === 0 || doc.previewing)
    doc.setBrush({ quality: doc.view.brush.quality === quality ? null : quality });
  else reword(desk, { quality: all.every((each) => each.quality === quality) ? null : quality });
}
