import type { ProjectStore } from "../../store/api.ts";
import { freeFile } from "../freeFile.ts";
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
    const path = await freeFile(folder, `${name}${part}`, ".csv");
    await writeCsv(path, stream, values);
    paths.push(path);
  }
  return paths;
}
