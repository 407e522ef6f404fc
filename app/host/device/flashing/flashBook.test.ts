import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { FlashRecord } from "#domain/deploy/flash.ts";
import { FlashBook } from "./flashBook.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "flashes-"));
});
afterEach(() => rm(folder, { recursive: true }));

const record = (startedAtMs: number): FlashRecord => ({
  id: randomUUID(),
  startedAtMs,
  endedAtMs: startedAtMs + 1,
  board: { id: "usb:2341:805a:9F3C", name: "Nano 33 BLE", simulated: true },
  image: { id: "a".repeat(64), name: "capture.bin" },
  pack: null,
  result: "failed",
  step: "write",
  problem: { code: "flash.unplugged", detail: {} },
  answer: null,
});

it("a flash and its log are there after a restart, newest first", async () => {
  const book = await FlashBook.open(folder, () => {});
  const [first, second] = [record(1), record(2)];
  await book.add(first!, ["+0.000 s one"]);
  await book.add(second!, ["+0.000 s two", "+0.100 s three"]);
  const later = await FlashBook.open(folder, () => {});
  expect(later.list()).toEqual([second, first]);
  expect(await later.lines(second!.id)).toEqual(["+0.000 s two", "+0.100 s three"]);
  await expect(later.lines(randomUUID())).rejects.toThrow("flash.noLog");
});

it("two hundred are kept, with their logs and no others", async () => {
  const book = await FlashBook.open(folder, () => {});
  const records = Array.from({ length: 203 }, (_, i) => record(i));
  for (const each of records) await book.add(each, ["line"]);
  expect(book.list().map(({ id }) => id)).toEqual(
    records
      .slice(3)
      .reverse()
      .map(({ id }) => id),
  );
  expect((await readdir(join(folder, "flashes"))).filter((file) => file.endsWith(".log"))).toHaveLength(200);
  await expect(book.lines(records[0]!.id)).rejects.toThrow("flash.noLog");
});

it("a disk that takes nothing does not spoil a flash", async () => {
  await writeFile(join(folder, "flashes"), "a file where the folder should be");
  const said: string[] = [];
  const book = await FlashBook.open(folder, (message) => said.push(message));
  await book.add(record(1), []);
  expect(said.join()).toContain("could not be recorded");
});
