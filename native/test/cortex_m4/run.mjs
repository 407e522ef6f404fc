// The engine on an emulated Cortex-M4, built with the flags of the Arduino core, against the same source on this machine:
// every output byte must be the same. Usage: run.mjs [jobs] [--json]
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { recordings } from "../report/recordings.mjs";
import { sharedFolder } from "../sharedFolder.mjs";
import { differing } from "./differing.mjs";
import { at, build, buildForGlove, buildForHost, emulate, run, toolsAbsent } from "./toolchain.mjs";

const words = process.argv.slice(2);
const jobs = Number(words.find((word) => /^\d+$/.test(word)) ?? 300);
const json = words.includes("--json");

/** Fused multiply-adds in what the compiler made of the engine: each would round once where a desktop rounds twice. */
function fusedInstructions(name) {
  const text = execFileSync("arm-none-eabi-objdump", ["-d", at(`${name}.o`)], { encoding: "utf8", maxBuffer: 1 << 28 });
  return text.split("\n").filter((line) => /\tvfn?m[as]/.test(line)).length;
}

if (toolsAbsent("Cortex-M4 against desktop")) process.exit(0);
mkdirSync(build, { recursive: true });
const shared = sharedFolder();
const real = shared ? recordings(shared).flatMap(({ rows }) => rows.flat()) : [];
if (!shared) console.log("skipped: real recordings on the Cortex-M4 (the folder of recordings is absent)");
writeFileSync(at("frames.bin"), Buffer.from(Int16Array.from(real).buffer));
buildForHost("write_jobs.cpp", "write-jobs", "-O1");
buildForHost("same_bytes.cpp", "desktop", "-O2");
run(at("write-jobs"), [at("jobs.bin"), String(jobs), at("frames.bin")]);
run(at("desktop"), [at("jobs.bin"), at("desktop.bin")]);
const expected = readFileSync(at("desktop.bin"));

const results = [
  ["dsp kernels", "dsp", []],
  ["plain kernels", "plain", ["-DRINGSIDE_PLAIN_KERNELS"]],
].map(([title, name, flags]) => {
  buildForGlove("same_bytes.cpp", name, flags);
  emulate(name, ["jobs.bin", `${name}.bin`]);
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
