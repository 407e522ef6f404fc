// Prints recall, precision, false alarms and delay of every segmenter, each at its best settings: on the real recordings
// leave-one-file-out, where the engine's own must be perfect, and on simulated sessions of people whom nothing was tuned on.
// Add --json for a machine.
import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { missing } from "../missing.mjs";
import { sharedFolder } from "../sharedFolder.mjs";
import { encode, recordings } from "./recordings.mjs";
import { simulatedSessions } from "./simulatedSessions.ts";

const LIMIT_MS = 900_000;
const SESSION_MINUTES = { tune: 1.5, test: 6 };
const json = process.argv.includes("--json");
const build = join(import.meta.dirname, "../../../dist/native-test");
const at = (name) => join(build, name);

async function report(files) {
  const { stdout } = await promisify(execFile)(at("segmentation-report"), files, { timeout: LIMIT_MS });
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

function put(name, list) {
  writeFileSync(at(name), encode(list));
  return at(name);
}

async function buildReport() {
  const source = join(import.meta.dirname, "segmentation_report.cpp");
  await promisify(execFile)("g++", [
    "-std=gnu++14",
    "-O2",
    "-ffp-contract=off",
    source,
    "-o",
    at("segmentation-report"),
  ]);
}

async function onRealRecordings() {
  const shared = sharedFolder();
  if (shared) return report([put("recordings.bin", recordings(shared))]);
  console.log("skipped: segmentation of real recordings (the folder of recordings is absent)");
  return null;
}

function onSimulatedSessions() {
  const { tune, test } = simulatedSessions(SESSION_MINUTES);
  return report([put("sessions-tune.bin", tune), put("sessions-test.bin", test)]);
}

const percent = (share) => `${(100 * share).toFixed(1)} %`;

function show(title, rows) {
  console.log(`\n${title}`);
  const heads = ["segmenter", "found", "precision", "false/min", "decided ms", "complete ms"];
  const labels = Object.keys(rows[0].labels);
  const table = rows.map((row) => [
    row.segmenter,
    `${row.hits}/${row.hits + row.missed}`,
    percent(row.precision),
    row.falseAlarmsPerMinute.toFixed(2),
    String(row.decidedMs),
    String(row.completeMs),
    ...(labels.length > 1 ? labels.map((label) => percent(row.labels[label].found / row.labels[label].of)) : []),
  ]);
  for (const cells of [[...heads, ...(labels.length > 1 ? labels : [])], ...table]) {
    console.log(cells.map((cell, i) => (i === 0 ? cell.padEnd(20) : cell.padStart(12))).join(""));
  }
}

if (missing("g++")) {
  console.log("skipped: segmentation report (no g++ here; install the package g++)");
  process.exit(0);
}
mkdirSync(build, { recursive: true });
await buildReport();
const real = await onRealRecordings();
const simulated = await onSimulatedSessions();
const [ours] = real ?? [];
const perfect = !ours || (ours.missed === 0 && ours.falseAlarms === 0);
if (json) console.log(JSON.stringify({ real, simulated }));
else {
  if (real) show("Real recordings, leave-one-file-out: 34 strokes, and head motions without any", real);
  show("Simulated sessions of people whom nothing was tuned on", simulated);
  console.log(perfect ? "1 passed, 0 failed" : "0 passed, 1 failed");
}
process.exitCode = perfect ? 0 : 1;
