import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Check } from "./check.ts";
import { cortexM4 } from "./cortexM4.ts";
import { footprint } from "./footprint.ts";
import { fuzz } from "./fuzz.ts";
import { hostTests } from "./hostTests.ts";
import { referee } from "./referee.ts";
import { segmentation } from "./segmentation.ts";
import { summary } from "./summary.ts";

/**
 * `npm run engine:proof [-- --json] [--short] [--report FILE]`: everything that shows that the studio and the glove compute
 * the same, and that it is right. The short one is what `npm test` runs. An aim that is not met is a failure. What a
 * machine lacks is skipped by name; where CI is set a skip is a failure too.
 */
const { values } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    short: { type: "boolean", default: false },
    report: { type: "string" },
  },
});

/** By the name of their figures in the JSON. */
const FULL = {
  host: () => hostTests(),
  cortexM4: () => cortexM4(10_000, 10_000_000),
  footprint: () => footprint(),
  referee: () => referee(1000, 1000),
  segmentation: () => segmentation(),
  fuzz: () => fuzz(20_000),
};
const SHORT = {
  host: () => hostTests(),
  cortexM4: () => cortexM4(150, 100_000),
  footprint: () => footprint(),
  referee: () => referee(60, 200),
  fuzz: () => fuzz(2_000),
};

const checks: Check[] = [];
const facts: Record<string, unknown> = {};
for (const [name, make] of Object.entries(values.short ? SHORT : FULL)) {
  const check = await make();
  checks.push(check);
  facts[name] = check.facts;
  if (!values.json) console.log(summary(check));
}

const skipped = checks.flatMap((check) => check.skipped);
const sum = (field: "passed" | "failed") => checks.reduce((total, check) => total + check[field], 0);
const passed = sum("passed");
const failed = sum("failed") + (process.env.CI ? skipped.length : 0);
const aims = checks.flatMap((check) => check.aims);
const report = JSON.stringify({ passed, failed, skipped, aims, facts }, null, 2);

if (values.report) writeFileSync(values.report, `${report}\n`);
console.log(values.json ? report : `${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
