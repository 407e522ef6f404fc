import { isEvent, lengthUs } from "#domain/labeling/reshape.ts";
import type { Segment } from "#domain/labeling/segments.ts";
import { text } from "../../../ui/text.ts";
import { timeText } from "../clockText.ts";

/** A segment in a line: label, hand, quality, when, how long, how sure. */
export function segmentWords(segment: Segment): string {
  const { label, hand, quality, startUs, confidence } = segment;
  const parts = [label];
  if (hand !== null) parts.push(text(`lanes.hand.${hand}`));
  if (quality !== null) parts.push(quality);
  parts.push(timeText(startUs));
  const ms = Math.round(lengthUs(segment) / 1000);
  parts.push(isEvent(segment) ? text("lanes.event") : text("lanes.length", { ms }));
  if (confidence !== null) parts.push(text("lanes.confidence", { share: confidence }));
  return parts.join(" · ");
}

/** What is selected, for those who do not see it. */
export function selectionWords(segments: readonly Segment[]): string {
  const [first] = segments;
  if (first === undefined) return "";
  return segments.length === 1 ? segmentWords(first) : text("lanes.selected", { count: segments.length });
}
