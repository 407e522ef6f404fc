// What the boxing reference costs on the Cortex-M4: flash, RAM, stack and instructions (not time: QEMU is no clock).
// Add --json for a machine.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { at, build, buildForGlove, buildForHost, emulate, run, toolsAbsent } from "./toolchain.mjs";

/** The budget of the boxing reference on the glove. */
const AIM = { flashBytes: 12_288, ramBytes: 6_144, instructions: 64_000 };

/** Bytes of flash that a linked program fills: code, constants and the first values of variables. */
function flashOf(name) {
  const [text, data] = execFileSync("arm-none-eabi-size", [at(`${name}.elf`)], { encoding: "utf8" })
    .split("\n")[1]
    .trim()
    .split(/\s+/)
    .map(Number);
  return text + data;
}

const round = (value) => Math.round(value * 10) / 10;

/** Builds the reference as write_boxing prints it with `words`, runs it, and gives its facts and counted instructions. */
function measured(name, words) {
  writeFileSync(at(`${name}.inc`), execFileSync(at("write-boxing"), words));
  buildForGlove("footprint.cpp", name, [`-DRINGSIDE_BOXING="${name}.inc"`]);
  const said = emulate(name, [], ["-plugin", `./count.so,out=${name}.json`]);
  const facts = [...said.matchAll(/^(\w+) (\d+)$/gm)].map(([, fact, value]) => [fact, Number(value)]);
  return { facts: Object.fromEntries(facts), instructions: JSON.parse(readFileSync(at(`${name}.json`), "utf8")) };
}

if (toolsAbsent("footprint on the Cortex-M4")) process.exit(0);
mkdirSync(build, { recursive: true });
buildForHost("write_boxing.cpp", "write-boxing", "-O1");
buildForGlove("footprint.cpp", "nothing", ["-DRINGSIDE_NOTHING"]);
run("gcc", ["-O2", "-fPIC", "-shared", join(import.meta.dirname, "instruction_count.c"), "-o", at("count.so")]);
const { facts, instructions: whole } = measured("footprint", []);
const { instructions: noNetwork } = measured("footprint-no-network", ["no-network"]);
const { facts: wideFacts, instructions: wide } = measured("footprint-wide", ["wide"]);
const perSegment = noNetwork.decision.mean;
const instructions = { ...whole, perSegment, perClassification: round(whole.decision.mean - perSegment) };
/** Flash that a kind of classifier adds, beside its model. */
const added = (part) => {
  buildForGlove("footprint.cpp", "footprint-part", ['-DRINGSIDE_BOXING="footprint.inc"', `-DRINGSIDE_WITH_${part}=1`]);
  return flashOf("footprint-part") - flashOf("footprint");
};
/** What the search of the studio predicts from (app/host/learn/searching/gloveCost.ts). */
const rates = {
  wideClassification: round(wide.decision.mean - perSegment),
  wideDescriptor: wideFacts.descriptor,
  treesBytes: added("TREES"),
  windowNetworkBytes: added("WINDOW_NETWORKS"),
};
const flash = flashOf("footprint") - flashOf("nothing");
const ram = facts.pipeline + facts.arena;
const result = { flashBytes: flash, ramBytes: ram, stackBytes: facts.stack, ...facts, instructions, rates, aim: AIM };
if (process.argv.includes("--json")) {
  console.log(JSON.stringify(result));
} else {
  console.log(
    `flash ${flash} bytes (engine, descriptor of ${facts.descriptor} bytes, and what they pull in; aim ${AIM.flashBytes})`,
  );
  console.log(
    `RAM ${ram + facts.stack} bytes (arena ${facts.arena}, object ${facts.pipeline}, deepest stack ${facts.stack}; aim ${AIM.ramBytes})`,
  );
  console.log(`instructions a sample: ${instructions.sample.mean} (most ${instructions.sample.most})`);
  console.log(
    `instructions from the end of a segment to its class: ${instructions.decision.mean} ` +
      `(most ${instructions.decision.most}, ${instructions.decision.calls} segments; aim ${AIM.instructions}), of which ` +
      `${instructions.perSegment} for features and scaling and ${instructions.perClassification} for the network`,
  );
  const kept = [
    flash < AIM.flashBytes,
    ram + facts.stack < AIM.ramBytes,
    instructions.decision.most < AIM.instructions,
  ];
  const good = kept.filter(Boolean).length;
  console.log(`${good} passed, ${kept.length - good} failed`);
  process.exitCode = good === kept.length ? 0 : 1;
}
