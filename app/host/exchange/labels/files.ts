import { readFile, stat } from "node:fs/promises";
import { basename, extname } from "node:path";
import { LABEL_FORMATS, type LabelFormat, type LabelImport } from "#domain/labeling/labelFiles.ts";
import { OWN_TRUTH, type Track } from "#domain/labeling/segments.ts";
import { ProblemError } from "#domain/problems.ts";
import { captureToVideoUs } from "#domain/sync/video.ts";
import type { ProjectStore } from "../../store/api.ts";
import { freeFile, safeName } from "../freeFile.ts";
import { writeWhole } from "../writeWhole.ts";
import { audacity } from "./audacity.ts";
import { csvLabels } from "./csvLabels.ts";
import { elan } from "./elan/elan.ts";
import type { About, LabelCodec } from "./labelFile.ts";

const CODECS: Readonly<Record<LabelFormat, LabelCodec>> = { csv: csvLabels, txt: audacity, eaf: elan };

/** A label takes a hundred bytes, or three hundred of XML: larger files are something else. */
const LARGEST_MB = 64;

/**
 * The labels of a capture as a file, all tracks or those of one name: what it would be called, without its ending, and
 * what it holds.
 * @throws ProblemError capture.notFound
 */
export async function labelFile(
  store: ProjectStore,
  captureId: string,
  format: LabelFormat,
  track: string | null,
): Promise<{ readonly name: string; readonly text: string }> {
  const { name } = await store.capture(captureId);
  const tracks = (await store.tracks(captureId)).filter((each) => track === null || each.name === track);
  return { name: `${name} labels`, text: CODECS[format].write(tracks, await aboutOf(store, captureId)) };
}

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
  const { name, text } = await labelFile(store, captureId, format, track);
  const path = await freeFile(folder, name, `.${format}`);
  await writeWhole(path, [text]);
  return path;
}

export interface ImportWish {
  /** The truth track for what the file assigns to none. */
  readonly into?: string | undefined;
  /** Whether to tell only what would come of it. */
  readonly trial?: boolean | undefined;
}

/**
 * Adds the labels of a file to a capture; its ending says the format.
 * @throws ProblemError labels.unknownFormat, labels.tooLarge, labels.unreadable, labels.badLine, labels.noColumns, label.outside
 */
export async function importLabels(
  store: ProjectStore,
  captureId: string,
  path: string,
  wish: ImportWish = {},
): Promise<LabelImport> {
  const file = basename(path);
  codecOf(file);
  const bytes = await stat(path)
    .then(({ size }) => (size > LARGEST_MB << 20 ? Promise.reject(tooLarge(file)) : readFile(path)))
    .catch((error) => Promise.reject(error instanceof ProblemError ? error : unreadable(file, error)));
  return importLabelFile(store, captureId, { name: file, bytes }, wish);
}

/** The same for a file whose bytes are here. */
export async function importLabelFile(
  store: ProjectStore,
  captureId: string,
  file: { readonly name: string; readonly bytes: Uint8Array },
  { into = OWN_TRUTH.name, trial = false }: ImportWish,
): Promise<LabelImport> {
  const { stepUs, read } = codecOf(file.name);
  const tracks: Track[] = read(textOf(file), into);
  return store.importTracks(captureId, tracks, { stepUs, trial });
}

function codecOf(name: string): LabelCodec {
  const format = LABEL_FORMATS.find((each) => extname(name).toLowerCase() === `.${each}`);
  if (!format) throw new ProblemError("labels.unknownFormat", { file: name, known: LABEL_FORMATS.join(", ") });
  return CODECS[format];
}

function textOf({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array }): string {
  if (bytes.length > LARGEST_MB << 20) throw tooLarge(name);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw unreadable(name, error);
  }
}

function tooLarge(file: string): ProblemError {
  return new ProblemError("labels.tooLarge", { file, mb: LARGEST_MB });
}

function unreadable(file: string, cause: unknown): ProblemError {
  const message = cause instanceof Error ? cause.message : String(cause);
  return new ProblemError("labels.unreadable", { file, message }, { cause });
}

async function aboutOf(store: ProjectStore, captureId: string): Promise<About> {
  const videos = (await store.videos(captureId)).filter(({ state }) => state === "ready");
  return {
    writtenAt: new Date(),
    videos: videos.map(({ name, file, mime, sync }) => ({
      fileName: `${safeName(name)}${extname(file)}`,
      mime: mime.split(";")[0]!.trim(),
      originMs: Math.round(captureToVideoUs(sync.line, 0) / 1000),
    })),
  };
}
