import { mkdir, open, readFile, rename } from "node:fs/promises";
import { dirname } from "node:path";
import type { z } from "zod";

/**
 * A small JSON file in which the studio remembers something. It is written whole: first beside itself, then renamed
 * over, so that a power cut leaves the old or the new one. A file that does not fit its schema is set aside as
 * `….damaged`, never overwritten. Remembering is not worth a failure: what cannot be written holds for this run.
 */
export class JsonFile<T> {
  readonly #path: string;
  readonly #schema: z.ZodType<T>;
  readonly #log: (message: string) => void;
  #value: T;
  #turn: Promise<void> = Promise.resolve();

  constructor(path: string, schema: z.ZodType<T>, value: T, log: (message: string) => void) {
    this.#path = path;
    this.#schema = schema;
    this.#value = value;
    this.#log = log;
  }

  /** @param fallback the value while there is no file */
  static async open<T>(path: string, schema: z.ZodType<T>, fallback: T, log: (message: string) => void) {
    return new JsonFile(path, schema, await readOr(path, schema, fallback, log), log);
  }

  get value(): T {
    return this.#value;
  }

  /** Changes what is in the file now: another studio may have written it meanwhile. One change at a time. */
  change(edit: (current: T) => T): Promise<void> {
    this.#turn = this.#turn.then(async () => {
      this.#value = edit(await readOr(this.#path, this.#schema, this.#value, this.#log));
      try {
        await writeWhole(this.#path, `${JSON.stringify(this.#value, null, 2)}\n`);
      } catch (error) {
        this.#log(`${this.#path} cannot be written: ${messageOf(error)}`);
      }
    });
    return this.#turn;
  }
}

async function readOr<T>(path: string, schema: z.ZodType<T>, fallback: T, log: (message: string) => void): Promise<T> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch {
    return fallback;
  }
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    log(`${path} is damaged and set aside: ${messageOf(error)}`);
    await rename(path, `${path}.damaged`).catch(() => undefined);
    return fallback;
  }
}

async function writeWhole(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const beside = `${path}.${process.pid}.new`;
  const file = await open(beside, "w");
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(beside, path);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
