import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, join, sep } from "node:path";

const INSTALL_LIMIT_MS = 300_000;

/**
 * Brings the interpreter's package to what the lock file beside this file says. It is no part of the studio's own
 * install: 40 MB that only this check needs. Returns why it is not there, or null.
 */
export function installInterpreter(): string | null {
  const folder = import.meta.dirname;
  if (isInstalled(folder)) return null;
  console.error("installing the TensorFlow Lite interpreter …");
  const { status, stderr, error } = spawnSync("npm", ["ci", "--ignore-scripts", "--fetch-retries=1"], {
    cwd: folder,
    encoding: "utf8",
    timeout: INSTALL_LIMIT_MS,
    env: outerEnvironment(),
    shell: process.platform === "win32", // npm is a script there; no argument comes from outside
  });
  if (status === 0 && isInstalled(folder)) return null;
  const reason = error?.message ?? stderr.match(/^npm error code (\S+)/m)?.[1] ?? `npm ended with ${status}`;
  return `the TensorFlow Lite interpreter cannot be installed: ${reason}`;
}

/** npm writes its own list last, so an install that was cut short does not count. */
function isInstalled(folder: string): boolean {
  const list = join(folder, "node_modules", ".package-lock.json");
  if (!existsSync(list)) return false;
  const versions = (path: string) =>
    Object.entries(
      (JSON.parse(readFileSync(path, "utf8")) as { packages: Record<string, { version?: string }> }).packages,
    )
      .filter(([name]) => name !== "")
      .map(([name, { version }]) => `${name}@${version}`);
  return String(versions(list)) === String(versions(join(folder, "package-lock.json")));
}

/** Without what an outer npm put in front of PATH: its `node` and `npm` belong to another folder. */
function outerEnvironment(): NodeJS.ProcessEnv {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return {
    ...process.env,
    PATH: folders.filter((folder) => !folder.includes(`${sep}node_modules${sep}`)).join(delimiter),
  };
}
