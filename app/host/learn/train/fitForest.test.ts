import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ClassifierPlan, TrainingPlan } from "#domain/learning/plan.ts";
import { randomOf } from "#domain/random.ts";
import type { TreeNode } from "../../engine/descriptor/classifier.ts";
import { writeDescriptor } from "../../engine/descriptor/writeDescriptor.ts";
import { EnginePipeline } from "../../engine/pipeline.ts";
import { engineHere } from "../../engine/testing/engineHere.ts";
import type { Epoch, Examples } from "../api.ts";
import { answer, askedBytes, fitForest } from "./fitForest.ts";
import { madeExamples } from "./testing/madeExamples.ts";
import { growTree } from "./tree.ts";
import type { Watch } from "./watch.ts";

const PLAN: TrainingPlan = { epochs: 1, batch: 1, learningRate: 1, patience: 0, balanceClasses: true, seed: 3 };
const forestOf = (trees: number, depth: number): Extract<ClassifierPlan, { kind: "forest" }> => ({
  kind: "forest",
  trees,
  depth,
});
const silent: Watch = { goOn() {}, onEpoch() {} };

function votes(trees: readonly (readonly TreeNode[])[], bytes: Uint8Array, at: number, outputs: number): number[] {
  const counts = new Array<number>(outputs).fill(0);
  for (const tree of trees) counts[answer(tree, bytes, at)]!++;
  return counts;
}

/** Classes that only two features together tell: above in both or in none. The others are noise. */
function eitherOr(count: number): Examples {
  const random = randomOf(5, "either or");
  const inputs = Int8Array.from({ length: count * 4 }, () => Math.floor(random.between(-128, 128)));
  const classes = Uint8Array.from({ length: count }, (_, i) => Number(inputs[i * 4]! < 0 !== inputs[i * 4 + 1]! < 0));
  return { steps: 1, channels: 4, outputs: 2, scale: 1, zeroPoint: 0, inputs, classes };
}

describe("a random forest", () => {
  test("learns what no single feature tells, and says so tree by tree", () => {
    const epochs: Epoch[] = [];
    const watch = { goOn() {}, onEpoch: (epoch: Epoch) => epochs.push(epoch) };
    const trained = fitForest(forestOf(40, 8), PLAN, eitherOr(400), null, watch);
    expect(trained.trees).toHaveLength(40);
    expect(epochs.map(({ epoch }) => epoch)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
    expect(epochs.at(-1)!.accuracy).toBeGreaterThan(0.98);
    expect(epochs.at(-1)!.loss).toBeLessThan(0.2);
    const unseen = eitherOr(1200);
    const bytes = askedBytes(unseen);
    const right = [...unseen.classes.entries()].slice(400).filter(([i, own]) => {
      const counts = votes(trained.trees, bytes, i * 4, 2);
      return counts.indexOf(Math.max(...counts)) === own;
    });
    expect(right.length / 800).toBeGreaterThan(0.9);
  });

  test("the same seed gives the same trees, another one others", () => {
    const examples = madeExamples({ steps: 1, channels: 9, outputs: 4, count: 200, spread: 80 });
    const trained = (seed: number) => fitForest(forestOf(6, 6), { ...PLAN, seed }, examples, null, silent);
    expect(trained(1)).toEqual(trained(1));
    expect(trained(1)).not.toEqual(trained(2));
  });

  test("validation is judged by all trees so far", () => {
    const made = { steps: 1, channels: 5, outputs: 3, count: 90 };
    const epochs: Epoch[] = [];
    const watch = { goOn() {}, onEpoch: (epoch: Epoch) => epochs.push(epoch) };
    const validation = madeExamples({ ...made, seed: 2 });
    const { trees } = fitForest(forestOf(9, 5), PLAN, madeExamples(made), validation, watch);
    const bytes = askedBytes(validation);
    const own = [...validation.classes].map((of, i) => votes(trees, bytes, i * 5, 3)[of]! / 9);
    expect(epochs.at(-1)!.validationLoss).toBeCloseTo(1 - own.reduce((a, b) => a + b) / own.length, 10);
  });

  test("ends before its next tree when it is told to stop", () => {
    let asked = 0;
    const goOn = () => {
      if (++asked > 3) throw new Error("enough");
    };
    const epochs: Epoch[] = [];
    const watch = { goOn, onEpoch: (epoch: Epoch) => epochs.push(epoch) };
    expect(() => fitForest(forestOf(50, 4), PLAN, eitherOr(50), null, watch)).toThrow("enough");
    expect(epochs).toHaveLength(3);
  });
});

describe("a tree", () => {
  const noise = (count: number, features: number, seed: number) => {
    const random = randomOf(seed, "noise");
    return {
      bytes: Uint8Array.from({ length: count * features }, () => random.between(0, 256)),
      features,
      classes: Uint8Array.from({ length: count }, () => random.between(0, 5)),
      outputs: 5,
      weights: new Float64Array(count).fill(1),
    };
  };
  const all = (count: number) => Uint32Array.from({ length: count }, (_, i) => i);

  test("on noise grows to the engine's limit and no further, with every branch within a byte", () => {
    const tree = growTree(noise(2000, 6, 1), all(2000), 12, randomOf(1, "tree"));
    expect(tree).toHaveLength(509);
    for (const [i, node] of tree.entries()) {
      if ("leaf" in node) continue;
      expect(Math.min(node.left, node.right)).toBe(1);
      expect(Math.max(node.left, node.right)).toBeLessThanOrEqual(255);
      expect(i + Math.max(node.left, node.right)).toBeLessThan(tree.length);
    }
  });

  test("asks no more questions in a row than its depth", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 80 }),
        fc.nat(1000),
        (depth, count, seed) => {
          const tree = growTree(noise(count, 4, seed), all(count), depth, randomOf(seed, "tree"));
          const deepest = (place: number): number => {
            const node = tree[place]!;
            return "leaf" in node ? 0 : 1 + Math.max(deepest(place + node.left), deepest(place + node.right));
          };
          expect(deepest(0)).toBeLessThanOrEqual(depth);
        },
      ),
    );
  });

  test("names every example that it learned from, where depth and features suffice", () => {
    const votesOf = noise(100, 8, 2);
    const tree = growTree(votesOf, all(100), 40, randomOf(2, "tree"));
    for (const [i, own] of votesOf.classes.entries()) expect(answer(tree, votesOf.bytes, i * 8)).toBe(own);
  });

  test("one class is one leaf; so are examples that no question parts", () => {
    const one = { ...noise(10, 2, 1), classes: new Uint8Array(10).fill(3) };
    expect(growTree(one, all(10), 5, randomOf(1, "tree"))).toEqual([{ leaf: 3 }]);
    const alike = { ...noise(3, 2, 1), bytes: new Uint8Array(6), classes: Uint8Array.of(1, 2, 2) };
    expect(growTree(alike, all(3), 5, randomOf(1, "tree"))).toEqual([{ leaf: 2 }]);
  });
});

