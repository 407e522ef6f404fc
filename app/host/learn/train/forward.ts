import * as tf from "@tensorflow/tfjs-core";
import { outSteps } from "../../engine/descriptor/network.ts";
import { fanIn, hasWeights, type Shape } from "./shapes.ts";

/** Makes of a layer's outputs those that the next layer gets; used to drop some while training. */
export type Between = (outputs: tf.Tensor2D) => tf.Tensor2D;

/**
 * The network in TensorFlow.js, as the engine runs it: `inputs` are [example][step * channel], outputs are the logits.
 * `weights` are tensors of the engine's order, [out][in] and [out], for each layer that has some.
 */
export function forward(
  shapes: readonly Shape[],
  weights: readonly tf.Tensor[],
  inputs: tf.Tensor2D,
  between: Between = (outputs) => outputs,
): tf.Tensor2D {
  const examples = inputs.shape[0];
  let values: tf.Tensor = inputs;
  let next = 0;
  for (const [i, shape] of shapes.entries()) {
    if (hasWeights(shape)) {
      values = tf.add(weighted(shape, values, weights[next]!, examples), weights[next + 1]!);
      next += 2;
    } else values = pooled(shape, values, examples);
    if (shape.lowest === 0) values = tf.relu(values);
    if (shape.kind === "fully_connected" && i < shapes.length - 1) values = between(values as tf.Tensor2D);
  }
  return tf.reshape(values, [examples, -1]);
}

function weighted(shape: Shape, values: tf.Tensor, weights: tf.Tensor, examples: number): tf.Tensor {
  const flat = tf.reshape<tf.Rank.R2>(weights, [shape.outChannels, fanIn(shape)]);
  if (shape.kind === "fully_connected") {
    return tf.matMul(tf.reshape<tf.Rank.R2>(values, [examples, fanIn(shape)]), flat, false, true);
  }
  const filter = tf.reshape<tf.Rank.R4>(tf.transpose(flat), [1, shape.kernel, shape.channels, shape.outChannels]);
  return tf.conv2d(inTime(shape, values, examples), filter, [1, shape.stride], shape.samePadding ? "same" : "valid");
}

function pooled(shape: Shape, values: tf.Tensor, examples: number): tf.Tensor {
  const image = inTime(shape, values, examples);
  if (shape.kind === "average_pool" && outSteps(shape) === 1) return tf.mean(image, 2, true);
  const pool = shape.kind === "maximum_pool" ? tf.maxPool : tf.avgPool;
  return pool(image, [1, shape.kernel], [1, shape.stride], shape.samePadding ? "same" : "valid");
}

/** An image of one row: TensorFlow.js runs over time as it runs over an image's columns. */
function inTime({ steps, channels }: Shape, values: tf.Tensor, examples: number): tf.Tensor4D {
  return tf.reshape<tf.Rank.R4>(values, [examples, 1, steps, channels]);
}
