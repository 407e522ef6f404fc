import { createHash } from "node:crypto";
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { outerEnvironment, runProgram } from "./program.mjs";
import { say } from "./say.mjs";

const INSTALL_LIMIT_S = 20 * 60;
const BUILD_LIMIT_S = 5 * 60;
/** What the page and the Electron shell are built from. */
const SOURCES = ["app", "renderer", "vite.config.ts", "package-lock.json"];

/** Brings node_modules to what the lock file says. Returns false where that failed (and has said why). */
export async function ensureInstalled(root) {
  if (isInstalled(root)) return true;
  say("start.installing");
  const result = await runProgram("npm", ["ci", "--no-audit", "--no-fund"], {
    cwd: root,
    env: outerEnvironment(),
    limitS: INSTALL_LIMIT_S,
    what: "npm ci",
  });
  if (!result.ok) say(result.timedOut ? "start.installSlow" : "start.installFailed", { minutes: INSTALL_LIMIT_S / 60 });
  return result.ok;
}

/** Builds the page and the Electron shell where a source changed since. Returns false where that failed. */
export async function ensureBuilt(root, node) {
  const stamp = join(root, "dist", "built-from.txt");
  const now = sourcesPrint(root);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === now) return true;
  say("start.building");
  const result = await runProgram(node, [join(root, "node_modules/vite/bin/vite.js"), "build", "--logLevel", "warn"], {
    cwd: root,
    limitS: BUILD_LIMIT_S,
    what: "vite build",
  });
  if (!result.ok) {
    say("start.buildFailed");
    return false;
  }
  mkdirSync(join(root, "dist"), { recursive: true });
  writeFileSync(stamp, now);
  return true;
}

/**
 * True where every package of the lock file is there in its version (optional ones of other systems may be missing).
 * npm writes its own list last, so an install that was cut short does not count. A linked node_modules is somebody
 * else's and is never replaced.
 */
export function isInstalled(root) {
  const folder = join(root, "node_modules");
  if (!existsSync(folder)) return false;
  if (lstatSync(folder).isSymbolicLink()) return true;
  try {
    const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
    const here = JSON.parse(readFileSync(join(folder, ".package-lock.json"), "utf8")).packages;
    return Object.entries(wanted).every(
      ([path, { version, optional, devOptional }]) =>
        path === "" || here[path]?.version === version || ((optional || devOptional) && !(path in here)),
    );
  } catch {
    return false;
  }
}

function sourcesPrint(root) {
  const hash = createHash("sha256");
  const walk = (path) => {
    const { size, mtimeMs } = statSync(join(root, path));
    hash.update(`${path} ${size} ${mtimeMs}\n`);
  };
  for (const source of SOURCES) {
    if (!existsSync(join(root, source))) continue;
    if (!statSync(join(root, source)).isDirectory()) walk(source);
    else {
      const files = readdirSync(join(root, source), { recursive: true, withFileTypes: true });
      const paths = files.filter((file) => file.isFile()).map((file) => join(file.parentPath ?? file.path, file.name));
      for (const path of paths.sort()) walk(path.slice(root.length + 1));
    }
  }
  return hash.digest("hex");
}
