import type { Validation } from "#domain/validation/results.ts";

/** What a result is called: its model, or a detector and a classifier in their order. */
export function nameOf({ modelNames }: Pick<Validation, "modelNames">): string {
  return modelNames.join(" > ");
}
