import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { FakeHost } from "../common/fakeHost.ts";
import { NONCE_MARK } from "../common/pages.ts";
import { type StudioServer, startServer } from "./server.ts";

let folder: string;
let host: FakeHost;
let server: StudioServer;
let pages: number[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ringside-pages-"));
  await mkdir(join(folder, "page", "assets"), { recursive: true });
  await writeFile(join(folder, "page", "index.html"), `<script nonce="${NONCE_MARK}" src="/assets/a.js"></script>`);
  await writeFile(join(folder, "page", "assets", "a.js"), "1");
  await writeFile(join(folder, "secret.json"), "{}");
  await symlink(join(folder, "secret.json"), join(folder, "page", "link.json"));
  host = new FakeHost();
  pages = [];
  server = await startServer({
    host,
    pageFolder: join(folder, "page"),
    tokens: 2,
    onPages: (open) => pages.push(open),
  });
});

afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Speaks plain HTTP, so that a test can send what a browser or `fetch` never would. */
function get(path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Answer> {
  return new Promise((done, fail) => {
    const request = httpRequest({ host: "127.0.0.1", port: server.port, path, method, headers }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (part) => {
        body += part;
      });
      response.on("end", () => done({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    request.on("error", fail).end();
  });
}

async function enter(): Promise<string> {
  const { pathname, search } = new URL(server.addresses[0]!);
  const answer = await get(pathname + search);
  return String(answer.headers["set-cookie"]).split(";")[0]!;
}

function origin(): string {
  return `http://127.0.0.1:${server.port}`;
}

async function connect(cookie: string): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}/studio`, { headers: { cookie, origin: origin() } });
  await new Promise((done, fail) => socket.once("open", done).once("error", fail));
  return socket;
}

function upgradeStatus(headers: Record<string, string>, path = "/studio"): Promise<number> {
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}${path}`, { headers });
  return new Promise((done, fail) => {
    socket.on("unexpected-response", (_request, response) => {
      done(response.statusCode ?? 0);
      response.destroy();
    });
    socket.on("open", () => fail(new Error("was let in")));
    socket.on("error", () => {});
  });
}

function nextText(socket: WebSocket): Promise<unknown> {
  return new Promise((done) => socket.once("message", (data) => done(JSON.parse(String(data)))));
}

function closeCode(socket: WebSocket): Promise<number> {
  return new Promise((done) => socket.once("close", done));
}

describe("coming in", () => {
  test("the printed address buys a cookie once and leads to the page without the token", async () => {
    const { pathname, search } = new URL(server.addresses[0]!);
    const first = await get(pathname + search);
    expect(first.status).toBe(303);
    expect(first.headers.location).toBe("/");
    expect(String(first.headers["set-cookie"])).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/);
    const second = await get(pathname + search);
    expect(second.status).toBe(403);
    expect(second.headers["set-cookie"]).toBeUndefined();
  });

  test("a used address opened again by the browser that used it leads to the page", async () => {
    const { pathname, search } = new URL(server.addresses[0]!);
    const cookie = String((await get(pathname + search)).headers["set-cookie"]).split(";")[0]!;
    expect((await get(pathname + search, { cookie })).status).toBe(303);
  });

  test("as many browsers enter as there are tokens", async () => {
    await enter();
    expect(server.addresses).toHaveLength(1);
    await enter();
    expect(server.addresses).toHaveLength(0);
  });

  test.each([
    ["no session", "/", {}, 401],
    ["a made-up session", "/", { cookie: "ringside-1=x" }, 401],
    ["bulk without a session", "/bulk/captures/x", {}, 401],
    ["a wrong token", "/?token=nonsense", {}, 403],
    ["an empty token", "/?token=", {}, 403],
    ["a foreign host name", "/", { host: "evil.example" }, 421],
    ["a foreign origin", "/", { origin: "https://evil.example" }, 403],
    ["the null origin", "/", { origin: "null" }, 403],
    ["another site, by Sec-Fetch-Site", "/", { "sec-fetch-site": "cross-site" }, 403],
    ["another port of this machine", "/", { "sec-fetch-site": "same-site" }, 403],
  ])("%s is refused", async (_what, path, headers, status) => {
    const answer = await get(path, headers as Record<string, string>);
    expect(answer.status).toBe(status);
    expect(answer.body).not.toContain("shell.refused");
    expect(answer.headers["x-content-type-options"]).toBe("nosniff");
  });

  test("a session does not excuse a foreign origin or host", async () => {
    const cookie = await enter();
    expect((await get("/bulk/x", { cookie, origin: "https://evil.example" })).status).toBe(403);
    expect((await get("/bulk/x", { cookie, host: `evil.example:${server.port}` })).status).toBe(421);
    expect(host.fetched).toEqual([]);
  });

  test("a port that is taken is a problem with a name", async () => {
    const second = startServer({ host, pageFolder: folder, port: server.port });
    await expect(second).rejects.toMatchObject({ problem: { code: "shell.portBusy", detail: { port: server.port } } });
  });
});

test.each([-1, 65_536, 1.5, Number.NaN])("port %d is no port", async (port) => {
  await expect(startServer({ host, pageFolder: folder, port })).rejects.toMatchObject({
    problem: { code: "shell.badPort" },
  });
});

