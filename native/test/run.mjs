// Builds the host tests of the engine under the address and undefined-behaviour sanitizers and runs them.
// Prints "N passed, N failed"; where there is no g++ it says so and skips by name.
import { execFile, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { missing } from "./missing.mjs";
import { writeVectors } from "./vectors.mjs";

const here = import.meta.dirname;
const build = join(here, "../../dist/native-test");

/** The flags that the glove's compiler needs, and every warning as an error. */
const STRICT = [
  "-std=gnu++14",
  "-Wall",
  "-Wextra",
  "-Wconversion",
  "-Wshadow",
  "-Werror",
  "-fno-exceptions",
  "-fno-rtti",
];
const SANITIZED = ["-O1", "-g", "-ffp-contract=off", "-fsanitize=address,undefined", "-fno-sanitize-recover=all"];

async function compile(sources) {
  const queue = [...sources];
  const objects = [];
  const worker = async () => {
    for (let source = queue.shift(); source; source = queue.shift()) {
      const object = join(build, `${basename(source)}.o`);
      objects.push(object);
      await promisify(execFile)("g++", [...STRICT, ...SANITIZED, `-I${build}`, "-c", source, "-o", object]);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return objects.sort();
}

if (missing("g++")) {
  console.log("skipped: engine host tests (no g++ here; install the package g++)");
  console.log("0 passed, 0 failed");
  process.exit(0);
}
mkdirSync(build, { recursive: true });
if (!writeVectors(join(build, "vectors.generated.hpp"))) {
  console.log("skipped: numeric vectors (the folder shared/spec is absent)");
}
/** A program of the tests of one folder, run with the words of the command line. */
async function runFolder(folder, name) {
  const tests = readdirSync(folder).filter((file) => file.endsWith(".test.cpp"));
  const objects = await compile([join(here, "check_main.cpp"), ...tests.map((file) => join(folder, file))]);
  const program = join(build, name);
  await promisify(execFile)("g++", [...SANITIZED, ...objects, "-o", program]);
  const run = spawnSync(program, process.argv.slice(2), { encoding: "utf8", timeout: 300_000 });
  const [, passed, failed] = run.stdout.match(/^(\d+) passed, (\d+) failed$/m) ?? [null, 0, 1];
  process.stdout.write(run.stdout.replace(/^\d+ passed, \d+ failed\n/m, "") + run.stderr);
  return { passed: Number(passed), failed: Math.max(Number(failed), run.status === 0 ? 0 : 1) };
}

let passed = 0;
let failed = 0;
try {
  for (const [folder, name] of [
    [here, "host-tests"],
    [join(here, "reduced"), "reduced-tests"],
  ]) {
    const result = await runFolder(folder, name);
    passed += result.passed;
    failed += result.failed;
  }
} catch (error) {
  console.log(error.stderr || String(error));
  failed += 1;
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
