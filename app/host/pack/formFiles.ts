import { rm } from "node:fs/promises";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { PACK_FORMS, SINGLE_HEADER_FOLDER } from "#domain/deploy/pack.ts";
import { writeWhole } from "../exchange/writeWhole.ts";
import { ENGINE_FOLDER } from "./engineCopy.ts";
import type { MadePack } from "./makePack.ts";

/** library: its folder. header: one file. zip: the library as the Arduino IDE installs it. */
export const WRITTEN_FORMS = [...PACK_FORMS, "zip"] as const;
export type WrittenForm = (typeof WRITTEN_FORMS)[number];

/** The oldest time that a zip can tell: the same pack is the same zip. */
const ZIP_TIME = new Date(1980, 0, 1);

/** The library in a zip, below a folder of its name. The same pack gives the same bytes. */
export function packZip({ pack, files }: MadePack): Uint8Array<ArrayBuffer> {
  const entries = [...files].map(([path, text]) => [`${pack.identifier}/${path}`, strToU8(text)] as const);
  return zipSync(Object.fromEntries(entries), { mtime: ZIP_TIME, level: 6 });
}

/**
 * Writes a pack into a folder, made where missing, and returns the path of what is then there: the library's folder, the
 * header or the zip. What was there under the same name is replaced. @throws ProblemError export.failed
 */
export async function writePack(made: MadePack, folder: string, form: WrittenForm): Promise<string> {
  const { identifier } = made.pack;
  if (form !== "library") {
    const path = join(folder, `${identifier}.${form === "zip" ? "zip" : "h"}`);
    await writeWhole(path, [
      form === "zip" ? packZip(made) : made.files.get(`${SINGLE_HEADER_FOLDER}/${identifier}.h`)!,
    ]);
    return path;
  }
  const library = join(folder, identifier);
  // An engine of another build would stay there for nothing.
  await rm(join(library, "src", ENGINE_FOLDER), { recursive: true, force: true });
  for (const [path, text] of made.files) await writeWhole(join(library, path), [text]);
  return library;
}
