import { readdir, readFile, stat } from "node:fs/promises";
import { basename, dirname, extname, join, relative } from "node:path";
import { ProblemError } from "#domain/problems.ts";
import type { ModelFile } from "./files.ts";
import { LARGEST_MB, MOST_FILES } from "./importFiles.ts";

const GRAPH = "saved_model.pb";
const LAYERS = "model.json";

/**
 * The files of a model of another tool: a `.tflite` file, the `model.json` of TensorFlow.js or its folder, or the folder of
 * a SavedModel. @throws ProblemError import.unreadable, import.unknownFormat, import.tooLargeFile
 */
export async function modelFiles(path: string): Promise<ModelFile[]> {
  try {
    if ((await stat(path)).isDirectory()) return await filesOfFolder(path);
    if (extname(path).toLowerCase() === ".tflite") return await filesIn(dirname(path), [path]);
    if ([LAYERS, GRAPH].includes(basename(path))) return await filesOfFolder(dirname(path));
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    const { message } = error as Error;
    throw new ProblemError("import.unreadable", { file: basename(path), message }, { cause: error });
  }
  throw new ProblemError("import.unknownFormat", { file: basename(path) });
}

async function filesOfFolder(folder: string): Promise<ModelFile[]> {
  const names = await readdir(folder);
  const isPart = names.includes(GRAPH)
    ? (name: string) => name === GRAPH
    : (name: string) => name === LAYERS || extname(name) === ".bin";
  if (!names.includes(GRAPH) && !names.includes(LAYERS))
    throw new ProblemError("import.unknownFormat", { file: basename(folder) });
  return filesIn(
    folder,
    names.filter(isPart).map((name) => join(folder, name)),
  );
}

async function filesIn(folder: string, paths: readonly string[]): Promise<ModelFile[]> {
  let bytes = 0;
  for (const path of paths) bytes += (await stat(path)).size;
  if (bytes > LARGEST_MB * 2 ** 20 || paths.length > MOST_FILES)
    throw new ProblemError("import.tooLargeFile", { file: basename(folder), limit: LARGEST_MB });
  return Promise.all(paths.map(async (path) => ({ name: relative(folder, path), bytes: await readFile(path) })));
}
