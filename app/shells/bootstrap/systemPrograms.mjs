import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { runProgram } from "./program.mjs";
import { say } from "./say.mjs";

const APT_LIMIT_S = 10 * 60;

/** What the journeys need beside npm's packages, by Debian package; without it they cannot run. */
const FOR_JOURNEYS = [
  { debian: "chromium", anyOf: ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"] },
  { debian: "socat", anyOf: ["socat"] },
];

/** What compiles the engine, and what its proof needs; it skips by name what it lacks. */
const FOR_ENGINE = [
  { debian: "g++", anyOf: ["g++"] },
  { debian: "make", anyOf: ["make"] },
  { debian: "python3", anyOf: ["python3"] },
  { debian: "gcc-arm-none-eabi", anyOf: ["arm-none-eabi-g++"] },
  { debian: "libnewlib-arm-none-eabi", anyOf: ["/usr/lib/arm-none-eabi/newlib/libc.a"] },
  { debian: "libstdc++-arm-none-eabi-dev", anyOf: ["/usr/include/newlib/c++"] },
  { debian: "qemu-system-arm", anyOf: ["qemu-system-arm"] },
  { debian: "clang-14", anyOf: ["clang++-14", "clang++"] },
  { debian: "libclang-rt-14-dev", anyOf: ["/usr/lib/clang/14/include/fuzzer"] },
];

/**
 * Installs the missing ones when root on a Debian; otherwise says what to install. Only for Linux: elsewhere the
 * journeys find Chrome or Edge by themselves, and pseudo terminals are left out.
 * @returns {Promise<boolean>} whether everything that the journeys need is there
 */
export async function ensureSystemPrograms() {
  if (process.platform !== "linux") return true;
  await ensure(FOR_ENGINE);
  return ensure(FOR_JOURNEYS);
}

async function ensure(needs) {
  const wanted = missingPackages(needs);
  if (wanted.length === 0) return true;
  const packages = wanted.join(" ");
  if (process.getuid?.() !== 0 || !isThere("apt-get")) {
    say("test.missingPrograms", { packages });
    return false;
  }
  say("test.installingPrograms", { packages });
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await runProgram("apt-get", ["update", "-qq"], { limitS: APT_LIMIT_S, what: "apt-get update", env });
  const install = ["install", "-y", "-qq", "--no-install-recommends", ...wanted];
  await runProgram("apt-get", install, { limitS: APT_LIMIT_S, what: "apt-get install", env });
  const still = missingPackages(needs);
  if (still.length > 0) say("test.missingPrograms", { packages: still.join(" ") });
  return still.length === 0;
}

function missingPackages(needs) {
  return needs.filter(({ anyOf }) => !anyOf.some(isThere)).map(({ debian }) => debian);
}

/** A program of PATH, or a file by its whole path. */
function isThere(name) {
  if (name.startsWith("/")) return existsSync(name);
  return (process.env.PATH ?? "").split(delimiter).some((folder) => existsSync(join(folder, name)));
}
