import { randomUUID } from "node:crypto";
import { Hono } from "hono";
import { expect, it } from "vitest";
import { bulkPaths } from "#contract/bulk.ts";
import { addImageRoutes, Uploads } from "./uploads.ts";

const uploads = new Uploads();
const app = new Hono();
addImageRoutes(app, uploads);

const post = async (upload: string, body: Uint8Array<ArrayBuffer>) =>
  (await app.request(`/${bulkPaths.imageBytes(upload)}`, { method: "POST", body })).status;

it("bytes wait under their name until they are taken, once", async () => {
  const upload = randomUUID();
  expect(await post(upload, Uint8Array.of(1, 2, 3))).toBe(204);
  expect([...uploads.take(upload)]).toEqual([1, 2, 3]);
  expect(() => uploads.take(upload)).toThrow("image.noUpload");
});

it("what nobody takes is forgotten, oldest first", async () => {
  const names = Array.from({ length: 5 }, () => randomUUID());
  for (const name of names) await post(name, Uint8Array.of(1));
  expect(() => uploads.take(names[0]!)).toThrow("image.noUpload");
  for (const name of names.slice(1)) expect([...uploads.take(name)]).toEqual([1]);
});

it("too much, and a name that is none, are refused", async () => {
  expect(await post(randomUUID(), new Uint8Array(4 * 2 ** 20 + 1))).toBe(413);
  expect(await post("..%2Fimages.json", Uint8Array.of(1))).toBe(400);
});
