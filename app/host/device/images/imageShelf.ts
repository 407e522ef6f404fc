import { createHash } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { image } from "#contract/boards.ts";
import type { Image } from "#domain/deploy/flash.ts";
import { ProblemError } from "#domain/problems.ts";
import { JsonFile } from "../../jsonFile.ts";
import { inspectImage } from "./inspectImage.ts";

/** The images that the studio keeps: files named by their hash, and a list beside them. */
export class ImageShelf {
  readonly #folder: string;
  readonly #list: JsonFile<Image[]>;

  private constructor(folder: string, list: JsonFile<Image[]>) {
    this.#folder = folder;
    this.#list = list;
  }

  static async open(dataFolder: string, log: (message: string) => void): Promise<ImageShelf> {
    const folder = join(dataFolder, "images");
    return new ImageShelf(folder, await JsonFile.open(join(folder, "images.json"), z.array(image), [], log));
  }

  /** Newest first. */
  list(): readonly Image[] {
    return this.#list.value;
  }

  /**
   * Keeps an image. The same bytes again get the new name and go to the front.
   * @throws ProblemError image.notABinary, image.tooLarge, image.notKept where the disk refuses it
   */
  async add(name: string, bytes: Uint8Array, from: Pick<Image, "origin" | "packHash">): Promise<Image> {
    const facts = inspectImage(bytes);
    const id = hashOf(bytes);
    const kept: Image = { id, name, addedAtMs: Date.now(), ...from, ...facts };
    const path = this.#path(id);
    try {
      await mkdir(this.#folder, { recursive: true });
      await writeFile(`${path}.new`, bytes);
      await rename(`${path}.new`, path);
    } catch (error) {
      await rm(`${path}.new`, { force: true }).catch(() => {});
      throw new ProblemError("image.notKept", { message: error instanceof Error ? error.message : String(error) });
    }
    await this.#list.change((list) => [kept, ...list.filter((other) => other.id !== id)]);
    return kept;
  }

  /** @throws ProblemError image.notFound: never kept, removed, or its file was changed by somebody else */
  async read(imageId: string): Promise<{ readonly image: Image; readonly bytes: Uint8Array }> {
    const found = this.list().find(({ id }) => id === imageId);
    const bytes = found && (await readFile(this.#path(imageId)).catch(() => undefined));
    if (!found || !bytes || hashOf(bytes) !== imageId) throw new ProblemError("image.notFound");
    return { image: found, bytes };
  }

  /** @throws ProblemError image.notFound */
  async remove(imageId: string): Promise<void> {
    if (!this.list().some(({ id }) => id === imageId)) throw new ProblemError("image.notFound");
    await this.#list.change((list) => list.filter(({ id }) => id !== imageId));
    await rm(this.#path(imageId), { force: true }).catch(() => {});
  }

  #path(id: string): string {
    return join(this.#folder, `${id}.bin`);
  }
}

function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
