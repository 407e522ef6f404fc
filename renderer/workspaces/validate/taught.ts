import type { DatasetQuery } from "#domain/learning/dataset.ts";
import type { Validation } from "#domain/validation/results.ts";

/** How many of the judged captures a model may have been trained with; a query that names none took all there were. */
export function taughtWith({ captureIds }: Pick<DatasetQuery, "captureIds">, { captures }: Validation): number {
  if (captureIds.length === 0) return captures.length;
  const taught = new Set(captureIds);
  return captures.filter(({ captureId }) => taught.has(captureId)).length;
}
