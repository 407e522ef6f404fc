import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { FakeHost } from "../common/fakeHost.ts";
import { runShell, type ShellOptions } from "./shell.ts";
import { type AppWindow, openWindow, windowArguments } from "./window.ts";

let folder: string;
let printed: string[];
let stop: AbortController;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ringside-shell-"));
  await writeFile(join(folder, "index.html"), "<title>Ringside</title>");
  printed = [];
  stop = new AbortController();
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const browser = { name: "Testium", program: "/usr/bin/testium" };

function options(more: Partial<ShellOptions> = {}): ShellOptions {
  const print = (line: string) => printed.push(line);
  return { host: new FakeHost(), pageFolder: folder, print, signal: stop.signal, ...more };
}

/** A window whose page is a socket with a session of its own, as a browser would open it. */
class ScriptedWindow implements AppWindow {
  readonly #gone = Promise.withResolvers<number | null>();
  readonly gone = this.#gone.promise;
  readonly opened = Promise.withResolvers<string>();
  closed = false;

  open = (address: string): AppWindow => {
    this.opened.resolve(address);
    return this;
  };

  close(): void {
    this.closed = true;
    this.end(0);
  }

  end(code: number | null): void {
    this.#gone.resolve(code);
  }

  async page(): Promise<WebSocket> {
    const address = new URL(await this.opened.promise);
    const entry = await fetch(address, { redirect: "manual" });
    const cookie = entry.headers.get("set-cookie")!.split(";")[0]!;
    const headers = { cookie, origin: address.origin };
    const socket = new WebSocket(`ws://${address.host}/studio`, { headers });
    await new Promise((done, fail) => socket.once("open", done).once("error", fail));
    return socket;
  }
}

describe("the browser shell", () => {
  test("prints its address where there is no window, and runs until it is stopped", async () => {
    const running = runShell(options({ reason: "No screen here." }));
    await expect.poll(() => printed.length).toBe(2);
    expect(printed[0]).toBe("No screen here.");
    const address = /http:\S+/.exec(printed[1]!)![0];
    expect((await fetch(address, { redirect: "manual" })).status).toBe(303);
    stop.abort();
    await running;
    await expect(fetch(address)).rejects.toThrow();
  });

  test("stops when the window's page is gone for good", async () => {
    const window = new ScriptedWindow();
    const running = runShell(options({ window: { browser, open: window.open } }));
    (await window.page()).close();
    await running;
    expect(window.closed).toBe(true);
    expect(printed).toEqual([]);
  });

  test("a page that reloads is no page that is gone", async () => {
    const window = new ScriptedWindow();
    const host = new FakeHost();
    host.answers["project.list"] = [];
    let ended = false;
    const shell = { ...options({ host, window: { browser, open: window.open } }), tokens: 2 };
    const running = runShell(shell).then(() => {
      ended = true;
    });
    const address = new URL(await window.opened.promise);
    const entry = await fetch(address, { redirect: "manual" });
    const headers = { cookie: entry.headers.get("set-cookie")!.split(";")[0]!, origin: address.origin };
    const visit = async () => {
      const socket = new WebSocket(`ws://${address.host}/studio`, { headers });
      await new Promise((done) => socket.once("open", done));
      return socket;
    };
    const first = await visit();
    first.close();
    await new Promise((done) => first.once("close", done));
    const second = await visit();
    await new Promise((done) => setTimeout(done, 3500));
    expect(ended).toBe(false);
    second.close();
    await running;
  });

  test("says so when the browser cannot open a window, and goes on", async () => {
    const window = new ScriptedWindow();
    const running = runShell(options({ window: { browser, open: window.open } }));
    window.end(1);
    await expect.poll(() => printed.length).toBe(1);
    expect(printed[0]).toContain("Testium");
    expect(printed[0]).toContain(await window.opened.promise);
    stop.abort();
    await running;
  });
});

describe("the window", () => {
  test("has a profile of its own and gives up the sandbox for root only", () => {
    const flags = windowArguments(browser, "http://127.0.0.1:1/", "/data", false);
    expect(flags).toContain("--app=http://127.0.0.1:1/");
    expect(flags).toContain("--user-data-dir=/data/window");
    expect(flags).not.toContain("--no-sandbox");
    expect(windowArguments(browser, "http://127.0.0.1:1/", "/data", true)).toContain("--no-sandbox");
  });

  test("of a program that is not there is gone at once, and one that runs ends when closed", async () => {
    const missing = openWindow({ name: "Nothing", program: join(folder, "nothing") }, "http://127.0.0.1:1/", folder);
    expect(await missing.gone).toBeNull();
    const script = join(folder, "browser");
    await writeFile(script, "#!/bin/sh\nexec sleep 60\n", { mode: 0o755 });
    const running = openWindow({ name: "Sleeper", program: script }, "http://127.0.0.1:1/", folder);
    running.close();
    expect(await running.gone).toBeNull();
    running.close();
  });
});
