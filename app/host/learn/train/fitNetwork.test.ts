import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test } from "vitest";
import type { TrainingPlan } from "#domain/learning/plan.ts";
import type { Epoch, Examples, TrainedNetwork } from "../api.ts";
import { realInputs } from "../realInputs.ts";
import { startWasm } from "./backend.ts";
import { fitNetwork, type NetworkPlan } from "./fitNetwork.ts";
import { forward } from "./forward.ts";
import { hasWeights } from "./shapes.ts";
import { madeExamples } from "./testing/madeExamples.ts";
import type { Watch } from "./watch.ts";

beforeAll(startWasm);

const PLAN: TrainingPlan = { epochs: 20, batch: 16, learningRate: 0.01, patience: 0, balanceClasses: false, seed: 7 };
const DENSE: NetworkPlan = { kind: "dense", hidden: [8], dropout: 0 };
const CONV: NetworkPlan = { kind: "conv", filters: [4, 6], kernel: 5 };
const FEATURES = { steps: 1, channels: 10, outputs: 3, count: 60 };
const WINDOWS = { steps: 16, channels: 3, outputs: 3, count: 60 };

const silent: Watch = { goOn() {}, onEpoch() {} };

function listening() {
  const epochs: Epoch[] = [];
  return { epochs, watch: { goOn() {}, onEpoch: (epoch: Epoch) => epochs.push(epoch) } };
}

/** The share of examples that a network names rightly. */
function accuracy(network: TrainedNetwork, examples: Examples): number {
  const weights = network.layers.flatMap((layer) =>
    hasWeights(layer) ? [tf.tensor1d(layer.weights!), tf.tensor1d([...layer.biases!])] : [],
  );
  const inputs = tf.tensor2d(realInputs(examples), [examples.classes.length, examples.steps * examples.channels]);
  const named = tf.tidy(() => tf.argMax(forward(network.layers, weights, inputs), 1).dataSync());
  tf.dispose([...weights, inputs]);
  return named.filter((own, i) => own === examples.classes[i]).length / named.length;
}

describe("training a network", () => {
  test.each([
    ["dense, on features", DENSE, FEATURES],
    ["convolutions, on windows", CONV, WINDOWS],
    ["dense, on windows", DENSE, WINDOWS],
  ] as const)("%s: what it learned holds for inputs as the glove has them", (_, network, made) => {
    const { epochs, watch } = listening();
    const trained = fitNetwork(network, PLAN, madeExamples(made), null, watch);
    expect(epochs.map(({ epoch }) => epoch)).toEqual(Array.from({ length: PLAN.epochs }, (__, i) => i + 1));
    expect(epochs.at(-1)!.loss).toBeLessThan(epochs[0]!.loss / 4);
    expect(epochs.at(-1)).toMatchObject({ validationLoss: null, validationAccuracy: null });
    expect(accuracy(trained, madeExamples({ ...made, seed: 2 }))).toBeGreaterThan(0.95);
  });

  test("the unit of the inputs changes nothing", () => {
    const small = madeExamples(FEATURES);
    const large = { ...small, scale: small.scale * 1024 };
    const [one, other] = [small, large].map((examples) => {
      const { epochs, watch } = listening();
      fitNetwork(DENSE, PLAN, examples, null, watch);
      return epochs;
    });
    expect(one).toEqual(other);
  });

  test("the same seed gives the same bits, another one others; dropout and order included", () => {
    const network: NetworkPlan = { kind: "dense", hidden: [8, 4], dropout: 0.3 };
    const trained = (seed: number) =>
      fitNetwork(network, { ...PLAN, epochs: 4, seed }, madeExamples(FEATURES), null, silent);
    expect(trained(7)).toEqual(trained(7));
    expect(trained(7)).not.toEqual(trained(8));
  });

  test("stops when the validation loss no longer falls, and keeps the weights of its lowest epoch", () => {
    // Classes that cannot be learned: what is better on the training part is worse elsewhere.
    const noise = (seed: number) => madeExamples({ ...FEATURES, spread: 400, seed });
    const { epochs, watch } = listening();
    const plan = { ...PLAN, epochs: 200, patience: 5, learningRate: 0.03 };
    const trained = fitNetwork({ ...DENSE, hidden: [16] }, plan, noise(1), noise(2), watch);
    const losses = epochs.map(({ validationLoss }) => validationLoss!);
    const lowest = Math.min(...losses);
    expect(epochs).toHaveLength(losses.indexOf(lowest) + 1 + plan.patience);
    expect(accuracy(trained, noise(2))).toBeCloseTo(epochs[losses.indexOf(lowest)]!.validationAccuracy!, 10);
  });

  test("without patience validation is only looked at", () => {
    const [examples, other] = [madeExamples(FEATURES), madeExamples({ ...FEATURES, seed: 2, count: 300 })];
    const plan = { ...PLAN, epochs: 5 };
    expect(fitNetwork(DENSE, plan, examples, other, silent)).toEqual(fitNetwork(DENSE, plan, examples, null, silent));
  });

  test("balanced, a rare class is not given up", () => {
    const many = madeExamples({ ...FEATURES, outputs: 2, count: 400, spread: 110 });
    // One in twenty of the second class.
    const chosen = [...many.classes.keys()].filter((i) => many.classes[i] === 0 || i % 20 === 1);
    const rare: Examples = {
      ...many,
      classes: Uint8Array.from(chosen, (i) => many.classes[i]!),
      inputs: Int8Array.from(chosen.flatMap((i) => [...many.inputs.subarray(i * 10, i * 10 + 10)])),
    };
    const found = (balanceClasses: boolean) => {
      const trained = fitNetwork({ ...DENSE, hidden: [] }, { ...PLAN, balanceClasses }, rare, null, silent);
      const onlyRare = [...many.classes.keys()].filter((i) => many.classes[i] === 1);
      return accuracy(trained, {
        ...many,
        classes: Uint8Array.from(onlyRare, () => 1),
        inputs: Int8Array.from(onlyRare.flatMap((i) => [...many.inputs.subarray(i * 10, i * 10 + 10)])),
      });
    };
    expect(found(true)).toBeGreaterThan(found(false));
  });

  test.each([DENSE, CONV])("leaves no tensor behind: %j", (network) => {
    const made = network.kind === "dense" ? FEATURES : WINDOWS;
    const before = tf.memory();
    fitNetwork(network, { ...PLAN, epochs: 2 }, madeExamples(made), madeExamples({ ...made, seed: 2 }), silent);
    expect(tf.memory()).toMatchObject({ numTensors: before.numTensors, numDataBuffers: before.numDataBuffers });
  });

  test("ends with a problem when the loss is no number, and when it is told to stop", () => {
    const broken = { ...madeExamples(FEATURES), scale: Number.NaN };
    expect(() => fitNetwork(DENSE, PLAN, broken, null, silent)).toThrow(/learn\.notANumber/);
    let asked = 0;
    const goOn = () => {
      if (++asked === 10) throw new Error("enough");
    };
    const before = tf.memory().numTensors;
    expect(() => fitNetwork(DENSE, PLAN, madeExamples(FEATURES), null, { ...silent, goOn })).toThrow("enough");
    expect(tf.memory().numTensors).toBe(before);
  });
});
