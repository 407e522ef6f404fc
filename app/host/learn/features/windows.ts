import type { ModelNeeds } from "#domain/learning/models.ts";
import type { WindowChannel } from "../../engine/descriptor/classifier.ts";
import type { FeatureSpec } from "../../engine/descriptor/features.ts";
import type { SegmentStage } from "../../engine/descriptor/transforms.ts";
import type { Cut } from "../dataset/cuts.ts";
import { MODEL_AXES } from "../dataset/modelMotion.ts";
import { FRACTION, type MotionKind } from "./channelEnds.ts";
import { measureCuts } from "./matrix.ts";

/** Features that the engine computes at once. */
const MOST_FEATURES = 256;
/** Motion beyond this share of all samples is limited: one hard hit must not take the resolution from all others. */
const USUAL_SHARE = 0.995;

/** Brings every segment to one length, whatever its own. */
export function stretchTo(steps: number): SegmentStage {
  return { kind: "horizontal_scale", columns: [], setting: steps };
}

/**
 * How the six axes become int8: one factor for acceleration and one for rotation, so that nearly all training samples fit.
 * The axes of a kind share it, because a sensor that sits turned exchanges them.
 */
export function windowChannels(cuts: readonly Pick<Cut, "frames">[]): WindowChannel[] {
  const multipliers = (["acceleration", "rotation"] as const).map((kind) =>
    Math.round((127 * FRACTION) / usualLevel(cuts, kind)),
  );
  return Array.from({ length: MODEL_AXES }, (_, column) => ({
    column,
    multiplier: multipliers[column < 3 ? 0 : 1]!,
    zero: 0,
  }));
}

/** What nearly all samples of these axes stay within, in counts. */
export function usualLevel(cuts: readonly Pick<Cut, "frames">[], kind: MotionKind): number {
  const histogram = new Uint32Array(32_769);
  let samples = 0;
  for (const { frames } of cuts) {
    for (let at = kind === "acceleration" ? 0 : 3; at < frames.length; at += MODEL_AXES) {
      for (let axis = 0; axis < 3; axis++) histogram[Math.abs(frames[at + axis]!)]!++;
      samples += 3;
    }
  }
  let level = 0;
  for (let seen = histogram[0]!; seen < USUAL_SHARE * samples && level < 32_767; ) seen += histogram[++level]!;
  return Math.max(1, level);
}

/**
 * The int8 inputs of a window network, [step][channel] of each cut: the engine stretches, and its fixed-point step to int8 is
 * done here as it does it (window_input.hpp), exactly. @throws ProblemError engine.missing
 */
export async function windowInputs(
  cuts: readonly Pick<Cut, "frames">[],
  needs: ModelNeeds,
  steps: number,
  channels: readonly WindowChannel[],
): Promise<Int8Array> {
  const inputs = new Int8Array(cuts.length * steps * channels.length);
  const samples = channels.flatMap((_, channel) => Array.from({ length: steps }, (_, step) => ({ channel, step })));
  for (let from = 0; from < samples.length; from += MOST_FEATURES) {
    const some = samples.slice(from, from + MOST_FEATURES);
    const raw = some.map(
      ({ channel, step }): FeatureSpec => ({
        name: "raw_sample",
        columns: [channels[channel]!.column],
        parameters: [step],
        lowest: 0,
        highest: 1,
      }),
    );
    const measured = await measureCuts(cuts, needs, raw, [stretchTo(steps)]);
    for (const [cut, { features }] of measured.entries()) {
      for (const [i, { channel, step }] of some.entries()) {
        const { multiplier, zero } = channels[channel]!;
        // Below 2^40: exact in a number.
        const value = Math.floor((features[i]! * multiplier + FRACTION / 2) / FRACTION) + zero;
        inputs[(cut * steps + step) * channels.length + channel] = Math.max(-128, Math.min(127, value));
      }
    }
  }
  return inputs;
}
