import type { ClassifierPlan, TrainingPlan } from "#domain/learning/plan.ts";
import { type Random, randomOf } from "#domain/random.ts";
import type { TreeNode } from "../../engine/descriptor/classifier.ts";
import type { Examples, TrainedTrees } from "../api.ts";
import { classWeights } from "./examples.ts";
import { growTree } from "./tree.ts";
import type { Watch } from "./watch.ts";

/**
 * A random forest (Breiman 2001): each tree learns from examples drawn with repetition. Told after each tree: `loss`, the
 * mean share of the votes that were not for the own class, and `accuracy` of the forest so far.
 * @throws what `watch.goOn` throws
 */
export function fitForest(
  { trees, depth }: Extract<ClassifierPlan, { kind: "forest" }>,
  { balanceClasses, seed }: TrainingPlan,
  training: Examples,
  validation: Examples | null,
  watch: Watch,
): TrainedTrees {
  const features = training.steps * training.channels;
  const { classes, outputs } = training;
  const bytes = askedBytes(training);
  const ofClass = classWeights(training, balanceClasses);
  const learned = new Ballot(training);
  const judged = validation && new Ballot(validation);
  const forest: TreeNode[][] = [];
  for (let number = 1; number <= trees; number++) {
    watch.goOn();
    const random = randomOf(seed, `tree ${number}`);
    const { examples, weights } = drawn(classes, ofClass, random);
    const tree = growTree({ bytes, features, classes, outputs, weights }, examples, depth, random);
    forest.push(tree);
    learned.count(tree);
    judged?.count(tree);
    watch.onEpoch({
      epoch: number,
      ...learned.score(),
      validationLoss: judged?.score().loss ?? null,
      validationAccuracy: judged?.score().accuracy ?? null,
    });
  }
  return { kind: "trees", trees: forest };
}

/** Features as the engine's trees ask for them. */
export function askedBytes({ inputs }: Examples): Uint8Array {
  return Uint8Array.from(inputs, (stored) => stored + 128);
}

/** The class that a tree names for the features at a place of `bytes`. */
export function answer(tree: readonly TreeNode[], bytes: Uint8Array, at: number): number {
  let place = 0;
  for (;;) {
    const node = tree[place]!;
    if ("leaf" in node) return node.leaf;
    place += bytes[at + node.feature]! <= node.atMost ? node.left : node.right;
  }
}

/** As many as there are, with repetition; one that is drawn twice counts twice. */
function drawn(classes: Uint8Array, ofClass: Float64Array, random: Random) {
  const times = new Uint32Array(classes.length);
  for (let i = 0; i < classes.length; i++) times[Math.floor(random.next() * classes.length)]!++;
  return {
    examples: Uint32Array.from(times.keys()).filter((example) => times[example]! > 0),
    weights: Float64Array.from(times, (count, example) => count * ofClass[classes[example]!]!),
  };
}

/** The votes of the trees so far for each example. */
class Ballot {
  readonly #bytes: Uint8Array;
  readonly #features: number;
  readonly #classes: Uint8Array;
  readonly #outputs: number;
  readonly #votes: Uint16Array;
  #trees = 0;

  constructor(examples: Examples) {
    this.#bytes = askedBytes(examples);
    this.#features = examples.steps * examples.channels;
    this.#classes = examples.classes;
    this.#outputs = examples.outputs;
    this.#votes = new Uint16Array(examples.classes.length * examples.outputs);
  }

  count(tree: readonly TreeNode[]): void {
    this.#trees++;
    for (let example = 0; example < this.#classes.length; example++) {
      this.#votes[example * this.#outputs + answer(tree, this.#bytes, example * this.#features)]!++;
    }
  }

  score(): { readonly loss: number; readonly accuracy: number } {
    let right = 0;
    let own = 0;
    for (const [example, of] of this.#classes.entries()) {
      const votes = this.#votes.subarray(example * this.#outputs, (example + 1) * this.#outputs);
      if (votes.indexOf(Math.max(...votes)) === of) right++;
      own += votes[of]!;
    }
    const examples = this.#classes.length;
    return { loss: 1 - own / (examples * this.#trees), accuracy: right / examples };
  }
}
