// Builds the host tests of the engine under the address and undefined-behaviour sanitizers and runs them.
// Prints "N passed, N failed"; where there is no g++ it says so and skips by name.
import { execFile, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";
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

function missing(tool) {
  return spawnSync(tool, ["--version"], { stdio: "ignore" }).status !== 0;
}

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
const sources = readdirSync(here).filter((name) => name.endsWith(".test.cpp") || name === "check_main.cpp");
try {
  const objects = await compile(sources.map((name) => join(here, name)));
  const program = join(build, "host-tests");
  await promisify(execFile)("g++", [...SANITIZED, ...objects, "-o", program]);
  const run = spawnSync(program, process.argv.slice(2), { stdio: "inherit", timeout: 300_000 });
  process.exitCode = run.status ?? 1;
} catch (error) {
  console.log(error.stderr || String(error));
  console.log("0 passed, 1 failed");
  process.exitCode = 1;
}
