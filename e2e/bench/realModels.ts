import { BY_PERSON, EVERYTHING, type Split } from "#domain/learning/dataset.ts";
import type { Model } from "#domain/learning/models.ts";
import { type ModelPlan, NO_AUGMENTATION } from "#domain/learning/plan.ts";
import { trainModel } from "#host/learn/making/trainModel.ts";
import { quantize } from "#host/learn/quantize/quantize.ts";
import type { MadeStore } from "#host/learn/testing/madeStore.ts";
import { ThreadTrainer } from "#host/learn/train/threadTrainer.ts";
import { WarmMotion } from "#host/segmenting/warmMotion.ts";
import { gestureGym, tennisGym } from "../devices/realGym.ts";
import { STROKES } from "../devices/tennis.ts";

const TRAINING = { epochs: 150, batch: 16, learningRate: 0.01, patience: 0, balanceClasses: true, seed: 1 } as const;
const COMMON = {
  hands: "together",
  classifier: { kind: "dense", hidden: [12, 8], dropout: 0 },
  augmentation: NO_AUGMENTATION,
  training: TRAINING,
  rejectBelow: 0,
} as const;

/** Punch against flex of the biceps: the recordings are events of a second, so a window of a second is an event. */
const GESTURES: ModelPlan = {
  ...COMMON,
  classes: ["Punch", "Flex"],
  segmenter: { name: "windowing", settings: { window: 1000, step: 1000 } },
  examples: "segmenter",
  input: { kind: "features", set: "all", selection: "correlation", count: 16 },
};

const TENNIS: ModelPlan = {
  ...COMMON,
  classes: STROKES,
  segmenter: { name: "punch", settings: {} },
  examples: "segmenter",
  input: { kind: "features", set: "all", selection: "correlation", count: 16 },
};

export interface RealResult {
  /** Who was trained on and who was tested on, in words. */
  readonly protocol: string;
  readonly float: NonNullable<Model["made"]>["float"];
  readonly int8: NonNullable<Model["made"]>["int8"];
}

/** Two people, the same board: trained on one, tested on the other, both ways. */
export async function gesturesAcrossPeople(): Promise<RealResult> {
  return judged(
    await gestureGym(),
    GESTURES,
    BY_PERSON,
    "Real recordings (nano-gestures, 16 punches and 26 flexes; ChiaHong95, 20 and 15), LSM9DS1 at 119 Hz: trained on one " +
      "person, tested on the other, both ways. Windows of one second, each an event of its own; no quiet stretches, so no " +
      "false alarm can occur.",
  );
}

/** One player: an upper bound, because the player, the racket and the day are the same. */
export async function tennisAcrossTime(): Promise<RealResult> {
  const split: Split = { ...BY_PERSON, groupBy: { kind: "metadata", field: "part" } };
  return judged(
    await tennisGym(),
    TENNIS,
    split,
    "Real recordings (STMicroelectronics, 34 tennis strokes of five kinds, continuous, LSM6DSOX at 97 Hz): one player, each " +
      "file in three parts by time, tested on one part and trained on the other two. Missed strokes and false alarms count. " +
      "The same player and day on both sides: it says nothing about another player.",
  );
}

async function judged(store: MadeStore, plan: ModelPlan, split: Split, protocol: string): Promise<RealResult> {
  const trainer = new ThreadTrainer();
  try {
    const job = { signal: new AbortController().signal, progress: () => {}, stopIfCancelled: () => {} };
    const wish = { name: "real", plan, query: EVERYTHING, split };
    const { model } = await trainModel(store, new WarmMotion(), wish, { trainer, quantize }, job, () => {});
    const { float, int8 } = model.made!;
    return { protocol, float, int8 };
  } finally {
    await trainer.close();
  }
}
