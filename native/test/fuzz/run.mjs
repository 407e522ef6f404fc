// Fuzzes the descriptor reader and push with libFuzzer under the sanitizers, a fixed number of runs from a fixed seed.
// Usage: run.mjs [runs]
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";

const here = import.meta.dirname;
const build = join(here, "../../../dist/native-test/fuzz");
const runs = Number(process.argv[2] ?? 20_000);

function clang() {
  return ["clang++-14", "clang++"].find((name) => spawnSync(name, ["--version"], { stdio: "ignore" }).status === 0);
}

const compiler = clang();
if (!compiler) {
  console.log("skipped: fuzzing (no clang++ here; install the packages clang-14 and libclang-rt-14-dev)");
  process.exit(0);
}
mkdirSync(build, { recursive: true });
const flags = ["-std=gnu++14", "-O1", "-g", "-ffp-contract=off", "-Wno-unknown-pragmas"];
const seeds = join(build, "seeds");
rmSync(seeds, { recursive: true, force: true });
mkdirSync(seeds);
execFileSync(compiler, [...flags, join(here, "seeds.cpp"), "-o", join(build, "write-seeds")], { stdio: "inherit" });
execFileSync(join(build, "write-seeds"), [seeds]);
let failed = 0;
for (const [target, corpus] of [
  ["descriptor", [seeds]],
  ["push", []],
]) {
  const program = join(build, target);
  const sanitize = "-fsanitize=fuzzer,address,undefined";
  execFileSync(
    compiler,
    [...flags, sanitize, "-fno-sanitize-recover=all", join(here, `${target}.cpp`), "-o", program],
    {
      stdio: "inherit",
    },
  );
  const options = [`-runs=${runs}`, "-seed=1", "-max_len=8192", "-timeout=20", `-artifact_prefix=${build}/`];
  const run = spawnSync(program, [...options, ...corpus], { encoding: "utf8", timeout: 600_000 });
  const done = run.status === 0;
  if (!done) console.log(run.stderr.split("\n").slice(-40).join("\n"));
  console.log(`fuzz ${target}: ${runs} runs ${done ? "without a finding" : "FAILED"}`);
  failed += done ? 0 : 1;
}
console.log(`${2 - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
