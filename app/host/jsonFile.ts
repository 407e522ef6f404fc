import { mkdir, open, readFile, rename } from "node:fs/promises";
import { dirname } from "node:path";
import type { z } from "zod";

/**
 * A small JSON file that is read once and written whole: first beside itself, then renamed over, so that a power cut
 * leaves the old or the new one. A file that does not fit its schema is set aside as `….damaged`, never overwritten.
 */
export class JsonFile<T> {
  readonly #path: string;
  #value: T;
  #writing: Promise<void> = Promise.resolve();

  constructor(path: string, value: T) {
    this.#path = path;
    this.#value = value;
  }

  static async open<T>(path: string, schema: z.ZodType<T>, fallback: T, log: (message: string) => void) {
    return new JsonFile(path, await readOrFallback(path, schema, fallback, log));
  }

  get value(): T {
    return this.#value;
  }

  /** Resolves when it is on disk. Writes happen one after the other. */
  set(value: T): Promise<void> {
    this.#value = value;
    const text = `${JSON.stringify(value, null, 2)}\n`;
    this.#writing = this.#writing.catch(() => undefined).then(() => writeWhole(this.#path, text));
    return this.#writing;
  }
}

async function readOrFallback<T>(path: string, schema: z.ZodType<T>, fallback: T, log: (message: string) => void) {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch {
    return fallback;
  }
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    log(`${path} is damaged and set aside: ${error instanceof Error ? error.message : String(error)}`);
    await rename(path, `${path}.damaged`).catch(() => undefined);
    return fallback;
  }
}

async function writeWhole(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const beside = `${path}.new`;
  const file = await open(beside, "w");
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(beside, path);
}
