import type { Channel, SampleArray, StreamFormat } from "#domain/channels.ts";
import { ProblemError } from "#domain/problems.ts";
import type { Signal } from "#domain/segmenters.ts";
import type { SensorStage } from "../engine/descriptor/transforms.ts";

/** What one count stands for where neither scale nor range is known: the gloves' usual full scale over int16. */
const USUAL_COUNT = { acceleration: 16 / 32_768, rotation: 2000 / 32_768 } as const;
const INT16_COUNTS = 32_768;

type MotionKind = keyof typeof USUAL_COUNT;

interface Axis {
  /** Where the value stands in a row of the stream. */
  readonly place: number;
  readonly kind: MotionKind;
  readonly axis: "x" | "y" | "z";
  /** count = value * factor */
  readonly factor: number;
}

/** The motion of a stream as the engine wants it: int16 counts, and where each signal stands. */
export interface MotionColumns {
  readonly inputColumns: number;
  /** They add the lengths of the acceleration and rotation vectors as columns. */
  readonly sensorStages: readonly SensorStage[];
  /** The column of a signal. @throws ProblemError segmenter.noSignal */
  columnOf(signal: Signal): number;
  /** A level of a signal (g, dps) in counts. */
  countsOf(signal: Signal, level: number): number;
  /** Rows of the stream as frames of the input columns; the very rows where they already are. */
  framesOf(values: SampleArray): Int16Array;
}

/** @throws ProblemError segmenter.noSignal where there is neither acceleration nor rotation */
export function motionColumns(format: StreamFormat): MotionColumns {
  const size = { acceleration: countSize(format, "acceleration"), rotation: countSize(format, "rotation") };
  const axes = (["acceleration", "rotation"] as const).flatMap((kind) => axesOf(format, kind, size[kind]));
  if (axes.length === 0) throw new ProblemError("segmenter.noSignal", { signal: "acceleration" });
  const norms = (["acceleration", "rotation"] as const).flatMap((kind) => {
    const columns = axes.flatMap((one, column) => (one.kind === kind ? [column] : []));
    return columns.length === 0 ? [] : [{ kind, columns }];
  });
  const width = format.channels.length;
  const asTheyAre =
    width === axes.length && axes.every(({ place, factor }, column) => place === column && factor === 1);
  return {
    inputColumns: axes.length,
    sensorStages: norms.map(({ columns }) => ({ kind: "magnitude", columns, setting: 0 })),
    columnOf(signal) {
      const [kind, axis] = partsOf(signal);
      const norm = norms.findIndex((each) => each.kind === kind);
      const column =
        axis === null
          ? norm < 0
            ? -1
            : axes.length + norm
          : axes.findIndex((each) => each.kind === kind && each.axis === axis);
      if (column < 0) throw new ProblemError("segmenter.noSignal", { signal });
      return column;
    },
    countsOf: (signal, level) => level / size[partsOf(signal)[0]],
    framesOf(values) {
      if (values instanceof Int16Array && asTheyAre) return values;
      const rows = values.length / width;
      const frames = new Int16Array(rows * axes.length);
      axes.forEach(({ place, factor }, column) => {
        for (let row = 0; row < rows; row++) {
          const count = Math.round(values[row * width + place]! * factor);
          frames[row * axes.length + column] = Math.max(-32_768, Math.min(32_767, count));
        }
      });
      return frames;
    },
  };
}

function partsOf(signal: Signal): [MotionKind, "x" | "y" | "z" | null] {
  const kind = signal.startsWith("rotation") ? "rotation" : "acceleration";
  const axis = signal.slice(kind.length).toLowerCase();
  return [kind, axis === "" ? null : (axis as "x" | "y" | "z")];
}

/** The physical value of one count, the same for all axes of a kind so that their length is one too. */
function countSize({ sampleType, channels }: StreamFormat, kind: MotionKind): number {
  const one = channels.find((channel) => channel.kind === kind);
  if (one === undefined || one.unit === "raw") return USUAL_COUNT[kind];
  if (sampleType === "int16") return one.scale;
  return one.range === null ? USUAL_COUNT[kind] : one.range / INT16_COUNTS;
}

function axesOf({ channels }: StreamFormat, kind: MotionKind, size: number): Axis[] {
  return channels.flatMap((channel: Channel, place) => {
    if (channel.kind !== kind || channel.axis === null) return [];
    return [{ place, kind, axis: channel.axis, factor: channel.unit === "raw" ? 1 : channel.scale / size }];
  });
}
