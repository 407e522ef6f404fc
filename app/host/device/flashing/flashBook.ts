import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { flashRecord } from "#contract/boards.ts";
import type { FlashRecord } from "#domain/deploy/flash.ts";
import { ProblemError } from "#domain/problems.ts";
import { JsonFile } from "../../jsonFile.ts";

const KEPT = 200;
const LOG = ".log";

/** Every flash, newest first, each with a log of its own. The oldest are forgotten. */
export class FlashBook {
  readonly #folder: string;
  readonly #records: JsonFile<FlashRecord[]>;
  readonly #log: (message: string) => void;

  private constructor(folder: string, records: JsonFile<FlashRecord[]>, log: (message: string) => void) {
    this.#folder = folder;
    this.#records = records;
    this.#log = log;
  }

  static async open(dataFolder: string, log: (message: string) => void): Promise<FlashBook> {
    const folder = join(dataFolder, "flashes");
    const records = await JsonFile.open(join(folder, "flashes.json"), z.array(flashRecord), [], log);
    return new FlashBook(folder, records as JsonFile<FlashRecord[]>, log);
  }

  list(): readonly FlashRecord[] {
    return this.#records.value;
  }

  /** Like all remembering, it is not worth a failure. */
  async add(record: FlashRecord, lines: readonly string[]): Promise<void> {
    try {
      await mkdir(this.#folder, { recursive: true });
      await writeFile(this.#logPath(record.id), lines.map((line) => `${line}\n`).join(""));
      await this.#records.change((records) => [record, ...records].slice(0, KEPT));
      await this.#prune();
    } catch (error) {
      this.#log(`a flash could not be recorded: ${error}`);
    }
  }

  /** @throws ProblemError flash.noLog */
  async lines(flashId: string): Promise<string[]> {
    const known = this.list().some(({ id }) => id === flashId);
    const text = known ? await readFile(this.#logPath(flashId), "utf8").catch(() => null) : null;
    if (text === null) throw new ProblemError("flash.noLog");
    return text.split("\n").slice(0, -1);
  }

  async #prune(): Promise<void> {
    const known = new Set(this.list().map(({ id }) => id + LOG));
    const logs = (await readdir(this.#folder)).filter((file) => file.endsWith(LOG) && !known.has(file));
    await Promise.all(logs.map((file) => rm(join(this.#folder, file), { force: true })));
  }

  #logPath(flashId: string): string {
    return join(this.#folder, flashId + LOG);
  }
}
