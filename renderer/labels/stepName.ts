import type { EditName } from "#contract/captures.ts";
import type { Segment } from "#domain/labeling/segments.ts";
import { timeText } from "../timeline/core/clockText.ts";

/** The ways in which a person changes labels here: `history.<code>` of the catalog has their words. */
export type StepCode =
  | "label.accept"
  | "label.bulk"
  | "label.copy"
  | "label.draw"
  | "label.duplicate"
  | "label.event"
  | "label.hand"
  | "label.length"
  | "label.live"
  | "label.merge"
  | "label.move"
  | "label.paste"
  | "label.quality"
  | "label.relabel"
  | "label.remove"
  | "label.resize"
  | "label.split";

/** The name of a step: what was done, to which segment and where, or to how many. */
export function stepName(code: StepCode, segments: readonly Segment[], more: EditName["detail"] = {}): EditName {
  const [first] = segments;
  const detail = { count: segments.length, label: first?.label ?? "", at: timeText(first?.startUs ?? 0), ...more };
  return { code, detail };
}
