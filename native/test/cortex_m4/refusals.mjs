// Damaged descriptors on an emulated Cortex-M4 and on this machine: both must answer each with the same status, and must
// refuse what is cut or flipped. Usage: refusals.mjs [jobs] [--json]
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { differing } from "./differing.mjs";
import { at, build, buildForGlove, buildForHost, emulate, run, toolsAbsent } from "./toolchain.mjs";

const words = process.argv.slice(2);
const jobs = Number(words.find((word) => /^\d+$/.test(word)) ?? 100);

if (toolsAbsent("damaged descriptors on the Cortex-M4")) process.exit(0);
mkdirSync(build, { recursive: true });
writeFileSync(at("no-frames.bin"), "");
buildForHost("write_jobs.cpp", "write-jobs", "-O1");
buildForHost("refusals.cpp", "refusals-desktop", "-O2");
buildForGlove("refusals.cpp", "refusals");
run(at("write-jobs"), [at("refusal-jobs.bin"), String(jobs), at("no-frames.bin")]);
run(at("refusals-desktop"), [at("refusal-jobs.bin"), at("refusals-desktop.bin")]);
emulate("refusals", ["refusal-jobs.bin", "refusals.bin"]);
const [desktop, glove] = ["refusals-desktop.bin", "refusals.bin"].map((name) => readFileSync(at(name)));
const differ = differing(desktop, glove);
const refused = glove.filter((status) => status !== 0).length;
const result = { answers: glove.length, refused, differ };
console.log(
  words.includes("--json")
    ? JSON.stringify(result)
    : `Cortex-M4, damaged descriptors: ${glove.length} answers, ${refused} refusals, ${differ} differ from the desktop's`,
);
process.exitCode = differ === 0 ? 0 : 1;
