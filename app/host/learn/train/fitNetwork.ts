import * as tf from "@tensorflow/tfjs-core";
import type { ClassifierPlan, TrainingPlan } from "#domain/learning/plan.ts";
import { ProblemError } from "#domain/problems.ts";
import { type Random, randomOf } from "#domain/random.ts";
import type { Examples, TrainedNetwork } from "../api.ts";
import { realInputs } from "../realInputs.ts";
import { Adam } from "./adam.ts";
import { Batches, type Labeled } from "./batches.ts";
import { crossEntropy } from "./crossEntropy.ts";
import { classWeights } from "./examples.ts";
import { forward } from "./forward.ts";
import { measureInputs, scaleInputs, takeOver } from "./inputScale.ts";
import { networkShapes, type Shape } from "./shapes.ts";
import type { Watch } from "./watch.ts";
import { firstWeights, layersOf, type Weights } from "./weights.ts";

export type NetworkPlan = Exclude<ClassifierPlan, { kind: "forest" }>;

/** Examples judged at once: enough to be quick, and few enough to be asked often whether to go on. */
const JUDGED_AT_ONCE = 256;

/**
 * Trains on TensorFlow.js's present backend, until the epochs are over or the validation loss has not fallen for
 * `patience` of them; then the weights of the lowest one are the answer.
 * @throws ProblemError learn.notANumber, and what `watch.goOn` throws
 */
export function fitNetwork(
  classifier: NetworkPlan,
  plan: TrainingPlan,
  training: Examples,
  validation: Examples | null,
  watch: Watch,
): TrainedNetwork {
  const shapes = networkShapes(classifier, training.steps, training.channels, training.outputs);
  const size = training.steps * training.channels;
  const inputs = realInputs(training);
  const scale = measureInputs(inputs, size, shapes[0]!);
  const batches = (examples: Examples, real: Float32Array) =>
    new Batches({ inputs: scaleInputs(real, scale), classes: examples.classes, size });
  const lesson = new Lesson(shapes, classWeights(training, plan.balanceClasses), plan, watch, {
    training: batches(training, inputs),
    validation: validation && batches(validation, realInputs(validation)),
    dropout: classifier.kind === "dense" ? classifier.dropout : 0,
  });
  return { kind: "network", layers: layersOf(shapes, takeOver(lesson.run(), scale)) };
}

interface Material {
  readonly training: Batches;
  readonly validation: Batches | null;
  /** Share of the outputs of hidden layers that each batch does without. */
  readonly dropout: number;
}

interface Score {
  readonly loss: number;
  readonly accuracy: number;
}

class Lesson {
  readonly #shapes: readonly Shape[];
  readonly #classWeights: Float64Array;
  readonly #plan: TrainingPlan;
  readonly #watch: Watch;
  readonly #material: Material;
  readonly #order: Random;
  readonly #drop: Random;
  readonly #weights: Weights;
  readonly #adam: Adam;

  constructor(
    shapes: readonly Shape[],
    weightOfClass: Float64Array,
    plan: TrainingPlan,
    watch: Watch,
    material: Material,
  ) {
    this.#shapes = shapes;
    this.#classWeights = weightOfClass;
    this.#plan = plan;
    this.#watch = watch;
    this.#material = material;
    this.#order = randomOf(plan.seed, "order");
    this.#drop = randomOf(plan.seed, "dropout");
    this.#weights = firstWeights(shapes, plan.seed);
    this.#adam = new Adam(this.#weights, plan.learningRate);
  }

  run(): Weights {
    const { epochs, patience } = this.#plan;
    const { validation } = this.#material;
    let best: { readonly loss: number; readonly epoch: number; readonly weights: Weights } | null = null;
    for (let epoch = 1; epoch <= epochs; epoch++) {
      const trained = this.#epoch();
      const judged = validation && this.#judge(validation);
      if (!Number.isFinite(trained.loss + (judged?.loss ?? 0))) throw new ProblemError("learn.notANumber");
      this.#watch.onEpoch({
        epoch,
        ...trained,
        validationLoss: judged?.loss ?? null,
        validationAccuracy: judged?.accuracy ?? null,
      });
      if (judged === null || patience === 0) continue;
      if (best === null || judged.loss < best.loss) {
        best = { loss: judged.loss, epoch, weights: this.#weights.map((part) => part.slice()) };
      } else if (epoch - best.epoch >= patience) break;
    }
    return best?.weights ?? this.#weights;
  }

  #epoch(): Score {
    const score = new ScoreSum();
    for (const batch of this.#material.training.shuffled(this.#plan.batch, this.#order)) {
      this.#watch.goOn();
      score.add(this.#learn(batch), batch.classes.length);
    }
    return score.mean();
  }

  #judge(examples: Batches): Score {
    const score = new ScoreSum();
    for (const batch of examples.inOrder(JUDGED_AT_ONCE)) {
      this.#watch.goOn();
      const logits = tf.tidy(() => forward(this.#shapes, this.#tensors(), inputTensor(batch)).dataSync<"float32">());
      score.add(this.#loss(logits, batch), batch.classes.length);
    }
    return score.mean();
  }

  /** One step against the gradient of a batch. */
  #learn(batch: Labeled) {
    return tf.tidy(() => {
      let result = { loss: Number.NaN, right: 0 };
      // The loss is counted here and not by TensorFlow.js: one operation takes the place of ten, and the logits are seen.
      const loss = tf.customGrad((logits) => {
        const { gradient, ...score } = this.#loss((logits as tf.Tensor).dataSync<"float32">(), batch);
        result = score;
        const shape = (logits as tf.Tensor2D).shape;
        return { value: tf.scalar(score.loss), gradFunc: () => [tf.tensor2d(gradient, shape)] };
      });
      const inputs = inputTensor(batch);
      const gradients = tf.grads((...weights: tf.Tensor[]) =>
        loss(forward(this.#shapes, weights, inputs, (outputs) => this.#dropped(outputs))),
      )(this.#tensors());
      this.#adam.step(
        this.#weights,
        gradients.map((gradient) => gradient.dataSync()),
      );
      return result;
    });
  }

  #loss(logits: Float32Array, { classes }: Labeled) {
    return crossEntropy(logits, logits.length / classes.length, classes, this.#classWeights);
  }

  #tensors(): tf.Tensor[] {
    return this.#weights.map((part) => tf.tensor1d(part));
  }

  /** What is kept is made larger, so that sums stay as they are without dropout. */
  #dropped(outputs: tf.Tensor2D): tf.Tensor2D {
    const { dropout } = this.#material;
    if (dropout === 0) return outputs;
    const kept = Float32Array.from({ length: outputs.size }, () =>
      this.#drop.chance(dropout) ? 0 : 1 / (1 - dropout),
    );
    return tf.mul(outputs, tf.tensor2d(kept, outputs.shape));
  }
}

class ScoreSum {
  #loss = 0;
  #right = 0;
  #examples = 0;

  add({ loss, right }: { readonly loss: number; readonly right: number }, examples: number): void {
    this.#loss += loss;
    this.#right += right;
    this.#examples += examples;
  }

  mean(): Score {
    return { loss: this.#loss / this.#examples, accuracy: this.#right / this.#examples };
  }
}

function inputTensor({ inputs, size }: Labeled): tf.Tensor2D {
  return tf.tensor2d(inputs, [inputs.length / size, size]);
}
