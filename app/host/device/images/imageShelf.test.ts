import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { madeImage } from "../simulated/madeImage.ts";
import { ImageShelf } from "./imageShelf.ts";

const ADDED = { origin: "added", packHash: null } as const;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "images-"));
});
afterEach(() => rm(folder, { recursive: true }));

it("an image is kept over a restart, once, and gone when it is removed", async () => {
  const shelf = await ImageShelf.open(folder, () => {});
  const bytes = madeImage({ firmware: "ringside-data-capture 1.0.0" });
  const first = await shelf.add("capture.bin", bytes, ADDED);
  const other = await shelf.add("other.bin", madeImage({ seed: 2 }), ADDED);
  const again = await shelf.add("capture 2.bin", bytes, ADDED);
  expect(again).toMatchObject({ id: first.id, name: "capture 2.bin", firmware: "ringside-data-capture 1.0.0" });

  const later = await ImageShelf.open(folder, () => {});
  expect(later.list()).toEqual([again, other]);
  expect(Buffer.compare((await later.read(first.id)).bytes, bytes)).toBe(0);

  await later.remove(first.id);
  expect(later.list()).toEqual([other]);
  await expect(later.read(first.id)).rejects.toThrow("image.notFound");
  await expect(later.remove(first.id)).rejects.toThrow("image.notFound");
  expect(await readdir(join(folder, "images"))).not.toContain(`${first.id}.bin`);
});

it("a file that somebody changed on the disk is not flashed", async () => {
  const shelf = await ImageShelf.open(folder, () => {});
  const { id } = await shelf.add("capture.bin", madeImage({}), ADDED);
  await writeFile(join(folder, "images", `${id}.bin`), madeImage({ seed: 9 }));
  await expect(shelf.read(id)).rejects.toThrow("image.notFound");
});

it("what is refused leaves nothing behind; a disk that takes nothing is told", async () => {
  const shelf = await ImageShelf.open(folder, () => {});
  await expect(shelf.add("notes.txt", Buffer.from("notes"), ADDED)).rejects.toThrow("image.notABinary");
  expect(shelf.list()).toEqual([]);
  await writeFile(join(folder, "images"), "a file where the folder should be");
  await expect(shelf.add("capture.bin", madeImage({}), ADDED)).rejects.toThrow("image.notKept");
});
