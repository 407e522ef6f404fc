import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { engineHere } from "./testing/engineHere.ts";
import { bytesOf, readJobs } from "./testing/jobBytes.ts";

const SOURCES = join(import.meta.dirname, "../../../native/test/cortex_m4");
const JOBS = 60;
/** Two programs compile; the machine may be busy. */
const COMPILE_LIMIT_MS = 240_000;
const compiler = spawnSync("g++", ["--version"], { stdio: "ignore" }).status === 0;

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "ringside-bytes-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function build(name: string, level: string): string {
  const program = join(folder, name);
  const flags = ["-std=gnu++14", level, "-ffp-contract=off"];
  execFileSync("g++", [...flags, join(SOURCES, `${name}.cpp`), "-o", program]);
  return program;
}

describe.skipIf(!engineHere || !compiler)("the addon and the engine's own test program", () => {
  test(
    "say the same about random pipelines, byte for byte",
    () => {
      const [jobs, expected] = [join(folder, "jobs.bin"), join(folder, "expected.bin")];
      execFileSync(build("write_jobs", "-O0"), [jobs, String(JOBS)]);
      const program = build("same_bytes", "-O1");
      execFileSync(program, [jobs, expected]);
      // It writes its arithmetic first, which the addon does not offer: all that it says without a job.
      const arithmetic = join(folder, "arithmetic.bin");
      const noJobs = join(folder, "no-jobs.bin");
      writeFileSync(noJobs, "");
      execFileSync(program, [noJobs, arithmetic]);
      const found = Buffer.concat([...readJobs(readFileSync(jobs))].map(bytesOf));
      expect(found.length).toBeGreaterThan(10_000);
      const said = readFileSync(expected).subarray(readFileSync(arithmetic).length);
      expect(said.equals(found)).toBe(true);
    },
    COMPILE_LIMIT_MS,
  );
});
