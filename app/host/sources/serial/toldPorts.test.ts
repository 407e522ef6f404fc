import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { toldPorts } from "./toldPorts.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ports-"));
});
afterEach(() => rm(folder, { recursive: true }));

it("ports that another program tells of are listed while they exist", async () => {
  const file = join(folder, "ports.json");
  const list = toldPorts(file);
  expect(await list()).toEqual([]);
  const path = join(folder, "nano1");
  await writeFile(file, JSON.stringify([{ path, vendorId: "2341", productId: "805a" }]));
  expect(await list()).toEqual([]);
  await writeFile(path, "");
  expect(await list()).toEqual([{ path, vendorId: "2341", productId: "805a", simulated: true }]);
  await writeFile(file, '[{ "path": ');
  expect(await list()).toEqual([]);
  await writeFile(file, '{ "path": 5 }');
  expect(await list()).toEqual([]);
});
