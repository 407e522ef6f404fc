import * as tf from "@tensorflow/tfjs-core";
import type { TrainingPlan } from "#domain/learning/plan.ts";
import { randomOf } from "#domain/random.ts";
import type { Examples } from "../api.ts";
import { fitNetwork, type NetworkPlan } from "./fitNetwork.ts";

/** Together they use every operation that training knows. */
const NETWORKS: readonly NetworkPlan[] = [
  { kind: "dense", hidden: [5], dropout: 0.2 },
  { kind: "conv", filters: [4, 3], kernel: 3 },
];
const PLAN: TrainingPlan = { epochs: 3, batch: 8, learningRate: 0.01, patience: 0, balanceClasses: true, seed: 1 };
/** Backends add in different orders; after nine small steps that is still far below this. */
const TOLERANCE = 1e-3;

/** True where both train the same small networks to the same weights, `other` twice to the same bits. */
export async function sameAnswers(reference: string, other: string): Promise<boolean> {
  const [expected, once, again] = [await weightsOn(reference), await weightsOn(other), await weightsOn(other)];
  return once.every((weight, i) => Object.is(weight, again[i]) && Math.abs(weight - expected[i]!) <= TOLERANCE);
}

async function weightsOn(backend: string): Promise<number[]> {
  if (!(await tf.setBackend(backend))) throw new Error(`no backend ${backend}`);
  const watch = { goOn() {}, onEpoch() {} };
  return NETWORKS.flatMap((network) =>
    fitNetwork(network, PLAN, someExamples(), null, watch).layers.flatMap(({ weights = [], biases = [] }) => [
      ...weights,
      ...biases,
    ]),
  );
}

function someExamples(): Examples {
  const [steps, channels, outputs, count] = [12, 2, 3, 24];
  const random = randomOf(1, "self-check");
  return {
    steps,
    channels,
    outputs,
    scale: 1 / 64,
    zeroPoint: 0,
    inputs: Int8Array.from({ length: count * steps * channels }, () => random.between(-128, 128)),
    classes: Uint8Array.from({ length: count }, (_, i) => i % outputs),
  };
}