describe("files", () => {
  test("the page comes with a nonce of its own in header and text, and isolated", async () => {
    const cookie = await enter();
    const [first, second] = [await get("/", { cookie }), await get("/", { cookie })];
    const nonce = /nonce="([^"]+)"/.exec(first.body)![1]!;
    const policy = String(first.headers["content-security-policy"]);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`'nonce-${nonce}'`);
    expect(policy).not.toContain("unsafe");
    expect(second.body).not.toContain(nonce);
    expect(first.headers["cross-origin-opener-policy"]).toBe("same-origin");
    expect(first.headers["cross-origin-embedder-policy"]).toBe("require-corp");
  });

  test("the page may film, and ask for nothing else", async () => {
    const policy = String((await get("/", { cookie: await enter() })).headers["permissions-policy"]).split(", ");
    for (const allowed of ["camera", "microphone", "display-capture"]) expect(policy).toContain(`${allowed}=(self)`);
    for (const refused of ["geolocation", "serial", "usb"]) expect(policy).toContain(`${refused}=()`);
  });

  test.each([
    "/../secret.json",
    "/%2e%2e/secret.json",
    "/..%2fsecret.json",
    "/..%5csecret.json",
    "/assets/..%2f..%2fsecret.json",
    "/%00",
    "/%zz",
    "/link.json",
    "/assets",
    "//etc/passwd",
  ])("%s finds nothing outside the page's folder", async (path) => {
    expect((await get(path, { cookie: await enter() })).status).toBe(404);
  });

  test("no path that anybody can write reaches a file outside", async () => {
    const cookie = await enter();
    const piece = fc.constantFrom("..", "%2e%2e", "/", "%2f", "\\", "%5c", "secret.json", "assets", "//", ".", "%00");
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 8 }), async (pieces) => {
        const answer = await get(`/${pieces.join("")}`, { cookie });
        expect(answer.body).not.toBe("{}");
        expect([200, 400, 404]).toContain(answer.status);
      }),
      { numRuns: 150 },
    );
  });

  test("other methods are refused, and bulk bytes come from the host", async () => {
    const cookie = await enter();
    expect((await get("/", { cookie }, "POST")).status).toBe(405);
    const bulk = await get("/bulk/captures/1/streams/2/samples?from=0&to=9", { cookie });
    expect(bulk.status).toBe(200);
    expect(bulk.headers["cache-control"]).toBe("no-store");
    expect(host.fetched).toEqual(["/bulk/captures/1/streams/2/samples"]);
  });
});

describe("the socket", () => {
  test("opens for our own page only", async () => {
    const cookie = await enter();
    expect(await upgradeStatus({ origin: origin() })).toBe(401);
    expect(await upgradeStatus({ cookie })).toBe(403);
    expect(await upgradeStatus({ cookie, origin: "https://evil.example" })).toBe(403);
    expect(await upgradeStatus({ cookie, origin: origin(), "sec-fetch-site": "cross-site" })).toBe(403);
    expect(await upgradeStatus({ cookie, origin: origin(), host: "evil.example" })).toBe(421);
    expect(await upgradeStatus({ cookie, origin: origin() }, "/other")).toBe(404);
    expect(await upgradeStatus({ cookie, origin: origin() }, "//[")).toBe(404);
    expect(pages).toEqual([]);
  });

  test("carries calls and their answers, also those that throw", async () => {
    host.answers["project.list"] = [];
    host.answers["recording.stop"] = () => {
      throw new Error("the pen broke");
    };
    const socket = await connect(await enter());
    socket.send(JSON.stringify({ id: 7, call: "project.list" }));
    expect(await nextText(socket)).toEqual({ kind: "answer", id: 7, output: [] });
    socket.send(JSON.stringify({ id: 8, call: "recording.stop", input: null }));
    expect(await nextText(socket)).toEqual({ kind: "error", id: 8, message: "the pen broke" });
  });

  test("carries events as text and live frames as bytes", async () => {
    const socket = await connect(await enter());
    host.tell("recording.changed", { phase: "idle" });
    expect(await nextText(socket)).toEqual({ kind: "event", name: "recording.changed", payload: { phase: "idle" } });
    const frame = new Promise((done) => socket.once("message", (data, isBinary) => done([data, isBinary])));
    host.show(new Uint8Array([5, 6]).buffer);
    expect(await frame).toEqual([Buffer.from([5, 6]), true]);
  });

  test("a page that reads nothing misses live frames, and no event", async () => {
    const socket = await connect(await enter());
    const seen = { frames: 0, events: 0 };
    socket.on("message", (_data, isBinary) => {
      if (isBinary) seen.frames++;
      else seen.events++;
    });
    socket.pause();
    const frame = new ArrayBuffer(256 * 1024);
    for (let i = 0; i < 200; i++) host.show(frame);
    for (let i = 0; i < 50; i++) host.tell("project.changed", null);
    socket.resume();
    await expect.poll(() => seen.events, { timeout: 10_000 }).toBe(50);
    expect(seen.frames).toBeLessThan(200);
  });

  test("what is no call ends the socket, and the server lives on", async () => {
    const cookie = await enter();
    const bytes = await connect(cookie);
    bytes.send(Buffer.from([1]));
    expect(await closeCode(bytes)).toBe(1003);
    const large = await connect(cookie);
    large.send("x".repeat(5 << 20));
    expect(await closeCode(large)).toBe(1009);
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json()), async (text) => {
        const socket = await connect(cookie);
        socket.send(text);
        expect(await closeCode(socket)).toBe(1007);
      }),
      { numRuns: 60 },
    );
    host.answers["project.list"] = [];
    const socket = await connect(cookie);
    socket.send(JSON.stringify({ id: 1, call: "project.list" }));
    expect(await nextText(socket)).toMatchObject({ kind: "answer" });
  });

  test("tells how many pages are open", async () => {
    const cookie = await enter();
    const first = await connect(cookie);
    const second = await connect(cookie);
    first.close();
    second.close();
    await expect.poll(() => pages.at(-1)).toBe(0);
    expect(pages).toEqual([1, 2, 1, 0]);
  });
});
