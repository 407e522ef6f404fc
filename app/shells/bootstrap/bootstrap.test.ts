import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

// Plain JavaScript without types: it runs before anything is installed.
const load = (file: string) => import(new URL(file, import.meta.url).href);
const { ensureBuilt, isInstalled } = await load("./prepare.mjs");
const { findElectron } = await load("./electron.mjs");
const { findNode24 } = await load("./node24.mjs");
const { runProgram } = await load("./program.mjs");
const { text } = await load("./say.mjs");
const { ensureSystemPrograms } = await load("./systemPrograms.mjs");

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "ringside-boot-"));
  vi.spyOn(console, "log").mockImplementation(() => {});
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

function put(path: string, content: string): string {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

describe("whether everything is installed", () => {
  const wanted = {
    "": {},
    "node_modules/a": { version: "1.0.0" },
    "node_modules/mac-only": { version: "1.0.0", optional: true },
  };

  function installed(packages: object): boolean {
    put("package-lock.json", JSON.stringify({ packages: wanted }));
    put("node_modules/.package-lock.json", JSON.stringify({ packages }));
    return isInstalled(root);
  }

  test("yes where each package is there in its version; optional ones may be missing", () => {
    expect(installed({ "node_modules/a": { version: "1.0.0" } })).toBe(true);
  });

  test("no where one is missing, or of another version", () => {
    expect(installed({})).toBe(false);
    expect(installed({ "node_modules/a": { version: "0.9.0" } })).toBe(false);
    expect(installed({ "node_modules/a": { version: "1.0.0" }, "node_modules/mac-only": { version: "2.0.0" } })).toBe(
      false,
    );
  });

  test("no on a fresh clone, and after an install that was cut short", () => {
    put("package-lock.json", JSON.stringify({ packages: wanted }));
    expect(isInstalled(root)).toBe(false);
    put("node_modules/a/package.json", "{}");
    expect(isInstalled(root)).toBe(false);
  });

  test("a linked node_modules is never touched", () => {
    put("elsewhere/x", "");
    symlinkSync(join(root, "elsewhere"), join(root, "node_modules"));
    expect(isInstalled(root)).toBe(true);
  });
});

describe("building", () => {
  const BUILDS =
    'const fs = require("node:fs"); fs.appendFileSync("builds", "x"); fs.mkdirSync("dist", { recursive: true });';

  test("happens once, and again after a change", async () => {
    put("node_modules/vite/bin/vite.js", BUILDS);
    const source = put("renderer/main.tsx", "1");
    put("app/x/y.ts", "1");
    expect(await ensureBuilt(root, process.execPath)).toBe(true);
    expect(await ensureBuilt(root, process.execPath)).toBe(true);
    expect(readFileSync(join(root, "builds"), "utf8")).toBe("x");
    utimesSync(source, 1, 1);
    expect(await ensureBuilt(root, process.execPath)).toBe(true);
    expect(readFileSync(join(root, "builds"), "utf8")).toBe("xx");
  });

  test("that fails is tried again, and says so", async () => {
    put("node_modules/vite/bin/vite.js", "process.exit(1)");
    expect(await ensureBuilt(root, process.execPath)).toBe(false);
    put("node_modules/vite/bin/vite.js", BUILDS);
    expect(await ensureBuilt(root, process.execPath)).toBe(true);
  });
});

describe.runIf(process.platform === "linux")("Electron", () => {
  const FETCHES =
    'const fs = require("node:fs"); fs.mkdirSync(__dirname + "/dist"); fs.writeFileSync(__dirname + "/dist/electron", ""); fs.writeFileSync(__dirname + "/path.txt", "electron");';

  test("is not looked for without a screen", async () => {
    vi.stubEnv("DISPLAY", "");
    vi.stubEnv("WAYLAND_DISPLAY", "");
    expect(await findElectron(root, process.execPath)).toEqual({ reason: "noDisplay" });
  });

  test("is fetched once where that works", async () => {
    vi.stubEnv("DISPLAY", ":0");
    expect(await findElectron(root, process.execPath)).toEqual({ reason: "noPackage" });
    put("node_modules/electron/install.js", FETCHES);
    const program = join(root, "node_modules/electron/dist/electron");
    expect(await findElectron(root, process.execPath)).toEqual({ program });
    put("node_modules/electron/install.js", "throw 1");
    expect(await findElectron(root, process.execPath)).toEqual({ program });
  });

  test("that cannot be fetched is not waited for again the same day", async () => {
    vi.stubEnv("DISPLAY", ":0");
    put("node_modules/electron/install.js", "process.exit(1)");
    expect(await findElectron(root, process.execPath)).toEqual({ reason: "noFetch" });
    put("node_modules/electron/install.js", FETCHES);
    expect(await findElectron(root, process.execPath)).toEqual({ reason: "noFetch" });
  });
});

test("the Node of the install is preferred to a newer one of the system", () => {
  expect(findNode24(root)).toBe(process.execPath);
  const brought = put(`node_modules/node-${process.platform}-${process.arch}/bin/node`, "");
  expect(findNode24(root)).toBe(brought);
});

test("a program that does not end is ended", async () => {
  const hang = ["-e", "setInterval(() => {}, 1000)"];
  const result = await runProgram(process.execPath, hang, { limitS: 0.5, what: "nothing", output: "keep" });
  expect(result).toMatchObject({ ok: false, timedOut: true });
});

test("a program that is not there is a failure, not a crash", async () => {
  const result = await runProgram(join(root, "nothing"), [], { limitS: 5, what: "nothing", output: "keep" });
  expect(result).toMatchObject({ ok: false, timedOut: false });
});

test("texts are filled in before anything is installed", () => {
  expect(text("start.still", { what: "npm ci", seconds: 30 })).toBe("Still at work: npm ci, 30 s.");
});

describe.runIf(process.platform === "linux")("the programs of the system that the tests need", () => {
  /** An apt-get that notes what it was asked for and, of the journeys' packages, brings what `brings` names. */
  function debian(brings: string): void {
    const lines = [
      "#!/bin/sh",
      'here="$(/usr/bin/dirname "$0")"',
      'echo "$@" >> "$here/asked"',
      `for one in ${brings}; do case "$*" in *" $one"*) : > "$here/$one";; esac; done`,
    ];
    chmodSync(put("bin/apt-get", lines.join("\n")), 0o755);
    vi.stubEnv("PATH", join(root, "bin"));
    vi.spyOn(process, "getuid").mockReturnValue(0);
  }
  const installs = () => readFileSync(join(root, "bin/asked"), "utf8").match(/^install .*$/gm)!;

  test("are installed by root on a Debian, the engine's apart: where those are not to be had, the journeys still run", async () => {
    debian("chromium socat");
    expect(await ensureSystemPrograms()).toBe(true);
    const [engine, journeys] = installs();
    expect(engine).toMatch(/ g\+\+ .*gcc-arm-none-eabi .*qemu-system-arm clang-14/);
    expect(journeys).toMatch(/ chromium socat$/);
  });

  test("that are there are not installed again", async () => {
    debian("");
    for (const name of ["chromium", "socat"]) put(`bin/${name}`, "");
    expect(await ensureSystemPrograms()).toBe(true);
    expect(installs()).toHaveLength(1);
  });

  test("that cannot be had are named", async () => {
    debian("");
    expect(await ensureSystemPrograms()).toBe(false);
    expect(console.log).toHaveBeenLastCalledWith(text("test.missingPrograms", { packages: "chromium socat" }));
  });
});
