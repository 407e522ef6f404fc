import { access } from "node:fs/promises";
import { join } from "node:path";
import type { ProjectStore } from "../../store/api.ts";
import { storedRecording } from "../storedRecording.ts";
import { type CsvValues, writeCsv } from "./writeCsv.ts";

/**
 * Writes a capture as CSV, one file a stream, into a folder (made where missing) and returns the files' paths:
 * `Jab 03.csv`, or `Jab 03 left.csv` and `Jab 03 right.csv`. No file that is there already is touched.
 * @throws ProblemError capture.notFound, export.failed
 */
export async function exportCaptureCsv(
  store: ProjectStore,
  captureId: string,
  folder: string,
  values: CsvValues = "raw",
): Promise<string[]> {
  const { name, streams } = await storedRecording(store, captureId);
  const paths: string[] = [];
  for (const [at, stream] of streams.entries()) {
    const part = streams.length === 1 ? "" : ` ${stream.hand ?? at + 1}`;
    const path = await freePath(folder, safeName(`${name}${part}`));
    await writeCsv(path, stream, values);
    paths.push(path);
  }
  return paths;
}

/** A name that every file system takes. */
function safeName(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what file systems refuse
  return name.replace(/[\u0000-\u001f<>:"/\\|?*]/g, "_").replace(/[. ]+$/, "_");
}

async function freePath(folder: string, name: string): Promise<string> {
  for (let times = 1; ; times++) {
    const path = join(folder, times === 1 ? `${name}.csv` : `${name} (${times}).csv`);
    const taken = await access(path).then(
      () => true,
      () => false,
    );
    if (!taken) return path;
  }
}
