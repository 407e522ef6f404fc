import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
import { missing } from "../missing.mjs";

const here = import.meta.dirname;

/** variants/ARDUINO_NANO33BLE of the Arduino core. No contraction flag: the pragma of each file must do. */
const ARDUINO = ["-mcpu=cortex-m4", "-mthumb", "-mfloat-abi=softfp", "-mfpu=fpv4-sp-d16", "-Os", "-funsigned-char"];
const STRICT = ["-Wall", "-Wextra", "-Wconversion", "-Wshadow", "-Werror"];
const CXX = ["-std=gnu++14", "-fno-rtti", "-fno-exceptions", "-fno-threadsafe-statics", "-ffunction-sections"];

/** The folder of everything built here. */
export const build = join(here, "../../../dist/native-test/cortex-m4");
export const at = (name) => join(build, name);
export const run = (tool, args) => execFileSync(tool, args, { stdio: ["ignore", "inherit", "inherit"] });

/** Says what is skipped and what to install where a tool is absent; true if something is. */
export function toolsAbsent(what) {
  const absent = ["g++", "arm-none-eabi-g++", "qemu-system-arm"].filter(missing);
  if (absent.length === 0) return false;
  console.log(
    `skipped: ${what} (no ${absent.join(", ")} here; install gcc-arm-none-eabi, libnewlib-arm-none-eabi, ` +
      "libstdc++-arm-none-eabi-dev and qemu-system-arm)",
  );
  return true;
}

/** Builds a program of this folder for the glove, with the flags of the Arduino core: NAME.o and NAME.elf. */
export function buildForGlove(source, name, flags = []) {
  run("arm-none-eabi-gcc", [...ARDUINO, "-c", join(here, "startup.c"), "-o", at("startup.o")]);
  run("arm-none-eabi-g++", [
    ...ARDUINO,
    ...CXX,
    ...STRICT,
    `-I${build}`,
    ...flags,
    "-c",
    join(here, source),
    "-o",
    at(`${name}.o`),
  ]);
  const link = ["-nostartfiles", "--specs=rdimon.specs", "-T", join(here, "nrf52840.ld"), "-Wl,--gc-sections"];
  // Linked as C: nothing of the C++ library is used but headers, whose package is small.
  run("arm-none-eabi-gcc", [...ARDUINO, ...link, at(`${name}.o`), at("startup.o"), "-o", at(`${name}.elf`), "-lm"]);
}

/** Builds a program of this folder for this machine. */
export function buildForHost(source, name, optimize) {
  run("g++", ["-std=gnu++14", optimize, "-ffp-contract=off", join(here, source), "-o", at(name)]);
}

/** Runs NAME.elf on the emulated board and gives what it printed. */
export function emulate(name, words = [], more = []) {
  const config = ["enable=on", "target=native", ...[name, ...words].map((word) => `arg=${word}`)].join(",");
  const board = ["-M", "mps2-an386", "-nographic", "-monitor", "none", "-serial", "none"];
  const args = [...board, ...more, "-semihosting-config", config, "-kernel", `${name}.elf`];
  const done = spawnSync("qemu-system-arm", args, { cwd: build, timeout: 580_000, encoding: "utf8" });
  if (done.status !== 0)
    throw new Error(`${name} ended with ${done.status ?? done.signal}: ${done.stdout}${done.stderr}`);
  return done.stdout + done.stderr;
}
