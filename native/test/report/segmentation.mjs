// Prints recall, precision, false alarms and delay of every segmenter on the real recordings, leave-one-file-out.
// Add --json for a machine.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sharedFolder } from "../sharedFolder.mjs";
import { encode, recordings } from "./recordings.mjs";

const build = join(import.meta.dirname, "../../../dist/native-test");
const shared = sharedFolder();
if (!shared) {
  console.log("skipped: segmentation report (the folder of recordings is absent)");
  process.exit(0);
}
mkdirSync(build, { recursive: true });
const data = join(build, "recordings.bin");
const program = join(build, "segmentation-report");
writeFileSync(data, encode(recordings(shared)));
const source = join(import.meta.dirname, "segmentation_report.cpp");
execFileSync("g++", ["-std=gnu++14", "-O2", "-ffp-contract=off", source, "-o", program], { stdio: "inherit" });
execFileSync(program, [data, ...process.argv.slice(2)], { stdio: "inherit", timeout: 600_000 });
