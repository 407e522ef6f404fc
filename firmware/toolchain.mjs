import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";

const here = import.meta.dirname;
const api = join(here, "arduino_api");

export const SKETCHES = ["data_capture", "recognition"];

/** variants/ARDUINO_NANO33BLE of the Arduino core, and our own strictness. */
const CORE = ["-mcpu=cortex-m4", "-mthumb", "-mfloat-abi=softfp", "-mfpu=fpv4-sp-d16", "-Os", "-funsigned-char"];
const CXX = ["-std=gnu++14", "-fno-rtti", "-fno-exceptions", "-fno-threadsafe-statics", "-ffunction-sections"];
const STRICT = ["-fdata-sections", "-Wall", "-Wextra", "-Wconversion", "-Wshadow", "-Werror"];
const PATHS = [`-I${api}`, `-I${here}`, `-I${join(here, "../native")}`];

/** True if this machine has no such program. */
export function missing(program) {
  return spawnSync(program, ["--version"], { stdio: "ignore" }).status !== 0;
}

export const noCompiler = () => missing("arm-none-eabi-g++");

function run(tool, args) {
  execFileSync(tool, args, { stdio: ["ignore", "inherit", "inherit"] });
}

function compile(source, object) {
  run("arm-none-eabi-g++", [...CORE, ...CXX, ...STRICT, ...PATHS, "-c", ...source, "-o", object]);
  return object;
}

/** Compiles a sketch as the Arduino core would, against our slice of its API. @throws if it does not compile. */
export function compileSketch(sketch, folder) {
  const source = ["-include", "Arduino.h", "-x", "c++", join(here, sketch, `${sketch}.ino`)];
  return compile(source, join(folder, `${sketch}.o`));
}

/** Links a sketch with an API that has nothing behind it: an image of the right shape that is not for a board. */
export function linkImage(sketch, folder, out) {
  const bare = join(api, "bare");
  const objects = [
    compileSketch(sketch, folder),
    compile([join(bare, "board.cpp")], join(folder, "board.o")),
    compile([join(bare, "start.cpp")], join(folder, "start.o")),
  ];
  const elf = join(folder, `${sketch}.elf`);
  const link = ["-nostartfiles", "--specs=nosys.specs", "-T", join(bare, "image.ld"), "-Wl,--gc-sections"];
  run("arm-none-eabi-gcc", [...CORE, ...link, ...objects, "-o", elf, "-lm"]);
  run("arm-none-eabi-objcopy", ["-O", "binary", elf, out]);
}

/**
 * Lays out a folder for the Arduino IDE and arduino-cli: `libraries/ringside` and the sketches beside it. The engine goes into
 * the library, where the sketches find it.
 */
export function layOut(folder) {
  const library = join(folder, "libraries", "ringside");
  mkdirSync(library, { recursive: true });
  for (const part of ["core", "board", "library.properties", "ringside_capture.h", "ringside_recognition.h"])
    cpSync(join(here, part), join(library, part), { recursive: true });
  cpSync(join(here, "../native/engine"), join(library, "engine"), { recursive: true });
  for (const sketch of SKETCHES) cpSync(join(here, sketch), join(folder, sketch), { recursive: true });
}
