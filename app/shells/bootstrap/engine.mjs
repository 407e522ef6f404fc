import { createHash } from "node:crypto";
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { runProgram } from "./program.mjs";
import { say } from "./say.mjs";

const BUILD_LIMIT_S = 5 * 60;
const LOOK_LIMIT_S = 20;
const SYSTEM = { darwin: "macos", win32: "windows" }[process.platform] ?? "linux";

/**
 * Compiles the engine where a source of it changed since, or it is missing, and says what keeps it from that. Without it
 * the studio starts all the same, without segmenters and models. An older engine never stays in place of a new one.
 * @param {string} root the folder of package.json
 * @param {string} node the Node that runs node-gyp
 * @returns {Promise<"ready" | "noTools" | "failed">}
 */
export async function ensureEngine(root, node) {
  const engineHash = hashOf(root, "native/engine");
  const built = join(root, "dist", "addon");
  const stamp = join(built, "built-from.txt");
  const now = `${engineHash} ${hashOf(root, "native/addon")} ${process.platform}-${process.arch}`;
  const isBuilt = () =>
    existsSync(stamp) && readFileSync(stamp, "utf8") === now && existsSync(join(built, "engine.node"));
  if (isBuilt()) return "ready";

  const lacking = await missingTools();
  if (lacking.length > 0) {
    say("start.engineTools", { tools: lacking.join(", ") });
    say(`start.engineTools.${SYSTEM}`);
    rmSync(join(built, "engine.node"), { force: true });
    return "noTools";
  }
  mkdirSync(built, { recursive: true });
  return withLock(join(built, "building"), async () => {
    if (isBuilt()) return "ready";
    // A studio that runs keeps the file that it has loaded.
    rmSync(join(built, "engine.node"), { force: true });
    say("start.buildingEngine");
    const headers = mkdtempSync(join(tmpdir(), "ringside-headers-"));
    cpSync(join(root, "native/addon/nodedir"), headers, { recursive: true });
    const result = await runProgram(node, nodeGyp(root, engineHash, headers), {
      cwd: root,
      limitS: BUILD_LIMIT_S,
      what: "node-gyp",
      output: "keep",
    });
    rmSync(headers, { recursive: true, force: true });
    if (!result.ok) {
      console.log(result.output.trim().split("\n").slice(-30).join("\n"));
      say("start.engineFailed");
      return "failed";
    }
    copyFileSync(join(root, "native/addon/build/Release/engine.node"), join(built, "engine.node"));
    writeFileSync(stamp, now);
    return "ready";
  });
}

/**
 * Node-API's own headers come from npm, so nothing is downloaded here. Windows also needs Node's import library, which
 * node-gyp finds or fetches itself. The folder's name must hold no space, since node-gyp does not quote it.
 */
function nodeGyp(root, engineHash, headersFolder) {
  const headers = process.platform === "win32" ? [] : [`--nodedir=${headersFolder}`, "--force-process-config"];
  return [
    join(root, "node_modules/node-gyp/bin/node-gyp.js"),
    "rebuild",
    "-C",
    join(root, "native/addon"),
    "--loglevel=error",
    `--engine_hash=${engineHash}`,
    ...headers,
  ];
}

/** What node-gyp needs and does not bring. On Windows it looks for Visual Studio itself. */
async function missingTools() {
  const needed =
    process.platform === "win32"
      ? [["Python", ["python", "python3", "py"]]]
      : [
          ["C++", ["c++", "g++", "clang++"]],
          ["make", ["make", "gmake"]],
          ["Python", ["python3", "python"]],
        ];
  const lacking = await Promise.all(needed.map(async ([tool, programs]) => ((await anyRuns(programs)) ? [] : [tool])));
  return lacking.flat();
}

async function anyRuns(programs) {
  for (const program of programs) {
    const run = await runProgram(program, ["--version"], { limitS: LOOK_LIMIT_S, what: program, output: "keep" });
    if (run.ok) return true;
  }
  return false;
}

/** Two starts at once build once. A lock older than a build may take belongs to one that was killed. */
async function withLock(folder, work) {
  for (;;) {
    try {
      mkdirSync(folder);
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      const ageS = (Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())) / 1000;
      if (ageS > BUILD_LIMIT_S + LOOK_LIMIT_S) rmSync(folder, { recursive: true, force: true });
      else await sleep(250);
    }
  }
  try {
    return await work();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The content of a folder's files, whatever their line ends: a checkout on another system has the same hash. */
function hashOf(root, folder) {
  const hash = createHash("sha256");
  const walk = (path) => {
    for (const entry of readdirSync(join(root, path), { withFileTypes: true }).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    )) {
      const inside = `${path}/${entry.name}`;
      if (entry.isDirectory()) {
        if (inside !== "native/addon/build") walk(inside);
      } else if (/\.(hpp|cpp|gypi?)$/.test(entry.name)) {
        hash.update(`${inside}\n${readFileSync(join(root, inside), "utf8").replaceAll("\r\n", "\n")}\n`);
      }
    }
  };
  walk(folder);
  return hash.digest("hex");
}
