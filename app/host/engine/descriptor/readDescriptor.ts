import type { Decision, WindowChannel } from "./classifier.ts";
import { FEATURES } from "./featureList.ts";
import type { FeatureScale, FeatureSpec } from "./features.ts";
import { LAYER_KINDS, type LayerShape } from "./network.ts";
import { COMPARISONS, SEGMENTER_KINDS, type SegmenterSpec, STATISTIC_SPACES, type ThresholdRule } from "./segmenter.ts";
import { SEGMENT_STAGE_KINDS, SENSOR_STAGE_KINDS, type SegmentStage, type SensorStage } from "./transforms.ts";

/** Where something stands in a descriptor: bytes [from, to). */
export interface Place {
  readonly from: number;
  readonly to: number;
}

export interface DescribedLayer extends LayerShape {
  /** One multiplier for each output channel; otherwise one for all. */
  readonly perChannel: boolean;
  readonly place: Place;
}

export type DescribedClassifier =
  | { readonly kind: "none" }
  | ((
      | {
          readonly kind: "feature_network" | "window_network";
          /** Of a window; empty on features. */
          readonly channels: readonly WindowChannel[];
          readonly layers: readonly DescribedLayer[];
        }
      | {
          readonly kind: "feature_trees";
          readonly classes: number;
          /** Nodes of each tree. */
          readonly trees: readonly { readonly nodes: number; readonly place: Place }[];
        }
    ) & { readonly decision: Decision & { readonly place: Place } });

/** A descriptor in words. Weights and nodes are told by their place alone. */
export interface DescribedPipeline {
  readonly inputColumns: number;
  readonly sensorStages: readonly (SensorStage & { readonly place: Place })[];
  readonly segmenter: SegmenterSpec;
  readonly segmenterPlace: Place;
  readonly segmentStages: readonly (SegmentStage & { readonly place: Place })[];
  readonly features: readonly (FeatureSpec & { readonly parameters: readonly number[]; readonly place: Place })[];
  readonly featureScale: FeatureScale;
  readonly featuresPlace: Place;
  readonly classifier: DescribedClassifier;
  readonly classifierPlace: Place;
}

const HEADER_BYTES = 16;
const COLUMN_ROOM = 8;
const NODE_BYTES = 4;
const PER_CHANNEL = 1;
const SAME_PADDING = 2;
const FRACTIONS = 256;

/** Reads what `writeDescriptor` wrote (native/engine/pipeline/FORMAT.md). The descriptor is one that the engine takes. */
export function readDescriptor(descriptor: Uint8Array): DescribedPipeline {
  const reader = new Reader(descriptor, HEADER_BYTES);
  const inputColumns = reader.u8();
  const sensorStages = reader.list(reader.u8(), () => sensorStage(reader));
  const segmenterFrom = reader.at;
  const segmenter = segmenterOf(reader);
  const segmenterPlace = reader.since(segmenterFrom);
  const segmentStages = reader.list(reader.u8(), () => segmentStage(reader));
  const featuresFrom = reader.at;
  const count = reader.u16();
  const featureScale = { low: reader.u8(), high: reader.u8() };
  const features = reader.list(count, () => feature(reader));
  const featuresPlace = reader.since(featuresFrom);
  const classifierFrom = reader.at;
  const classifier = classifierOf(reader);
  return {
    inputColumns,
    sensorStages,
    segmenter,
    segmenterPlace,
    segmentStages,
    features,
    featureScale,
    featuresPlace,
    classifier,
    classifierPlace: reader.since(classifierFrom),
  };
}

function sensorStage(reader: Reader): SensorStage {
  return { kind: SENSOR_STAGE_KINDS[reader.u8()]!, columns: reader.columns(), setting: reader.i32() };
}

function segmentStage(reader: Reader): SegmentStage {
  const kind = SEGMENT_STAGE_KINDS[reader.u8()]!;
  return { kind, columns: reader.columns(), setting: reader.f32(), limit: reader.f32() };
}

function feature(reader: Reader): FeatureSpec & { readonly parameters: readonly number[] } {
  const [name, , ...wanted] = FEATURES[reader.u8()]!;
  const columns = reader.columns();
  const parameters = Array.from({ length: 5 }, () => reader.f32()).slice(0, wanted.length);
  return { name, columns, parameters, lowest: reader.f32(), highest: reader.f32() };
}

