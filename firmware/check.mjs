import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compileSketch, layOut, missing, noCompiler, SKETCHES } from "./toolchain.mjs";

// node firmware/check.mjs
// Compiles both sketches: against our slice of the Arduino API, and with arduino-cli and the real core where they are.

const FQBN = "arduino:mbed_nano:nano33ble";
const folder = mkdtempSync(join(tmpdir(), "ringside-check-"));
try {
  crossCompile();
  buildWithArduino();
} finally {
  rmSync(folder, { recursive: true });
}

function crossCompile() {
  if (noCompiler()) {
    console.log("skipped: sketches for the Cortex-M4 (no arm-none-eabi-g++ here; install gcc-arm-none-eabi)");
    return;
  }
  for (const sketch of SKETCHES) {
    compileSketch(sketch, folder);
    console.log(`${sketch}: compiles for the Cortex-M4`);
  }
}

function buildWithArduino() {
  if (missing("arduino-cli")) {
    console.log("skipped: sketches with arduino-cli (it is not installed here)");
    return;
  }
  layOut(folder);
  for (const sketch of SKETCHES) {
    const args = ["compile", "--fqbn", FQBN, "--libraries", join(folder, "libraries"), join(folder, sketch)];
    const done = spawnSync("arduino-cli", args, { stdio: "inherit", timeout: 600_000 });
    if (done.status !== 0) {
      console.error(`${sketch}: arduino-cli could not build it`);
      process.exitCode = 1;
    }
  }
}
