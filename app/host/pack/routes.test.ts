import { Hono } from "hono";
import { expect, test } from "vitest";
import { bulkPaths } from "#contract/bulk.ts";
import type { ProjectStore } from "../store/api.ts";
import { makePack } from "./makePack.ts";
import { addPackRoutes } from "./routes.ts";
import { packModelOf, twoHands } from "./testing/packModels.ts";
import { PackStore } from "./testing/packStore.ts";

const model = twoHands();
const { id } = model.model;

function get(path: string, store: PackStore | null = new PackStore([], model)): Promise<Response> {
  const app = new Hono();
  addPackRoutes(app, () => store as unknown as ProjectStore | null);
  return Promise.resolve(app.request(`/${path}`));
}

test("every file that a pack tells of is had by its path, and the whole as a zip", async () => {
  const { files } = makePack(packModelOf(model));
  for (const [path, text] of files) {
    const response = await get(bulkPaths.packFile(id, path));
    expect([path, response.status, await response.text()]).toEqual([path, 200, text]);
  }
  const zip = await get(bulkPaths.packZip(id));
  expect(zip.headers.get("content-disposition")).toBe('attachment; filename="boxing_pack.zip"');
  expect(
    Buffer.from(await zip.arrayBuffer())
      .subarray(0, 2)
      .toString(),
  ).toBe("PK");
});

test("a path that is no file of the pack is not found, whatever it tries", async () => {
  for (const path of ["src/other.h", "../../package.json", "%2e%2e%2f%2e%2e%2fpackage.json", "%", ""]) {
    expect((await get(`bulk/packs/${id}/files/${path}`)).status).toBe(404);
  }
  expect((await get(bulkPaths.packZip(id), null)).status).toBe(404);
});
