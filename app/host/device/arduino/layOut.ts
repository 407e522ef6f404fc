import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Of our firmware's folder, what is a library for the Arduino tools (firmware/toolchain.mjs). The engine goes beside it. */
const LIBRARY = ["core", "board", "library.properties", "ringside_capture.h", "ringside_recognition.h"];
/** From the sources (app/host/device/arduino) and from the built studio (dist/electron). */
const PLACES = ["../../../..", "../.."].map((place) => join(import.meta.dirname, place));

/** The folder with `firmware` and `native`; null where this installation has no sources. */
export function sourcesFolder(): string | null {
  return PLACES.find((place) => existsSync(join(place, "firmware", "recognition"))) ?? null;
}

/** Lays out a sketch for arduino-cli: `libraries/ringside`, and the sketch beside `libraries`. */
export async function layOut(sources: string, sketch: string, folder: string): Promise<void> {
  const library = join(folder, "libraries", "ringside");
  for (const part of LIBRARY) await copy(join(sources, "firmware", part), join(library, part));
  await copy(join(sources, "native", "engine"), join(library, "engine"));
  await copy(join(sources, "firmware", sketch), join(folder, sketch));
}

/** File by file: a packed studio's sources can be listed and read, and nothing more. */
async function copy(from: string, to: string): Promise<void> {
  const entries = await readdir(from, { withFileTypes: true }).catch(() => null);
  if (entries === null) {
    await mkdir(dirname(to), { recursive: true });
    await writeFile(to, await readFile(from));
    return;
  }
  for (const { name } of entries) await copy(join(from, name), join(to, name));
}
