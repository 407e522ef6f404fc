// The engine on an emulated Cortex-M4, built with the flags of the Arduino core, against the same source on this machine:
// every output byte must be the same. Usage: run.mjs [jobs] [--json]
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { recordings } from "../report/recordings.mjs";
import { sharedFolder } from "../sharedFolder.mjs";

const here = import.meta.dirname;
const build = join(here, "../../../dist/native-test/cortex-m4");
const words = process.argv.slice(2);
const jobs = Number(words.find((word) => /^\d+$/.test(word)) ?? 300);
const json = words.includes("--json");

/** variants/ARDUINO_NANO33BLE of the Arduino core. No contraction flag: the pragma of each file must do. */
const ARDUINO = ["-mcpu=cortex-m4", "-mthumb", "-mfloat-abi=softfp", "-mfpu=fpv4-sp-d16", "-Os", "-funsigned-char"];
const STRICT = ["-Wall", "-Wextra", "-Wconversion", "-Wshadow", "-Werror"];
const CXX = ["-std=gnu++14", "-fno-rtti", "-fno-exceptions", "-fno-threadsafe-statics", "-ffunction-sections"];

const at = (name) => join(build, name);
const missing = (tool) => spawnSync(tool, ["--version"], { stdio: "ignore" }).status !== 0;
const run = (tool, args) => execFileSync(tool, args, { stdio: ["ignore", "inherit", "inherit"] });

function buildForGlove(flags, name) {
  run("arm-none-eabi-gcc", [...ARDUINO, "-c", join(here, "startup.c"), "-o", at("startup.o")]);
  run("arm-none-eabi-g++", [
    ...ARDUINO,
    ...CXX,
    ...STRICT,
    ...flags,
    "-c",
    join(here, "same_bytes.cpp"),
    "-o",
    at(`${name}.o`),
  ]);
  const link = ["-nostartfiles", "--specs=rdimon.specs", "-T", join(here, "nrf52840.ld"), "-Wl,--gc-sections"];
  run("arm-none-eabi-g++", [...ARDUINO, ...link, at(`${name}.o`), at("startup.o"), "-o", at(`${name}.elf`), "-lm"]);
}

/** Fused multiply-adds in what the compiler made of the engine: each would round once where a desktop rounds twice. */
function fusedInstructions(name) {
  const text = execFileSync("arm-none-eabi-objdump", ["-d", at(`${name}.o`)], { encoding: "utf8", maxBuffer: 1 << 28 });
  return text.split("\n").filter((line) => /\tvfn?m[as]/.test(line)).length;
}

function emulate(name, output) {
  const config = `enable=on,target=native,arg=${name},arg=jobs.bin,arg=${output}`;
  const args = ["-M", "mps2-an386", "-nographic", "-monitor", "none", "-serial", "none"];
  const done = spawnSync("qemu-system-arm", [...args, "-semihosting-config", config, "-kernel", `${name}.elf`], {
    cwd: build,
    timeout: 580_000,
    encoding: "utf8",
  });
  if (done.status !== 0)
    throw new Error(`${name} ended with ${done.status ?? done.signal}: ${done.stdout}${done.stderr}`);
}

function differing(a, b) {
  let count = Math.abs(a.length - b.length);
  for (let i = 0; i < Math.min(a.length, b.length); i++) count += a[i] === b[i] ? 0 : 1;
  return count;
}

const absent = ["g++", "arm-none-eabi-g++", "qemu-system-arm"].filter(missing);
if (absent.length > 0) {
  console.log(
    `skipped: Cortex-M4 against desktop (no ${absent.join(", ")} here; install gcc-arm-none-eabi, ` +
      "libnewlib-arm-none-eabi, libstdc++-arm-none-eabi-newlib and qemu-system-arm)",
  );
  process.exit(0);
}
mkdirSync(build, { recursive: true });
const shared = sharedFolder();
const real = shared ? recordings(shared).flatMap(({ rows }) => rows.flat()) : [];
if (!shared) console.log("skipped: real recordings on the Cortex-M4 (the folder of recordings is absent)");
writeFileSync(at("frames.bin"), Buffer.from(Int16Array.from(real).buffer));
run("g++", ["-std=gnu++14", "-O1", join(here, "write_jobs.cpp"), "-o", at("write-jobs")]);
run(at("write-jobs"), [at("jobs.bin"), String(jobs), at("frames.bin")]);
run("g++", ["-std=gnu++14", "-O2", "-ffp-contract=off", join(here, "same_bytes.cpp"), "-o", at("desktop")]);
run(at("desktop"), [at("jobs.bin"), at("desktop.bin")]);
const expected = readFileSync(at("desktop.bin"));

const results = [
  ["dsp kernels", "dsp", []],
  ["plain kernels", "plain", ["-DRINGSIDE_PLAIN_KERNELS"]],
].map(([title, name, flags]) => {
  buildForGlove(flags, name);
  emulate(name, `${name}.bin`);
  const found = readFileSync(at(`${name}.bin`));
  return { title, jobs, bytes: expected.length, differ: differing(expected, found), fused: fusedInstructions(name) };
});
if (json) console.log(JSON.stringify(results));
let failed = 0;
for (const { title, bytes, differ, fused } of results) {
  const good = differ === 0 && fused === 0;
  failed += good ? 0 : 1;
  if (json) continue;
  console.log(
    `Cortex-M4, ${title}: ${jobs} pipelines, ${bytes} bytes compared, ${differ} differ; ${fused} fused multiply-adds`,
  );
}
if (!json) console.log(`${results.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
