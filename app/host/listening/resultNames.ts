import type { ClassMaps } from "#domain/deploy/modelJson.ts";
import type { FirmwareFacts, GloveResult } from "#domain/deploy/recognition.ts";
import { UNKNOWN } from "#domain/labeling/segments.ts";
import type { Model } from "#domain/learning/models.ts";

/** More segments at once than the glove classifies: what it says then is this number (streaming.md 9). */
const LIMIT_REACHED = 65_534;

export interface NameSources {
  /** The model of the open project that the glove runs, where its pack says so. */
  readonly model: Pick<Model, "classNames"> | null;
  /** Of a file that somebody chose. */
  readonly chosen: ClassMaps | null;
}

/** What a glove's result is called: by its sender, else by the model that it runs, else by a chosen file, else by number. */
export function nameOf({ className, classNumber, modelNumber, value }: GloveResult, sources: NameSources): string {
  if (className !== null && className.trim() !== "") return className;
  if (classNumber === null) return value === null ? UNKNOWN : String(value);
  const known = sources.model?.classNames[classNumber] ?? sources.chosen?.get(modelNumber)?.get(classNumber);
  if (known !== undefined) return known;
  if (classNumber === 0) return UNKNOWN;
  return classNumber === LIMIT_REACHED ? "Limit reached" : `Class ${classNumber}`;
}

/** The model with a part of these very bytes. */
export function modelOfPack(
  models: readonly Model[],
  pack: NonNullable<FirmwareFacts["pack"]> | null | undefined,
): Model | null {
  return models.find(({ parts }) => parts.some(({ hash }) => hash === pack?.hash)) ?? null;
}
