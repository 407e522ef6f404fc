import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { runProgram } from "./program.mjs";
import { say } from "./say.mjs";

const APT_LIMIT_S = 10 * 60;

/** What the tests need beside npm's packages, by Debian package. */
const NEEDED = [
  { debian: "chromium", programs: ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"] },
  { debian: "socat", programs: ["socat"] },
];

/**
 * Installs the missing ones when root on a Debian; otherwise says what to install. Only for Linux: elsewhere the
 * journeys find Chrome or Edge by themselves, and pseudo terminals are left out.
 * @returns {Promise<boolean>} whether everything is there
 */
export async function ensureSystemPrograms() {
  if (process.platform !== "linux") return true;
  const wanted = missingPackages();
  if (wanted.length === 0) return true;
  const packages = wanted.join(" ");
  if (process.getuid?.() !== 0 || !isInstalled("apt-get")) {
    say("test.missingPrograms", { packages });
    return false;
  }
  say("test.installingPrograms", { packages });
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await runProgram("apt-get", ["update", "-qq"], { limitS: APT_LIMIT_S, what: "apt-get update", env });
  const install = ["install", "-y", "-qq", "--no-install-recommends", ...wanted];
  await runProgram("apt-get", install, { limitS: APT_LIMIT_S, what: "apt-get install", env });
  const still = missingPackages();
  if (still.length > 0) say("test.missingPrograms", { packages: still.join(" ") });
  return still.length === 0;
}

function missingPackages() {
  return NEEDED.filter(({ programs }) => !programs.some(isInstalled)).map(({ debian }) => debian);
}

function isInstalled(program) {
  return (process.env.PATH ?? "").split(delimiter).some((folder) => existsSync(join(folder, program)));
}
