import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { JsonFile } from "./jsonFile.ts";

const schema = z.array(z.number());
let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ringside-json-"));
  path = join(folder, "deep", "numbers.json");
});
afterEach(() => rm(folder, { recursive: true }));

function open(log: string[] = []): Promise<JsonFile<number[]>> {
  return JsonFile.open(path, schema, [], (message) => log.push(message));
}

describe("A small JSON file", () => {
  it("has its fallback until it is written, and is read again by the next one", async () => {
    const file = await open();
    expect(file.value).toEqual([]);
    await file.change(() => [1, 2]);
    expect((await open()).value).toEqual([1, 2]);
    expect(await readdir(join(folder, "deep"))).toEqual(["numbers.json"]);
  });

  it("ends with the last of many writes at once", async () => {
    const file = await open();
    await Promise.all(Array.from({ length: 20 }, (_, i) => file.change(() => [i])));
    expect((await open()).value).toEqual([19]);
  });

  it.each(["{ cut", '["text"]', ""])("sets %j aside instead of losing it", async (damaged) => {
    await (await open()).change(() => [1]);
    await writeFile(path, damaged);
    const log: string[] = [];
    expect((await open(log)).value).toEqual([]);
    expect(await readFile(`${path}.damaged`, "utf8")).toBe(damaged);
    expect(log).toHaveLength(1);
  });

  it("keeps what another studio wrote meanwhile", async () => {
    const [one, other] = [await open(), await open()];
    await one.change((numbers) => [...numbers, 1]);
    await other.change((numbers) => [...numbers, 2]);
    expect(other.value).toEqual([1, 2]);
  });

  it("holds for this run, and says so in the log, where it cannot be written", async () => {
    await writeFile(join(folder, "deep"), "a file in the way");
    const log: string[] = [];
    const file = await open(log);
    await file.change(() => [3]);
    expect(file.value).toEqual([3]);
    expect(log).toHaveLength(1);
  });
});
