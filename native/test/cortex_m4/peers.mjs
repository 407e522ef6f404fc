// The network of the boxing reference three ways on the emulated Cortex-M4: our engine, plain C with float32 tables as emlearn
// prints it, and plain C with the same int8 arithmetic; and what others say of TensorFlow Lite Micro. Add --json for a machine.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { at, build, buildForGlove, emulate, run, toolsAbsent } from "./toolchain.mjs";

const SIZES = [16, 12, 8, 6];
const RIGHT_SHIFT = 7;
const PEERS = { nothing: 0, ringside: 1, plainFloat: 2, plainInt8: 3 };

/** What is published of the runtime alone, without kernels and model. Not measured here. */
const PUBLISHED = {
  tensorFlowLiteMicro: [
    {
      what: "core runtime on an Arm Cortex-M3",
      flashBytes: 16 * 1024,
      source: "TensorFlow Lite for Microcontrollers, overview page of its documentation",
    },
    {
      what: "the same with the operators of a keyword detector",
      flashBytes: 22 * 1024,
      source: "TensorFlow Lite for Microcontrollers, overview page of its documentation (first edition)",
    },
  ],
};

let seed = 7;
const between = (low, high) => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return low + Math.floor((seed / 2 ** 32) * (high - low + 1));
};

/** Random layers as the engine reads them, and as tables of C. */
function tables() {
  const network = [SIZES.length - 1];
  const u16 = (value) => network.push(value & 255, value >> 8);
  const i32 = (value) => network.push(value & 255, (value >> 8) & 255, (value >> 16) & 255, (value >> 24) & 255);
  const lines = [`constexpr int32_t right_shift = ${RIGHT_SHIFT};`];
  const array = (type, name, values) => lines.push(`static const ${type} ${name}[] = {${values.join(",")}};`);
  for (let layer = 0; layer + 1 < SIZES.length; layer++) {
    const [from, to] = [SIZES[layer], SIZES[layer + 1]];
    const last = layer + 2 === SIZES.length;
    const weights = Array.from({ length: from * to }, () => between(-127, 127));
    const biases = Array.from({ length: to }, () => between(-4000, 4000));
    const multiplier = between(2 ** 30, 2 ** 31 - 1);
    network.push(0, 0);
    for (const size of [1, from, to, 0, 0]) u16(size);
    // Zero points: -128 in front of each layer and behind each ReLU, 0 behind the last one.
    network.push(0x80, last ? 0 : 0x80, 0x80, 127, ...weights.map((value) => value & 255));
    for (const bias of biases) i32(bias);
    i32(multiplier);
    network.push(-RIGHT_SHIFT & 255);
    const scale = (multiplier / 2 ** 31) * 2 ** -RIGHT_SHIFT;
    array("int8_t", `int8_weights_${layer}`, weights);
    array("int32_t", `int8_biases_${layer}`, biases);
    lines.push(`constexpr int32_t multiplier_${layer} = ${multiplier};`);
    array(
      "float",
      `float_weights_${layer}`,
      weights.map((value) => `${(value * scale).toExponential(8)}f`),
    );
    array(
      "float",
      `float_biases_${layer}`,
      biases.map((value) => `${(value * scale).toExponential(8)}f`),
    );
  }
  array("uint8_t", "network_bytes", network);
  return lines.join("\n");
}

function measured(peer) {
  const name = `peer-${peer}`;
  buildForGlove("peers.cpp", name, [
    `-DRINGSIDE_PEER=${PEERS[peer]}`,
    '-DRINGSIDE_TABLES="peers.inc"',
    "-Wno-unused-variable",
    "-Wno-unused-function",
  ]);
  const said = emulate(name, [], ["-plugin", `./count.so,out=${name}.json`]);
  const [text, data, bss] = execFileSync("arm-none-eabi-size", [at(`${name}.elf`)], { encoding: "utf8" })
    .split("\n")[1]
    .trim()
    .split(/\s+/)
    .map(Number);
  const { decision } = JSON.parse(readFileSync(at(`${name}.json`), "utf8"));
  return { flash: text + data, ram: data + bss, answers: /sum (\d+)/.exec(said)[1], instructions: decision };
}

if (toolsAbsent("peers on the Cortex-M4")) process.exit(0);
mkdirSync(build, { recursive: true });
writeFileSync(at("peers.inc"), tables());
run("gcc", ["-O2", "-fPIC", "-shared", join(import.meta.dirname, "instruction_count.c"), "-o", at("count.so")]);
const all = Object.fromEntries(Object.keys(PEERS).map((peer) => [peer, measured(peer)]));
const { nothing, ...peers } = all;
const rows = Object.entries(peers).map(([peer, { flash, ram, instructions, answers }]) => ({
  peer,
  flashBytes: flash - nothing.flash,
  ramBytes: ram - nothing.ram,
  instructions: { mean: instructions.mean, most: instructions.most },
  sameAnswers: answers === peers.ringside.answers,
}));
const result = { network: SIZES.join("-"), inferences: 500, rows, published: PUBLISHED };
if (process.argv.includes("--json")) {
  console.log(JSON.stringify(result));
} else {
  console.log(`a network of ${result.network}, ${result.inferences} inferences; flash holds code and tables`);
  for (const { peer, flashBytes, ramBytes, instructions, sameAnswers } of rows) {
    console.log(
      `${peer}: flash ${flashBytes} bytes, RAM ${ramBytes}, instructions ${instructions.mean} (most ${instructions.most}), ` +
        `${sameAnswers ? "the same classes as ours" : "other classes in places"}`,
    );
  }
  for (const { what, flashBytes, source } of PUBLISHED.tensorFlowLiteMicro)
    console.log(`TensorFlow Lite Micro, published: ${what}: ${flashBytes} bytes of flash (${source})`);
  const same = rows.find(({ peer }) => peer === "plainInt8").sameAnswers;
  console.log(same ? "1 passed, 0 failed" : "0 passed, 1 failed");
  process.exitCode = same ? 0 : 1;
}
