import type { Bill, Pack, Proof } from "#domain/deploy/pack.ts";
import type { DeployModel } from "../packs.ts";

const hash = (digit: string) => digit.repeat(64);

/** What a model becomes on a glove, for tests. */
export function packOf(model: DeployModel, over: Partial<Pack> = {}): Pack {
  return {
    modelId: model.id,
    modelName: model.name,
    identifier: model.name.toLowerCase(),
    hash: hash("a"),
    parts: model.parts,
    classNames: model.classNames,
    engineVersion: "1.0.0",
    hashes: { data: hash("d"), labels: hash("b"), engine: hash("e") },
    simulated: model.simulated,
    files: [
      { path: "library.properties", bytes: 300 },
      { path: `src/${model.name.toLowerCase()}.h`, bytes: 20_480 },
    ],
    ...over,
  };
}

export function billOf(model: DeployModel, over: Partial<Bill> = {}): Bill {
  return {
    modelId: model.id,
    hand: null,
    by: "measured",
    board: { name: "Nano 33 BLE Sense", flashBytes: 983_040, ramBytes: 262_144, clockHz: 64e6 },
    flashBytes: 98_304,
    ramBytes: 13_107,
    stackBytes: 1024,
    parts: [{ part: "engine", flashBytes: 98_304, ramBytes: 13_107 }],
    perSample: { mean: 410, worst: 1200 },
    perSegment: { mean: 51_000, worst: 62_000 },
    decisionLatencyMs: { median: 42.5, p95: 61 },
    battery: {
      hours: 21.4,
      cellMah: 150,
      averageMa: 7,
      drains: [
        { part: "sensor", milliamps: 4.6, from: "dataSheet" },
        { part: "rest", milliamps: 2.4, from: "assumed" },
      ],
    },
    problems: [],
    ...over,
  };
}

export function proofOf(model: DeployModel, over: Partial<Proof> = {}): Proof {
  const counts = { captures: 4, samples: 20_000, decisions: 120, differing: 0 };
  return {
    modelId: model.id,
    validationId: model.id,
    provedAtMs: 1_700_000_100_000,
    packHash: hash("a"),
    engineHash: hash("e"),
    dataHash: hash("d"),
    runs: [
      { target: "host", compiler: "g++ 14.2", ...counts },
      { target: "cortexM4", missing: ["qemu-system-arm"] },
    ],
    ...over,
  };
}
