import type { CaptureStream } from "#domain/captures.ts";
import type { StreamFormat } from "#domain/channels.ts";
import type { Exclusion } from "#domain/learning/dataset.ts";
import type { ModelNeeds } from "#domain/learning/models.ts";
import { type MotionColumns, motionColumns } from "../../segmenting/motionColumns.ts";
import type { MotionRun, StreamMotion } from "../../segmenting/streamMotion.ts";
import { mirrorFrames } from "./mirror.ts";

/** Six axes in a model's order: acceleration x, y, z, then rotation x, y, z. */
export const MODEL_AXES = 6;
const KINDS = ["acceleration", "rotation"] as const;
const AXES = ["X", "Y", "Z"] as const;
/** A rate within this share of the model's is the same one: its segments then differ by less than one sample in fifty. */
const RATE_TOLERANCE = 0.02;
const COUNTS = 32_768;
/** Full scale where a stream says raw counts and nothing else: the gloves' usual one, as the segmenters take it. */
const USUAL = { acceleration: 16, rotation: 2000 } as const;

/** The motion of one stream as the glove of a model would measure it. Nobody writes to it. */
export interface ModelMotion {
  readonly stream: CaptureStream;
  readonly runs: readonly MotionRun[];
  /** Whether counts were changed into the model's, because the stream has another range. */
  readonly rescaled: boolean;
  /** By column: what a count of the model is in counts of the stream. Above 1 the stream's range ends before the model's. */
  readonly wider: readonly number[];
}

/** What the most rows of these streams agree on. @returns null where no stream has six axes */
export function needsOf(streams: readonly CaptureStream[]): ModelNeeds | null {
  const able = streams.filter(({ format }) => hasSixAxes(format));
  const commonest = (of: (stream: CaptureStream) => number) => {
    const rows = new Map<number, number>();
    for (const stream of able) rows.set(of(stream), (rows.get(of(stream)) ?? 0) + stream.rows);
    return [...rows].reduce((best, each) => (each[1] > best[1] ? each : best))[0];
  };
  if (able.length === 0) return null;
  return {
    rateHz: commonest(rateOf),
    accelRange_g: commonest(({ format }) => rangeOf(format, "acceleration")),
    gyroRange_dps: commonest(({ format }) => rangeOf(format, "rotation")),
  };
}

/** The columns of the engine for a model: its axes, then the lengths of acceleration (6) and rotation (7). */
export function modelColumns({ accelRange_g, gyroRange_dps }: ModelNeeds): MotionColumns {
  const ranges = { acceleration: accelRange_g, rotation: gyroRange_dps };
  return motionColumns({
    sampleType: "int16",
    nominalRateHz: 1,
    channels: KINDS.flatMap((kind) =>
      (["x", "y", "z"] as const).map((axis) => ({
        name: `${kind} ${axis}`,
        kind,
        axis,
        unit: kind === "acceleration" ? "g" : "dps",
        scale: ranges[kind] / COUNTS,
        range: ranges[kind],
      })),
    ),
  });
}

/** Why a model cannot work on a stream; null where it can. */
export function misfit(
  needs: ModelNeeds,
  { format, clock }: Pick<CaptureStream, "format" | "clock">,
): Exclusion | null {
  if (!hasSixAxes(format)) return "noSignal";
  if (Math.abs(clock.rateHz / needs.rateHz - 1) > RATE_TOLERANCE) return "otherRate";
  const unknown = KINDS.some((kind) => isRaw(format, kind) && rangeOf(format, kind) !== needRange(needs, kind));
  return unknown ? "otherRange" : null;
}

/** How frames of one stream become those of a model. */
export interface ModelFraming extends Pick<ModelMotion, "rescaled" | "wider"> {
  /** Each frame by itself; the very frames where they already are the model's. */
  framesOf(frames: Int16Array): Int16Array;
}

/** @param columns of frames of this format, which must fit the model */
export function modelFraming(format: StreamFormat, columns: MotionColumns, needs: ModelNeeds): ModelFraming {
  const places = KINDS.flatMap((kind) => AXES.map((axis) => columns.columnOf(`${kind}${axis}`)));
  const wider = KINDS.flatMap((kind) => {
    const same = rangeOf(format, kind) === needRange(needs, kind);
    const one = same ? 1 : (columns.countsOf(kind, 1) * needRange(needs, kind)) / COUNTS;
    return [one, one, one];
  });
  const rescaled = wider.some((one) => one !== 1);
  const untouched =
    !rescaled && columns.inputColumns === MODEL_AXES && places.every((place, column) => place === column);
  const framesOf = (frames: Int16Array) =>
    untouched ? frames : inModelCounts(frames, columns.inputColumns, places, wider);
  return { framesOf, rescaled, wider };
}

/**
 * A stream in the counts of a model; the very numbers of the stream where the ranges are the same. `mirrored` makes of a
 * left glove a right one. The stream must fit.
 */
export function modelMotion(
  { stream, columns, runs }: StreamMotion,
  needs: ModelNeeds,
  mirrored: boolean,
): ModelMotion {
  const { framesOf, rescaled, wider } = modelFraming(stream.format, columns, needs);
  const changed = runs.map(({ firstIndex, frames }) => {
    const ours = framesOf(frames);
    return { firstIndex, frames: mirrored && stream.hand === "left" ? mirrorFrames(ours) : ours };
  });
  return { stream, runs: changed, rescaled, wider };
}

function inModelCounts(
  frames: Int16Array,
  width: number,
  places: readonly number[],
  wider: readonly number[],
): Int16Array {
  const rows = frames.length / width;
  const ours = new Int16Array(rows * MODEL_AXES);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < MODEL_AXES; column++) {
      const count = Math.round(frames[row * width + places[column]!]! / wider[column]!);
      ours[row * MODEL_AXES + column] = Math.max(-32_768, Math.min(32_767, count));
    }
  }
  return ours;
}

function hasSixAxes({ channels }: StreamFormat): boolean {
  return KINDS.every((kind) =>
    AXES.every((axis) => channels.some((one) => one.kind === kind && one.axis === axis.toLowerCase())),
  );
}

/** The rate that a device claims, where it keeps it; otherwise the measured one, in whole samples a second. */
function rateOf({ format, clock }: CaptureStream): number {
  const keeps = Math.abs(clock.rateHz / format.nominalRateHz - 1) <= RATE_TOLERANCE;
  return keeps ? format.nominalRateHz : Math.max(1, Math.round(clock.rateHz));
}

function rangeOf(format: StreamFormat, kind: (typeof KINDS)[number]): number {
  const channel = format.channels.find((one) => one.kind === kind)!;
  if (channel.unit === "raw") return USUAL[kind];
  return channel.range ?? (format.sampleType === "int16" ? channel.scale * COUNTS : USUAL[kind]);
}

function needRange({ accelRange_g, gyroRange_dps }: ModelNeeds, kind: (typeof KINDS)[number]): number {
  return kind === "acceleration" ? accelRange_g : gyroRange_dps;
}

function isRaw({ channels }: StreamFormat, kind: (typeof KINDS)[number]): boolean {
  return channels.some((one) => one.kind === kind && one.unit === "raw");
}
