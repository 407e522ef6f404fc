import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { findNode24, NODE_NEEDED } from "./node24.mjs";
import { ensureInstalled } from "./prepare.mjs";
import { runProgram } from "./program.mjs";
import { say } from "./say.mjs";
import { ensureSystemPrograms } from "./systemPrograms.mjs";

/** `npm test`: installs what is missing, then runs every check. The last line is `N passed, N failed`. */
const root = join(dirname(fileURLToPath(import.meta.url)), "../../..");
const reports = join(root, "test-results");
const minutes = (count) => count * 60;
process.exitCode = await test();

async function test() {
  if (!(await ensureInstalled(root))) return close({ passed: 0, failed: 1 });
  const node = findNode24(root);
  if (node === null) {
    say("start.oldNode", { found: process.versions.node, needed: NODE_NEEDED });
    return close({ passed: 0, failed: 1 });
  }
  const equipped = await ensureSystemPrograms();
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });

  const results = [
    await step(node, "types", minutes(5), ["typescript/bin/tsc", "-b"]),
    await step(node, "lint", minutes(3), ["@biomejs/biome/bin/biome", "check", "--error-on-warnings", "."]),
    await unitTests(node),
    await engineProof(node),
  ];
  const built = await step(node, "build", minutes(5), ["vite/bin/vite.js", "build", "--logLevel", "warn"]);
  results.push(built);
  // Without a page or a browser there is nothing to travel through.
  results.push(equipped && built.failed === 0 ? await journeys(node) : { passed: 0, failed: 1 });
  return close({ passed: sum(results, "passed"), failed: sum(results, "failed") });
}

function close({ passed, failed }) {
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

function sum(results, field) {
  return results.reduce((total, result) => total + result[field], 0);
}

/** A check that has no tests in it counts as one. */
async function step(node, what, limitS, tool, env = {}) {
  say("test.step", { what });
  const [script, ...args] = tool;
  const path = `${dirname(node)}${delimiter}${process.env.PATH}`;
  const result = await runProgram(node, [resolve(root, "node_modules", script), ...args], {
    cwd: root,
    env: { ...process.env, PATH: path, ...env },
    limitS,
    what,
  });
  if (result.timedOut) say("test.tooSlow", { what, minutes: limitS / 60 });
  return result.ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function unitTests(node) {
  const report = join(reports, "unit.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const run = await step(node, "unit tests", minutes(20), ["vitest/vitest.mjs", "run", ...reporters]);
  return counted(run, report, ({ numPassedTests, numFailedTests }) => [numPassedTests, numFailedTests]);
}

/** The short form of `npm run engine:proof`: host tests, Cortex-M4, TensorFlow Lite, fuzzing. */
async function engineProof(node) {
  const report = join(reports, "engine.json");
  const script = join(root, "native/test/proof/run.ts");
  const run = await step(node, "engine proof", minutes(15), [script, "--short", `--report=${report}`]);
  return counted(run, report, ({ passed, failed }) => [passed, failed]);
}

async function journeys(node) {
  const report = join(reports, "journeys.json");
  const run = await step(node, "journeys", minutes(20), ["@playwright/test/cli.js", "test", "--reporter=list,json"], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  });
  return counted(run, report, ({ stats }) => [stats.expected, stats.unexpected + stats.flaky]);
}

/** The runner's own figures. A runner that fails without a failed test (it crashed, it ran too long) is one failure. */
function counted(run, report, read) {
  try {
    const [passed, failed] = read(JSON.parse(readFileSync(report, "utf8")));
    return { passed, failed: Math.max(failed, run.failed) };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
