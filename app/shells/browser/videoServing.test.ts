import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { bulkPaths } from "#contract/bulk.ts";
import type { HostForShell } from "#host/api.ts";
import { makeVideo, steadyTimesUs } from "#host/media/testing/madeVideo.ts";
import { clientOf } from "../common/client.ts";
import { openStudio } from "../common/studio.ts";
import { type StudioServer, startServer } from "./server.ts";

/** A page's way with videos, over the real server and the real host. */
let folder: string;
let host: HostForShell;
let server: StudioServer;
let cookie: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ringside-videos-"));
  await mkdir(join(folder, "page"));
  await writeFile(join(folder, "page", "index.html"), "<p>studio</p>");
  host = await openStudio({ data: join(folder, "data"), projects: join(folder, "projects") });
  server = await startServer({ host, pageFolder: join(folder, "page") });
  const entered = await fetch(server.addresses[0]!, { redirect: "manual" });
  cookie = entered.headers.get("set-cookie")!.split(";")[0]!;
});

afterEach(async () => {
  await server.close();
  await host.close();
  await rm(folder, { recursive: true, force: true });
});

const origin = () => `http://127.0.0.1:${server.port}`;
const from = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${origin()}/${path}`, { headers: { cookie, ...headers } });
const post = (path: string, body: Uint8Array<ArrayBuffer>, headers: Record<string, string>) =>
  fetch(`${origin()}/${path}`, { method: "POST", body, headers });

describe("Videos over the loopback server", () => {
  test("are sent in pieces, and had back in the parts that a media element asks for", async () => {
    const client = clientOf(host);
    await client.ask("project.demo", undefined);
    const [capture] = await client.call("capture.list", { deleted: false });
    const path = join(folder, "a.mp4");
    await makeVideo(path, { container: "mp4", timesUs: steadyTimesUs(900), sound: true });
    const bytes = new Uint8Array(await readFile(path));
    const wish = { captureId: capture!.id, name: "Ring side", source: "attached", sync: null } as const;
    const { videoId } = await client.ask("video.begin", wish);
    const ours = { cookie, origin: origin() };
    for (let at = 0; at < bytes.length; at += 100_000) {
      const sent = await post(bulkPaths.videoBytes(videoId, at), bytes.slice(at, at + 100_000), ours);
      expect(sent.status).toBe(204);
    }
    expect(await client.ask("video.finish", { videoId, sync: null })).toMatchObject({
      frames: 900,
      bytes: bytes.length,
    });

    const part = await from(bulkPaths.video(videoId), { range: "bytes=200000-" });
    expect(part.status).toBe(206);
    expect(part.headers.get("content-range")).toBe(`bytes 200000-${bytes.length - 1}/${bytes.length}`);
    expect(part.headers.get("accept-ranges")).toBe("bytes");
    expect(part.headers.get("cross-origin-resource-policy")).toBe("same-origin");
    expect(new Uint8Array(await part.arrayBuffer())).toEqual(bytes.subarray(200_000));
    const head = await fetch(`${origin()}/${bulkPaths.video(videoId)}`, { method: "HEAD", headers: { cookie } });
    expect([head.status, head.headers.get("content-length")]).toEqual([200, String(bytes.length)]);
    expect((await from(bulkPaths.video(videoId), { range: `bytes=${bytes.length}-` })).status).toBe(416);
    const frames = new Float64Array(await (await from(bulkPaths.videoFrames(videoId))).arrayBuffer());
    expect(frames.length).toBe(900);
  });

  test("are taken from this page only", async () => {
    const path = bulkPaths.videoBytes(crypto.randomUUID(), 0);
    const piece = new Uint8Array(10);
    expect((await post(path, piece, { origin: origin() })).status).toBe(401);
    expect((await post(path, piece, { cookie, origin: "https://evil.example" })).status).toBe(403);
    expect((await post(path, piece, { cookie, "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect((await post(path, piece, { cookie, origin: origin() })).status).toBe(404);
  });
});
