import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import * as tfl from "@tensorflow/tfjs-layers";
import type { ClassifierPlan, TrainingPlan } from "#domain/learning/plan.ts";
import type { Examples } from "#host/learn/api.ts";
import { realInputs } from "#host/learn/realInputs.ts";
import { madeExamples } from "#host/learn/train/testing/madeExamples.ts";
import { ThreadTrainer } from "#host/learn/train/threadTrainer.ts";
import { medians, ratios, timed } from "./measure.ts";

/**
 * Training on 1,000 segments as the studio does it, against TensorFlow.js as it comes: `model.fit` of a layers model on its
 * plain CPU backend. The same layers, batches, epochs and Adam on both sides; each figure is milliseconds of an epoch.
 */
export const name = "training";

const SEGMENTS = 1000;
const OUTPUTS = 6;
const RUNS = 3;
const PLAN: TrainingPlan = { epochs: 100, batch: 32, learningRate: 0.001, patience: 0, balanceClasses: false, seed: 1 };
/** The reference network: 16 features, 12 and 8 hidden, 6 classes. */
const DENSE: ClassifierPlan = { kind: "dense", hidden: [12, 8], dropout: 0 };
const DENSE_EPOCHS = 100;
/** Six axes of 128 samples, 16 and 32 filters of 5. An epoch of it takes the CPU backend most of a minute: it gets one. */
const CONV: ClassifierPlan = { kind: "conv", filters: [16, 32], kernel: 5 };
const CONV_EPOCHS = 5;
const FOREST = { kind: "forest", trees: 100, depth: 12 } as const;

const features = madeExamples({ steps: 1, channels: 16, outputs: OUTPUTS, count: SEGMENTS, spread: 60 });
const windows = madeExamples({ steps: 128, channels: 6, outputs: OUTPUTS, count: SEGMENTS, spread: 90 });

async function studio(classifier: ClassifierPlan, epochs: number, examples: Examples, trainer: ThreadTrainer) {
  const plan = { classifier, training: { ...PLAN, epochs } };
  const options = { signal: new AbortController().signal, onEpoch() {} };
  const { ms } = await timed(() => trainer.train(plan, examples, null, options));
  return ms;
}

function denseModel(): tfl.Sequential {
  return tfl.sequential({
    layers: [
      tfl.layers.dense({ inputShape: [16], units: 12, activation: "relu" }),
      tfl.layers.dense({ units: 8, activation: "relu" }),
      tfl.layers.dense({ units: OUTPUTS, activation: "softmax" }),
    ],
  });
}

function convModel(): tfl.Sequential {
  const convolution = { kernelSize: 5, padding: "same", activation: "relu" } as const;
  return tfl.sequential({
    layers: [
      tfl.layers.conv1d({ ...convolution, inputShape: [128, 6], filters: 16 }),
      tfl.layers.maxPooling1d({ poolSize: 2 }),
      tfl.layers.conv1d({ ...convolution, filters: 32 }),
      tfl.layers.globalAveragePooling1d({}),
      tfl.layers.dense({ units: OUTPUTS, activation: "softmax" }),
    ],
  });
}

async function plain(model: tfl.Sequential, epochs: number, examples: Examples): Promise<number> {
  const { steps, channels, classes } = examples;
  const shape = steps === 1 ? [classes.length, channels] : [classes.length, steps, channels];
  const inputs = tf.tensor(realInputs(examples), shape);
  const expected = tf.oneHot(tf.tensor1d(classes, "int32"), OUTPUTS);
  model.compile({ optimizer: tf.train.adam(PLAN.learningRate), loss: "categoricalCrossentropy" });
  const { ms } = await timed(() => model.fit(inputs, expected, { epochs, batchSize: PLAN.batch, verbose: 0 }));
  tf.dispose([inputs, expected]);
  model.dispose();
  return ms;
}

/** From the cancel in the middle of an epoch: until whoever trains hears of it, and until the thread has done something else. */
async function cancel(trainer: ThreadTrainer) {
  const stop = new AbortController();
  let cancelledMs = Number.NaN;
  const options = {
    signal: stop.signal,
    onEpoch() {
      if (stop.signal.aborted) return;
      cancelledMs = performance.now();
      stop.abort();
    },
  };
  const plan = { classifier: CONV, training: { ...PLAN, epochs: 1000 } };
  await trainer.train(plan, windows, null, options).catch(() => {});
  const heardMs = performance.now() - cancelledMs;
  await studio({ ...FOREST, trees: 1 }, 1, features, trainer);
  return { heardMs, freeMs: performance.now() - cancelledMs };
}

export async function run(): Promise<object> {
  await tf.setBackend("cpu");
  const trainer = new ThreadTrainer();
  try {
    const backend = await trainer.backend();
    const dense = await medians(RUNS, {
      studio: async () => ({ epochMs: (await studio(DENSE, DENSE_EPOCHS, features, trainer)) / DENSE_EPOCHS }),
      plainCpu: async () => ({ epochMs: (await plain(denseModel(), DENSE_EPOCHS, features)) / DENSE_EPOCHS }),
    });
    const conv = await medians(1, {
      studio: async () => ({ epochMs: (await studio(CONV, CONV_EPOCHS, windows, trainer)) / CONV_EPOCHS }),
      plainCpu: async () => ({ epochMs: await plain(convModel(), 1, windows) }),
    });
    const forest = await medians(RUNS, { studio: async () => ({ ms: await studio(FOREST, 1, features, trainer) }) });
    return {
      backend,
      segments: SEGMENTS,
      dense: { ...dense, epochs: DENSE_EPOCHS, timesFaster: ratios(dense.plainCpu, dense.studio).epochMs },
      conv: {
        ...conv,
        epochs: { studio: CONV_EPOCHS, plainCpu: 1 },
        timesFaster: ratios(conv.plainCpu, conv.studio).epochMs,
      },
      forest100: forest.studio,
      cancel: (await medians(RUNS, { studio: () => cancel(trainer) })).studio,
    };
  } finally {
    await trainer.close();
  }
}
