import { ProblemError } from "#domain/problems.ts";
import { baseName, type ModelFile } from "./files.ts";
import type { Imported } from "./foreign.ts";
import { importTfjs } from "./fromTfjs.ts";
import { importTflite } from "./fromTflite.ts";
import { importSavedModel } from "./savedModel/fromSavedModel.ts";

/** Larger than any network that a glove could hold, in any format. */
export const LARGEST_MB = 64;
/** A model is a handful of files; a folder of more is another folder. */
export const MOST_FILES = 1000;

/**
 * The files of a model of another tool: a `.tflite`, the `model.json` of TensorFlow.js and its weights, or those of a
 * SavedModel, of which only the graph is looked at: what the engine runs has its weights in there.
 * @throws ProblemError import.unknownFormat, import.damaged, import.missingFile, import.graphModel
 */
export function importFiles(files: readonly ModelFile[]): Imported {
  const has = (name: string) => files.some((file) => baseName(file.name) === name);
  const lite = files.filter(({ name }) => name.toLowerCase().endsWith(".tflite"));
  if (has("saved_model.pb")) return importSavedModel(files);
  if (has("model.json")) return importTfjs(files);
  if (lite.length === 1) return importTflite(lite[0]!.bytes);
  throw new ProblemError("import.unknownFormat", { file: baseName(files[0]?.name ?? "") });
}