describe.skipIf(!engineHere)("the engine", () => {
  const FEATURES = 4;
  const WINDOW = 8;

  /** Features that are the minimum and maximum of two columns; each window is a segment. */
  function pipelineOf(trees: readonly (readonly TreeNode[])[], outputs: number) {
    return new EnginePipeline(
      writeDescriptor({
        inputColumns: 2,
        sensorStages: [],
        segmenter: { kind: "windowing", window: WINDOW, step: WINDOW },
        segmentStages: [],
        features: [0, 1].flatMap((column) =>
          (["minimum", "maximum"] as const).map((name) => ({
            name,
            columns: [column],
            parameters: [],
            lowest: -1000,
            highest: 1000,
          })),
        ),
        featureScale: { low: 0, high: 255 },
        classifier: {
          kind: "feature_trees",
          classes: outputs,
          trees,
          classNumbers: Array.from({ length: outputs }, (_, i) => i + 1),
          weakest: -128,
          margin: 0,
        },
      }),
    );
  }

  test("counts the same votes for trained trees of any size", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 127 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 2, max: 9 }),
        fc.nat(1000),
        (trees, depth, outputs, seed) => {
          const examples = madeExamples({ steps: 1, channels: FEATURES, outputs, count: 150, spread: 120, seed });
          const trained = fitForest(forestOf(trees, depth), { ...PLAN, seed }, examples, null, silent);
          const random = randomOf(seed, "rows");
          const rows = Int16Array.from({ length: 40 * WINDOW * 2 }, () => random.between(-1000, 1000));
          const events = pipelineOf(trained.trees, outputs).push(rows);
          expect(events.length).toBeGreaterThan(30);
          for (const { scaled, outputs: counted, classNumber } of events) {
            const expected = votes(trained.trees, scaled, 0, outputs);
            expect([...counted]).toEqual(expected);
            expect(classNumber).toBe(expected.indexOf(Math.max(...expected)) + 1);
          }
        },
      ),
      { numRuns: 25 },
    );
  });
});