function segmenterOf(reader: Reader): SegmenterSpec {
  const kind = SEGMENTER_KINDS[reader.u8()]!;
  switch (kind) {
    case "windowing":
      return { kind, window: reader.u16(), step: reader.u16() };
    case "windowing_threshold": {
      const rule = ruleHead(reader);
      const lengths = { compat: reader.flag(), window: reader.u16(), offset: reader.u16(), width: reader.u16() };
      return { kind, ...rule, ...lengths, threshold: reader.i64() / FRACTIONS };
    }
    case "general_threshold": {
      const [start, stop] = [rule(reader), rule(reader)];
      const lengths = { width: reader.u16(), shortest: reader.u16(), longest: reader.u16() };
      return { kind, start, stop, ...lengths, dropOver: reader.flag(), keepPartial: reader.flag() };
    }
    case "adaptive_windowing": {
      const columns = reader.columns();
      const settings = { shortest: reader.u16(), longest: reader.u16(), threshold: reader.i32() };
      return { kind, columns, ...settings, absolute: reader.flag(), compat: reader.flag() };
    }
    case "double_peak": {
      const column = reader.u8();
      const twists = { twist: reader.i32(), endTwist: reader.i32(), lastTwist: reader.i32() };
      return { kind, column, ...twists, longest: reader.u16(), nearest: reader.u16(), farthest: reader.u16() };
    }
    case "punch": {
      const columns = { rotationColumn: reader.u8(), accelerationColumn: reader.u8() };
      const levels = { slowestTurn: reader.u16(), weakestHit: reader.u16(), usualShare: reader.u8() };
      return { kind, ...columns, ...levels, rest: reader.u16(), lead: reader.u16(), window: reader.u16() };
    }
  }
}

function ruleHead(reader: Reader): Omit<ThresholdRule, "threshold"> {
  const column = reader.u8();
  return { column, space: STATISTIC_SPACES[reader.u8()]!, comparison: COMPARISONS[reader.u8()]! };
}

function rule(reader: Reader): ThresholdRule {
  return { ...ruleHead(reader), threshold: reader.i64() / FRACTIONS };
}

function classifierOf(reader: Reader): DescribedClassifier {
  const kind = (["none", "feature_network", "window_network", "feature_trees"] as const)[reader.u8()]!;
  if (kind === "none") return { kind };
  if (kind === "feature_trees") {
    const count = reader.u16();
    const classes = reader.u8();
    const trees = reader.list(count, () => {
      const nodes = reader.u16();
      reader.skip(nodes * NODE_BYTES);
      return { nodes };
    });
    return { kind, classes, trees, decision: decision(reader) };
  }
  const channel = () => ({ column: reader.u8(), multiplier: reader.i32(), zero: reader.i8() });
  const channels = kind === "window_network" ? Array.from({ length: reader.u8() }, channel) : [];
  const layers = reader.list(reader.u8(), () => layer(reader));
  return { kind, channels, layers, decision: decision(reader) };
}

function layer(reader: Reader): Omit<DescribedLayer, "place"> {
  const kind = LAYER_KINDS[reader.u8()]!;
  const flags = reader.u8();
  const perChannel = (flags & PER_CHANNEL) !== 0;
  const sizes = { steps: reader.u16(), channels: reader.u16(), outChannels: reader.u16() };
  const window = { kernel: reader.u16(), stride: reader.u16() };
  reader.skip(4);
  if (!kind.endsWith("_pool")) {
    const perOutput =
      kind === "fully_connected"
        ? sizes.steps * sizes.channels
        : kind === "convolution"
          ? window.kernel * sizes.channels
          : window.kernel;
    reader.skip(perOutput * sizes.outChannels + 4 * sizes.outChannels + 5 * (perChannel ? sizes.outChannels : 1));
  }
  return { kind, samePadding: (flags & SAME_PADDING) !== 0, perChannel, ...sizes, ...window };
}

function decision(reader: Reader): Decision & { readonly place: Place } {
  const from = reader.at;
  const outputs = reader.u8();
  const rule = { weakest: reader.i8(), margin: reader.u8() };
  const classNumbers = Array.from({ length: outputs }, () => reader.u8());
  return { classNumbers, ...rule, place: reader.since(from) };
}

class Reader {
  at: number;
  readonly #view: DataView;

  constructor(bytes: Uint8Array, at: number) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = at;
  }

  u8 = () => this.#next(1, (at) => this.#view.getUint8(at));
  i8 = () => this.#next(1, (at) => this.#view.getInt8(at));
  u16 = () => this.#next(2, (at) => this.#view.getUint16(at, true));
  i32 = () => this.#next(4, (at) => this.#view.getInt32(at, true));
  i64 = () => this.#next(8, (at) => Number(this.#view.getBigInt64(at, true)));
  f32 = () => this.#next(4, (at) => this.#view.getFloat32(at, true));
  flag = () => this.u8() !== 0;

  /** A count and always eight column numbers. */
  columns(): number[] {
    const count = this.u8();
    return Array.from({ length: COLUMN_ROOM }, () => this.u8()).slice(0, count);
  }

  skip(bytes: number): void {
    this.at += bytes;
  }

  since(from: number): Place {
    return { from, to: this.at };
  }

  list<T extends object>(count: number, read: () => T): (T & { readonly place: Place })[] {
    return Array.from({ length: count }, () => {
      const from = this.at;
      return { ...read(), place: this.since(from) };
    });
  }

  #next(bytes: number, read: (at: number) => number): number {
    const at = this.at;
    this.at += bytes;
    return read(at);
  }
}
