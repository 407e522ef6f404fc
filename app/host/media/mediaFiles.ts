import { constants, copyFile, type FileHandle, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { ProblemError } from "#domain/problems.ts";
import { MEDIA_FOLDER } from "../store/projectFiles.ts";
import type { ByteRange } from "./byteRange.ts";

/** Read at once while a file is served: more than a frame, less than a burden. */
const READ_BYTES = 256 * 1024;
/** Ends the name of a file that is being made from another; left over, it is worth nothing. */
const UNDER_WORK = ".new";
/** Ends the name of a file whose bytes come. */
const SENT = ".part";

/** The name of a video's file while its bytes come. */
export function sentFile(videoId: string): string {
  return videoId + SENT;
}

/** The media folder of one project. Names are made of UUIDs by the host, never by a page. */
export class MediaFiles {
  readonly #folder: string;
  /** The last append to each file: one at a time, in the order in which they came. */
  readonly #appends = new Map<string, Promise<unknown>>();

  constructor(projectFolder: string) {
    this.#folder = join(projectFolder, MEDIA_FOLDER);
  }

  path(file: string): string {
    return join(this.#folder, file);
  }

  /** The path for what is made of a file until it is whole; `keep` gives it its name. */
  workPath(file: string): string {
    return this.path(file) + UNDER_WORK;
  }

  async keep(file: string): Promise<void> {
    await guarded(rename(this.workPath(file), this.path(file)));
  }

  async create(file: string): Promise<void> {
    await guarded(
      (async () => {
        await mkdir(this.#folder, { recursive: true });
        await (await open(this.path(file), "wx")).close();
      })(),
    );
  }

  /** Copies a file from elsewhere, whole or not at all; where the file system can, without doubling its bytes. */
  async copyFrom(path: string, file: string): Promise<void> {
    try {
      await guarded(copyFile(path, this.path(file), constants.COPYFILE_FICLONE));
    } catch (error) {
      await this.remove(file);
      throw error;
    }
  }

  /**
   * Puts bytes at `at` of a file that grows. What is already there is skipped, so that a piece may come twice.
   * @returns "hole" where bytes before `at` are missing; nothing is written then
   * @throws ProblemError disk.full, disk.failed: none of these bytes are in the file
   */
  append(file: string, at: number, bytes: Uint8Array): Promise<"done" | "hole"> {
    const turn = (this.#appends.get(file) ?? Promise.resolve()).then(() =>
      guarded(appendTo(this.path(file), at, bytes)),
    );
    const settled = turn
      .catch(() => undefined)
      .then(() => {
        if (this.#appends.get(file) === settled) this.#appends.delete(file);
      });
    this.#appends.set(file, settled);
    return turn;
  }

  async size(file: string): Promise<number | null> {
    return (await stat(this.path(file)).catch(() => null))?.size ?? null;
  }

  /** Waits until what is written to a file is on the disk, so that a power cut takes nothing of it. */
  async settle(file: string): Promise<void> {
    await this.#appends.get(file);
    const handle = await guarded(open(this.path(file), "r+"));
    try {
      await guarded(handle.sync());
    } finally {
      await handle.close();
    }
  }

  async rename(from: string, to: string): Promise<void> {
    await guarded(rename(this.path(from), this.path(to)));
  }

  /** Does nothing where there is none. */
  async remove(file: string): Promise<void> {
    await rm(this.path(file), { force: true }).catch(() => undefined);
  }

  async removeWork(file: string): Promise<void> {
    await rm(this.workPath(file), { force: true }).catch(() => undefined);
  }

  /** The file that starts with this, where a crash came between its renaming and the note of it. */
  async find(start: string): Promise<string | null> {
    const files = await readdir(this.#folder).catch(() => []);
    return files.find((file) => file.startsWith(start) && !file.endsWith(UNDER_WORK)) ?? null;
  }

  /** Removes what a studio that died was making of other files, and files that were sent and are no longer `wanted`. */
  async sweep(wanted: ReadonlySet<string>): Promise<void> {
    const files = await readdir(this.#folder).catch(() => []);
    for (const file of files) {
      const isLeftOver = file.endsWith(UNDER_WORK) || (file.endsWith(SENT) && !wanted.has(file));
      if (isLeftOver) await this.remove(file);
    }
  }

  /** A stretch of a file, read as it is wanted. */
  stream(file: string, { first, last }: ByteRange): ReadableStream<Uint8Array> {
    const path = this.path(file);
    let handle: FileHandle | null = null;
    let at = first;
    const close = async () => {
      await handle?.close();
      handle = null;
    };
    return new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          try {
            handle ??= await open(path, "r");
            const { buffer, bytesRead } = await handle.read({
              buffer: new Uint8Array(Math.min(READ_BYTES, last + 1 - at)),
              position: at,
            });
            if (bytesRead === 0) throw new Error(`${file} ends before byte ${last}`);
            at += bytesRead;
            controller.enqueue(buffer.subarray(0, bytesRead));
            if (at > last) {
              await close();
              controller.close();
            }
          } catch (error) {
            await close();
            controller.error(error);
          }
        },
        cancel: close,
      },
      { highWaterMark: 0 },
    );
  }
}

async function appendTo(path: string, at: number, bytes: Uint8Array): Promise<"done" | "hole"> {
  const file = await open(path, "r+");
  try {
    const { size } = await file.stat();
    if (at > size) return "hole";
    const fresh = bytes.subarray(Math.min(size - at, bytes.length));
    let written = 0;
    try {
      while (written < fresh.length) {
        written += (await file.write(fresh, written, fresh.length - written, size + written)).bytesWritten;
      }
    } catch (error) {
      if (written > 0) await file.truncate(size);
      throw error;
    }
    return "done";
  } finally {
    await file.close();
  }
}

/** @throws ProblemError disk.full, disk.failed for what the system says of the disk */
export async function guarded<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOSPC" || code === "EDQUOT" || code === "EFBIG") {
      throw new ProblemError("disk.full", { message }, { cause: error });
    }
    if (code === "EIO" || code === "EROFS" || code === "EACCES" || code === "EPERM" || code === "ENOENT") {
      throw new ProblemError("disk.failed", { message }, { cause: error });
    }
    throw error;
  }
}
