import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { calls } from "#contract/contract.ts";
import type { HostForShell } from "#host/api.ts";
import { FakeHost } from "../common/fakeHost.ts";
import { NONCE_MARK } from "../common/pages.ts";
import * as electron from "./fakeElectron.ts";

vi.mock("electron", () => import("./fakeElectron.ts"));
const { runApp } = await import("./app.ts");
const { setMenu } = await import("./menu.ts");
const { CALL_NAMES } = await import("./channels.ts");

let folder: string;
let host: FakeHost;
let stop: AbortController;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ringside-electron-"));
  await writeFile(join(folder, "index.html"), `<script nonce="${NONCE_MARK}"></script>`);
});

afterAll(() => rm(folder, { recursive: true }));

beforeEach(async () => {
  host = new FakeHost();
  stop = new AbortController();
  electron.app.removeAllListeners();
  electron.app.quits = 0;
  electron.BrowserWindow.all.length = 0;
  await runApp({
    folders: { data: "/data", projects: "/projects" },
    pageFolder: folder,
    preload: "/app/preload.cjs",
    openHost: async () => host as unknown as HostForShell,
    signal: stop.signal,
  });
});

function studioWindow(): electron.BrowserWindow {
  expect(electron.BrowserWindow.all).toHaveLength(1);
  return electron.BrowserWindow.all[0]!;
}

/** What Electron would do with an event that can be refused. */
function isRefused(contents: electron.FakeWebContents, event: string, url: string): boolean {
  const preventDefault = vi.fn();
  contents.emit(event, { url, preventDefault });
  return preventDefault.mock.calls.length > 0;
}

const ours = { origin: "ringside://app", parent: null };

function call(senderFrame: unknown, ...args: unknown[]): Promise<unknown> {
  const handler = electron.ipcMain.handlers["ringside:call"]!;
  return handler({ senderFrame } as Parameters<typeof handler>[0], ...args) as Promise<unknown>;
}

describe("the window", () => {
  test("shows our scheme in a sandboxed, isolated page without Node", () => {
    const { options, loaded } = studioWindow();
    expect(electron.app.sandboxed).toBe(true);
    expect(loaded).toEqual(["ringside://app/"]);
    expect(options.webPreferences).toMatchObject({
      preload: "/app/preload.cjs",
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
    });
  });

  test("does not lead away, hold foreign pages or open windows", () => {
    const { webContents } = studioWindow();
    for (const event of ["will-navigate", "will-redirect"]) {
      expect(isRefused(webContents, event, "https://evil.example/")).toBe(true);
      expect(isRefused(webContents, event, "ringside://app.evil.example/")).toBe(true);
      expect(isRefused(webContents, event, "file:///etc/passwd")).toBe(true);
      expect(isRefused(webContents, event, "nonsense")).toBe(true);
      expect(isRefused(webContents, event, "ringside://app/?x")).toBe(false);
    }
    expect(isRefused(webContents, "will-attach-webview", "ringside://app/")).toBe(true);
  });

  test("opens https links in the user's browser and nothing else", () => {
    const open = studioWindow().webContents.openHandler!;
    for (const url of ["https://example.org/a", "http://example.org", "file:///x", "javascript:1", "nonsense"]) {
      expect(open({ url } as Parameters<typeof open>[0])).toEqual({ action: "deny" });
    }
    expect(electron.shell.opened).toEqual(["https://example.org/a"]);
  });

  test("is granted camera, microphone and screen, and nothing else", () => {
    const { request, check, device } = electron.session.defaultSession;
    const granted = (permission: string, requestingUrl = "ringside://app/", isMainFrame = true) => {
      const answer = vi.fn();
      request!({} as never, permission as never, answer, { requestingUrl, isMainFrame } as never);
      const asked = answer.mock.calls[0]![0] as boolean;
      expect(check!({} as never, permission as never, requestingUrl, { isMainFrame } as never)).toBe(asked);
      return asked;
    };
    expect([granted("media"), granted("display-capture")]).toEqual([true, true]);
    for (const other of ["serial", "hid", "usb", "geolocation", "notifications", "clipboard-read", "openExternal"])
      expect(granted(other), other).toBe(false);
    expect(granted("media", "https://evil.example/")).toBe(false);
    expect(granted("media", "ringside://app.evil.example/")).toBe(false);
    expect(granted("media", "ringside://app/", false)).toBe(false);
    expect(device!({} as never)).toBe(false);
  });

  test("may film the screen when a person asks for it in our page", async () => {
    const asked = async (frame: unknown, userGesture: boolean) => {
      const answer = vi.fn();
      await electron.session.defaultSession.display!({ frame, userGesture } as never, answer);
      return answer.mock.calls;
    };
    const [screen] = electron.desktopCapturer.screens;
    expect(await asked(ours, true)).toEqual([[{ video: screen }]]);
    expect(await asked(ours, false)).toEqual([[null]]);
    expect(await asked({ origin: "https://evil.example", parent: null }, true)).toEqual([[null]]);
    expect(await asked(null, true)).toEqual([[null]]);
  });

  test("is one: a second start shows the first window", async () => {
    electron.app.emit("second-instance");
    expect(studioWindow().focused).toBe(1);
  });

  test("has a menu bar on macOS only, and no menu that takes undo from the page", () => {
    setMenu("linux");
    expect(electron.Menu.current).toBeNull();
    setMenu("darwin");
    expect(JSON.stringify(electron.Menu.current)).toContain('"copy"');
    expect(JSON.stringify(electron.Menu.current)).not.toContain("undo");
  });
});

