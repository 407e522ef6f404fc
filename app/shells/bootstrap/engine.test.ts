import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

// Plain JavaScript without types: it runs before anything is installed.
const { ensureEngine } = await import(new URL("./engine.mjs", import.meta.url).href);

// Looking for the compiler starts several programs; a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });

/** Stands in for node-gyp: notes its call and "compiles". */
const COMPILES = `const fs = require("node:fs");
fs.appendFileSync("calls", process.argv.slice(2).join(" ") + "\\n");
fs.mkdirSync("native/addon/build/Release", { recursive: true });
fs.writeFileSync("native/addon/build/Release/engine.node", fs.readFileSync("native/engine/a.hpp"));`;

let home: string;
let root: string;
let said: string[];

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "ringside-engine-"));
  root = home;
  said = [];
  vi.spyOn(console, "log").mockImplementation((line) => said.push(String(line)));
  put("native/engine/a.hpp", "one");
  put("native/addon/addon.cpp", "skin");
  put("native/addon/nodedir/include/node/common.gypi", "{}");
  put("node_modules/node-gyp/bin/node-gyp.js", COMPILES);
});

afterEach(() => {
  rmSync(home, { recursive: true, force: true });
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

function put(path: string, content: string): string {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

const built = () => join(root, "dist/addon/engine.node");
const calls = () => readFileSync(join(root, "calls"), "utf8").trim().split("\n");
const ensure = (): Promise<string> => ensureEngine(root, process.execPath);

describe.runIf(process.platform !== "win32")("compiling the engine", () => {
  test("happens once, and again only when the content of a source changed", async () => {
    expect(await ensure()).toBe("ready");
    utimesSync(put("native/engine/a.hpp", "one"), 1, 1);
    put("native/addon/build/x.cpp", "made by the build");
    put("native/engine/notes.md", "no source");
    expect(await ensure()).toBe("ready");
    expect(calls()).toHaveLength(1);
    put("native/engine/a.hpp", "two");
    expect(await ensure()).toBe("ready");
    expect(readFileSync(built(), "utf8")).toBe("two");
    expect(calls()).toHaveLength(2);
  });

  test("gives the engine a hash of its own sources, whatever their line ends", async () => {
    put("native/engine/a.hpp", "x\ny\n");
    await ensure();
    put("native/engine/a.hpp", "x\r\ny\r\n");
    expect(await ensure()).toBe("ready");
    expect(calls()).toHaveLength(1);
    put("native/addon/addon.cpp", "another skin");
    await ensure();
    const hashes = calls().map((call) => /--engine_hash=([0-9a-f]{64})/.exec(call)?.[1]);
    expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(hashes[1]).toBe(hashes[0]);
  });

  test("reads no headers from a network: their folder is named, and holds no space", async () => {
    root = join(root, "My Projects");
    put("native/engine/a.hpp", "one");
    put("native/addon/nodedir/include/node/common.gypi", "{}");
    put("node_modules/node-gyp/bin/node-gyp.js", COMPILES);
    expect(await ensure()).toBe("ready");
    expect(calls()[0]).toMatch(/--nodedir=\S+ --force-process-config/);
  });

  test("of two starts at once happens once", async () => {
    expect(await Promise.all([ensure(), ensure()])).toEqual(["ready", "ready"]);
    expect(calls()).toHaveLength(1);
  });

  test("that fails says so, and leaves no older engine in its place", async () => {
    await ensure();
    put("native/engine/a.hpp", "broken");
    put("node_modules/node-gyp/bin/node-gyp.js", 'console.error("a.hpp:1: error"); process.exit(1)');
    expect(await ensure()).toBe("failed");
    expect(existsSync(built())).toBe(false);
    expect(said.join("\n")).toContain("a.hpp:1: error");
    put("node_modules/node-gyp/bin/node-gyp.js", COMPILES);
    expect(await ensure()).toBe("ready");
  });

  test("without a compiler names what to install, and the studio goes on", async () => {
    vi.stubEnv("PATH", join(root, "empty"));
    expect(await ensure()).toBe("noTools");
    expect(said.join("\n")).toMatch(/C\+\+, make, Python[\s\S]*(apt install|xcode-select)/);
    expect(existsSync(join(root, "calls"))).toBe(false);
  });
});
