import type { ClassifierPlan, TrainingPlan } from "#domain/learning/plan.ts";
import type { TreeNode } from "../engine/descriptor/classifier.ts";
import type { FloatLayer, Int8Layer } from "../engine/descriptor/network.ts";

/**
 * What a classifier sees of segments: the very int8 numbers that the engine gives its network, so that nothing is rounded
 * between training and the glove. real = scale * (stored - zeroPoint). Tensors are [step][channel]; features are one step.
 */
export interface Examples {
  readonly steps: number;
  readonly channels: number;
  readonly scale: number;
  readonly zeroPoint: number;
  /** `count * steps * channels` numbers, segment after segment. */
  readonly inputs: Int8Array;
  /** Of each segment the place of its class in the plan's outputs. */
  readonly classes: Uint8Array;
  readonly outputs: number;
}

/** A network as training leaves it. Its outputs are logits: no softmax. Inputs are the real numbers of the examples. */
export interface TrainedNetwork {
  readonly kind: "network";
  readonly layers: readonly FloatLayer[];
}

/** Trees over the scaled bytes (stored + 128) of the features, as the engine asks them. */
export interface TrainedTrees {
  readonly kind: "trees";
  readonly trees: readonly (readonly TreeNode[])[];
}

export interface Epoch {
  readonly epoch: number;
  readonly loss: number;
  readonly accuracy: number;
  readonly validationLoss: number | null;
  readonly validationAccuracy: number | null;
}

export interface TrainOptions {
  readonly signal: AbortSignal;
  readonly onEpoch: (epoch: Epoch) => void;
}

/**
 * Trains in a worker of its own. The same plan, examples and backend give the same bytes. `validation` is only for early
 * stopping and the curves; without it training runs all its epochs.
 * @throws ProblemError job.cancelled, learn.oneClass, learn.tooFew, learn.notANumber, learn.forestOfWindows,
 * learn.convolutionOfFeatures, learn.workerLost
 */
export interface Trainer {
  /** e.g. `wasm`, `tfjs-node`: which one trains, after its self-check. */
  backend(): Promise<string>;
  train(
    plan: { readonly classifier: ClassifierPlan; readonly training: TrainingPlan },
    training: Examples,
    validation: Examples | null,
    options: TrainOptions,
  ): Promise<TrainedNetwork | TrainedTrees>;
  close(): Promise<void>;
}

/** How int8 numbers stand for real ones: real = scale * (stored - zeroPoint). The scale is a float32. */
export interface Quantization {
  readonly scale: number;
  readonly zeroPoint: number;
}

/** A layer of the engine together with the real scales that its multipliers were made of. */
export interface QuantizedLayer extends Int8Layer {
  readonly input: Quantization;
  /** Pools keep the quantization of their input. */
  readonly output: Quantization;
  /** Symmetric: one for the layer or one for each output channel; pools have none. */
  readonly weightScales?: readonly number[];
}

/** An int8 network by TensorFlow Lite's scheme, with the quantization of its outputs (logits). */
export interface QuantizedNetwork {
  readonly layers: readonly QuantizedLayer[];
  readonly output: Quantization;
}

/**
 * Post-training quantization: weights symmetric for each output channel, activations by the range that the calibration
 * examples reach (training examples only). Needs the native engine. @throws ProblemError learn.notANumber, engine.missing
 */
export type Quantize = (network: TrainedNetwork, calibration: Examples) => QuantizedNetwork;
