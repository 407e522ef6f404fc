import type { StoreChange } from "./api.ts";
import type { Direction, Step } from "./history/history.ts";
import type { ChangeRow } from "./history/steps.ts";
import { labelChanges } from "./labels/labelChanges.ts";
import { readScheme } from "./labels/schemeEdits.ts";
import type { Db } from "./sqlite.ts";

/** What a step changed, as those hear it who show the project; it was done (again) or undone already. */
export function stepEvents(db: Db, step: Step, direction: Direction, pageId: string | null): StoreChange[] {
  const uuid = db.prepare<[number], { uuid: string }>("SELECT uuid FROM capture WHERE id = ?");
  const idOf = (row: number) => uuid.get(row)!.uuid;
  const labels = labelChanges(db, step.changes, direction === "undo" ? "before" : "after");
  const events: StoreChange[] = labels.map(({ capture, changes }) => {
    return { event: "labels", captureId: idOf(capture), pageId, changes };
  });
  if (step.changes.some(({ table_name }) => table_name === "label_scheme"))
    events.push({ event: "scheme", scheme: readScheme(db) });
  if (step.changes.some(({ table_name }) => table_name === "model")) events.push({ event: "models" });
  if (step.changes.some(({ table_name }) => table_name === "validation")) events.push({ event: "validations" });
  const touched = (changes: readonly ChangeRow[]) =>
    [...new Set(changes.flatMap(({ capture_id }) => (capture_id === null ? [] : [capture_id])))].map(idOf);
  const videos = touched(step.changes.filter(({ table_name }) => table_name === "video"));
  if (videos.length > 0) events.push({ event: "videos", captureIds: videos });
  return [...events, { event: "captures", captureIds: touched(step.changes) }];
}
