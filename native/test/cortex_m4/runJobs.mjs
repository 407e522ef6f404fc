// Lets the engine's Cortex-M4 build run jobs (in the layout of same_bytes.cpp) on the emulated board, and writes what it
// says about them. Usage: runJobs.mjs JOBS OUTPUT
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { at, build, buildForGlove, emulate } from "./toolchain.mjs";

const [jobs, output] = process.argv.slice(2);
mkdirSync(build, { recursive: true });
const name = "given-jobs";
buildForGlove("same_bytes.cpp", name);
copyFileSync(jobs, at(`${name}.bin`));
writeFileSync(at("no-jobs.bin"), "");
// It writes its arithmetic first: all that it says without a job.
emulate(name, ["no-jobs.bin", `${name}-arithmetic.bin`]);
emulate(name, [`${name}.bin`, `${name}-said.bin`]);
const arithmetic = readFileSync(at(`${name}-arithmetic.bin`)).length;
writeFileSync(output, readFileSync(at(`${name}-said.bin`)).subarray(arithmetic));
