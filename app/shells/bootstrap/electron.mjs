import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runProgram } from "./program.mjs";
import { say } from "./say.mjs";

const FETCH_LIMIT_S = 180;
/** After a fetch that failed, later starts do not wait for another one before this. */
const RETRY_AFTER_MS = 24 * 3600 * 1000;

/**
 * Electron's program: its npm package holds none and fetches it once, where that is allowed.
 * @returns {Promise<{program: string} | {reason: "noDisplay" | "noPackage" | "noFetch"}>}
 */
export async function findElectron(root, node) {
  if (process.platform === "linux" && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    return { reason: "noDisplay" };
  }
  const folder = join(root, "node_modules", "electron");
  if (!existsSync(join(folder, "install.js"))) return { reason: "noPackage" };
  const here = installedProgram(folder);
  if (here !== null) return { program: here };

  const failed = join(root, "node_modules", ".cache", "ringside", "electron-not-fetched");
  if (existsSync(failed) && Date.now() - statSync(failed).mtimeMs < RETRY_AFTER_MS) return { reason: "noFetch" };
  say("start.fetchingElectron", { minutes: FETCH_LIMIT_S / 60 });
  await runProgram(node, [join(folder, "install.js")], {
    cwd: root,
    limitS: FETCH_LIMIT_S,
    what: "Electron",
    output: "keep",
  });
  const fetched = installedProgram(folder);
  if (fetched !== null) return { program: fetched };
  mkdirSync(join(failed, ".."), { recursive: true });
  writeFileSync(failed, "");
  return { reason: "noFetch" };
}

/** Where the package says its program is, if it is really there. */
function installedProgram(folder) {
  try {
    const folderOfProgram = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, "dist");
    const program = join(folderOfProgram, readFileSync(join(folder, "path.txt"), "utf8"));
    return existsSync(program) ? program : null;
  } catch {
    return null;
  }
}
