// Prints recall, precision, false alarms and delay of every segmenter: on the real recordings leave-one-file-out, with
// --simulated on simulated sessions leave-one-person-out. --json is for a machine. On the real recordings the engine's own
// segmenter must find every stroke and give no false alarm.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sharedFolder } from "../sharedFolder.mjs";
import { encode, recordings } from "./recordings.mjs";

const build = join(import.meta.dirname, "../../../dist/native-test");
const simulated = process.argv.includes("--simulated");
const json = process.argv.includes("--json");

async function load() {
  if (simulated) return (await import("./simulatedPeople.mjs")).simulatedPeople();
  const shared = sharedFolder();
  return shared ? recordings(shared) : [];
}

const list = await load();
if (list.length === 0) {
  console.log("skipped: punches on real recordings (the folder of recordings is absent)");
  process.exit(0);
}
mkdirSync(build, { recursive: true });
const data = join(build, "recordings.bin");
const program = join(build, "segmentation-report");
writeFileSync(data, encode(list));
const source = join(import.meta.dirname, "segmentation_report.cpp");
execFileSync("g++", ["-std=gnu++14", "-O2", "-ffp-contract=off", source, "-o", program], { stdio: "inherit" });
const args = [data, ...(json ? ["--json"] : []), ...(simulated ? [] : ["--perfect"])];
const run = spawnSync(program, args, { stdio: "inherit", timeout: 600_000 });
if (!json && !simulated) console.log(run.status === 0 ? "1 passed, 0 failed" : "0 passed, 1 failed");
process.exitCode = run.status ?? 1;
