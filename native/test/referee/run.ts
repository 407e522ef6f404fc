import { parseArgs } from "node:util";
import { referee } from "./referee.ts";

/**
 * `node native/test/referee/run.ts [--networks 60] [--inputs 200] [--seed 1] [--json]`: random int8 networks on the engine
 * and on TensorFlow Lite, compared bit for bit, and
 * trained networks by way of their exported `.tflite`. Network number n has seed + n, so one of them is run again alone with
 * `--seed THAT --networks 1`. Ends with 1 if an output differs, or if no output tells the engine apart from kernels that
 * round otherwise: then there were too few networks to prove anything.
 */
const { values } = parseArgs({
  options: {
    networks: { type: "string", default: "60" },
    inputs: { type: "string", default: "200" },
    seed: { type: "string", default: "1" },
    json: { type: "boolean", default: false },
  },
});
const wholeNumber = (name: "networks" | "inputs" | "seed", least: number) => {
  const value = Number(values[name]);
  if (Number.isSafeInteger(value) && value >= least) return value;
  console.error(`--${name} is a whole number from ${least}`);
  process.exit(2);
};

const report = await referee({
  networks: wholeNumber("networks", 1),
  inputs: wholeNumber("inputs", 1),
  seed: wholeNumber("seed", 0),
  progress: (text) => console.error(text),
});
if ("skipped" in report) console.error(`skipped: TensorFlow Lite as referee (${report.skipped})`);
if (values.json) console.log(JSON.stringify(report, null, 2));
else if (!("skipped" in report)) {
  const { networks, inputs, compared, sensitivity, trained, exported, imported } = report;
  console.log(`${networks} networks x ${inputs} inputs: ${compared.differing} of ${compared.outputs} outputs differ`);
  console.log(`trained networks from their .tflite: ${trained.differing} of ${trained.outputs} outputs differ`);
  console.log(`models exported and imported again: ${imported.differing} of ${imported.outputs} outputs differ`);
  console.log(
    `the same files with the fast kernels: ${exported.differing} differ, by ${exported.largestDifference} at most`,
  );
  console.log(`told apart from kernels that round once by ${sensitivity.differing} of ${sensitivity.outputs} outputs`);
}
if (!("skipped" in report) && !report.passed) process.exitCode = 1;
