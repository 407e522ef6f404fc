import { readdir, readFile, stat } from "node:fs/promises";
import { basename, dirname, extname, join, relative } from "node:path";
import { ProblemError } from "#domain/problems.ts";
import type { ModelFile } from "./files.ts";
import type { Imported } from "./foreign.ts";
import { importTfjs } from "./fromTfjs.ts";
import { importTflite } from "./fromTflite.ts";
import { importSavedModel } from "./savedModel/fromSavedModel.ts";

/** Of a SavedModel; its variables lie beside it, but what the engine runs has its weights in here. */
const GRAPH = "saved_model.pb";
/** Larger than any network that a glove could hold, in any format. */
const LARGEST_MB = 64;
/** A model is a handful of files; a folder of more is another folder. */
const MOST_FILES = 1000;

/**
 * A model of another tool: a `.tflite` file, the `model.json` of TensorFlow.js or its folder, or the folder of a SavedModel.
 * @throws ProblemError import.unreadable, import.unknownFormat, import.tooLargeFile, import.damaged, import.missingFile, import.graphModel
 */
export async function openModel(path: string): Promise<Imported> {
  try {
    if ((await stat(path)).isDirectory()) return importFolder(path);
    if (extname(path) === ".tflite") return importTflite((await filesIn(dirname(path), [path]))[0]!.bytes);
    if (basename(path) === "model.json" || basename(path) === GRAPH) return importFolder(dirname(path));
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    const { message } = error as Error;
    throw new ProblemError("import.unreadable", { file: basename(path), message }, { cause: error });
  }
  throw new ProblemError("import.unknownFormat", { file: basename(path) });
}

async function importFolder(folder: string): Promise<Imported> {
  const names = await readdir(folder);
  if (names.includes(GRAPH)) return importSavedModel(await filesIn(folder, [join(folder, GRAPH)]));
  if (!names.includes("model.json")) throw new ProblemError("import.unknownFormat", { file: basename(folder) });
  const parts = names.filter((name) => name === "model.json" || extname(name) === ".bin");
  return importTfjs(
    await filesIn(
      folder,
      parts.map((name) => join(folder, name)),
    ),
  );
}

async function filesIn(folder: string, paths: readonly string[]): Promise<ModelFile[]> {
  let bytes = 0;
  for (const path of paths) bytes += (await stat(path)).size;
  if (bytes > LARGEST_MB * 2 ** 20 || paths.length > MOST_FILES)
    throw new ProblemError("import.tooLargeFile", { file: basename(folder), limit: LARGEST_MB });
  return Promise.all(paths.map(async (path) => ({ name: relative(folder, path), bytes: await readFile(path) })));
}