describe("the scheme", () => {
  const get = (url: string) => electron.protocol.handlers.ringside!(new Request(url));

  test("is an ordinary secure origin", () => {
    const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true };
    expect(electron.protocol.declared).toContainEqual({ scheme: "ringside", privileges });
  });

  test("answers the page with its policy and the host's bulk bytes, and nothing for other hosts", async () => {
    const page = await get("ringside://app/");
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(await page.text()).not.toContain(NONCE_MARK);
    await get("ringside://app/bulk/captures/1/streams/2/samples");
    expect(host.fetched).toEqual(["/bulk/captures/1/streams/2/samples"]);
    expect((await get("ringside://other/")).status).toBe(404);
  });

  test("hands the bytes that a page sends to the host", async () => {
    const taken: string[] = [];
    host.fetch = async (request) => {
      taken.push(`${request.method} ${new URL(request.url).search} ${await request.text()}`);
      return new Response(null, { status: 204 });
    };
    const url = "ringside://app/bulk/videos/v/bytes?at=5";
    const answer = await electron.protocol.handlers.ringside!(new Request(url, { method: "POST", body: "film" }));
    expect(answer.status).toBe(204);
    expect(taken).toEqual(["POST ?at=5 film"]);
  });
});

describe("calls", () => {
  test("of our page's main frame are answered", async () => {
    host.answers["project.list"] = [];
    expect(await call(ours, "project.list", undefined)).toEqual([]);
  });

  test.each([
    ["no frame any more", null],
    ["a frame inside the page", { origin: "ringside://app", parent: {} }],
    ["another origin", { origin: "https://evil.example", parent: null }],
    ["an origin that begins like ours", { origin: "ringside://app.evil.example", parent: null }],
  ])("of %s are refused", async (_what, frame) => {
    await expect(call(frame, "project.list")).rejects.toThrow("refused");
    expect(host.asked).toEqual([]);
  });

  test("events and live frames reach the window while it lives and shows our page", () => {
    const { webContents } = studioWindow();
    const frame = new ArrayBuffer(4);
    host.tell("project.changed", null);
    host.show(frame);
    expect(webContents.sent).toEqual([
      { channel: "ringside:event", news: ["project.changed", null] },
      { channel: "ringside:live", news: [frame] },
    ]);
    webContents.destroyed = true;
    webContents.emit("destroyed");
    host.tell("project.changed", null);
    expect(webContents.sent).toHaveLength(2);
  });

  test("the preload lets exactly the contract's calls through", () => {
    expect(Object.keys(CALL_NAMES).sort()).toEqual(Object.keys(calls).sort());
  });
});

describe("the end", () => {
  test("waits for the host to finish and close", async () => {
    stop.abort();
    expect(electron.app.quits).toBe(1);
    const preventDefault = vi.fn();
    electron.app.emit("will-quit", { preventDefault });
    expect(preventDefault).toHaveBeenCalledOnce();
    await vi.waitFor(() => expect(electron.app.quits).toBe(2));
    expect(host.closed).toBe(true);
    electron.app.emit("will-quit", { preventDefault });
    expect(preventDefault).toHaveBeenCalledOnce();
  });

  test("comes with the last window", () => {
    electron.app.emit("window-all-closed");
    expect(electron.app.quits).toBe(1);
  });
});
