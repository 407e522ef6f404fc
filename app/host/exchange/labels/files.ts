import { readFile, stat } from "node:fs/promises";
import { extname } from "node:path";
import { OWN_TRUTH } from "#domain/labeling/segments.ts";
import { ProblemError } from "#domain/problems.ts";
import type { LabelImport, ProjectStore } from "../../store/api.ts";
import { freeFile } from "../freeFile.ts";
import { writeWhole } from "../writeWhole.ts";
import { audacity } from "./audacity.ts";
import { csvLabels } from "./csvLabels.ts";
import { LABEL_FORMATS, type LabelCodec, type LabelFormat } from "./labelFile.ts";

const CODECS: Readonly<Record<LabelFormat, LabelCodec>> = { csv: csvLabels, txt: audacity };

/** A label takes about a hundred bytes: larger files are something else. */
const LARGEST_BYTES = 64 << 20;

/**
 * Writes the labels of a capture into a folder (made where missing), all tracks or those of one name, and returns the
 * path: `Jab 03 labels.csv`. No file that is there already is touched.
 * @throws ProblemError capture.notFound, export.failed
 */
export async function exportLabels(
  store: ProjectStore,
  captureId: string,
  folder: string,
  format: LabelFormat,
  track: string | null,
): Promise<string> {
  const { name } = await store.capture(captureId);
  const tracks = (await store.tracks(captureId)).filter((each) => track === null || each.name === track);
  const path = await freeFile(folder, `${name} labels`, `.${format}`);
  await writeWhole(path, [CODECS[format].write(tracks)]);
  return path;
}

/**
 * Adds the labels of a file to a capture; its ending says the format.
 * @throws ProblemError labels.unknownFormat, labels.unreadable, labels.badLine, labels.noColumns, label.outside
 */
export async function importLabels(
  store: ProjectStore,
  captureId: string,
  path: string,
  into: string = OWN_TRUTH.name,
): Promise<LabelImport> {
  const format = LABEL_FORMATS.find((each) => extname(path).toLowerCase() === `.${each}`);
  if (!format) throw new ProblemError("labels.unknownFormat", { file: path, known: LABEL_FORMATS.join(", ") });
  return store.importTracks(captureId, CODECS[format].read(await textOf(path), into));
}

async function textOf(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > LARGEST_BYTES) throw new Error(`${size} bytes`);
    return new TextDecoder("utf-8", { fatal: true }).decode(await readFile(path));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new ProblemError("labels.unreadable", { file: path, message }, { cause: error });
  }
}
