import fc from "fast-check";
import type { ClassifierSpec, TreeNode } from "../descriptor/classifier.ts";
import { FEATURES } from "../descriptor/featureList.ts";
import type { FeatureSpec } from "../descriptor/features.ts";
import type { Int8Layer } from "../descriptor/network.ts";
import { COMPARISONS, type SegmenterSpec, STATISTIC_SPACES, type ThresholdRule } from "../descriptor/segmenter.ts";
import type { SegmentStage, SensorStage } from "../descriptor/transforms.ts";
import type { PipelineSpec } from "../descriptor/writeDescriptor.ts";

/** Six axes in; behind the sensor stages columns 6 and 7 are the norms of acceleration and rotation. */
export const NORMS: readonly SensorStage[] = [
  { kind: "magnitude", columns: [0, 1, 2], setting: 0 },
  { kind: "magnitude", columns: [3, 4, 5], setting: 0 },
];
const COLUMNS = 8;

const whole = (min: number, max: number) => fc.integer({ min, max });
const column = whole(0, COLUMNS - 1);
const someColumns = fc.array(column, { minLength: 1, maxLength: 4 });

const filter: fc.Arbitrary<SensorStage> = fc.oneof(
  fc.record({ kind: fc.constant("negate" as const), columns: someColumns, setting: fc.constant(0) }),
  fc.record({ kind: fc.constant("high_pass" as const), columns: someColumns, setting: whole(0, 32_767) }),
  fc.record({ kind: fc.constant("low_pass" as const), columns: someColumns, setting: whole(1, 32_768) }),
  fc.record({ kind: fc.constant("moving_average" as const), columns: someColumns, setting: whole(1, 6) }),
  fc.record({
    kind: fc.constantFrom("downsample_average" as const, "downsample_decimate" as const),
    columns: fc.constant([]),
    setting: whole(1, 3),
  }),
);

const rule: fc.Arbitrary<ThresholdRule> = fc.record({
  column,
  space: fc.constantFrom(...STATISTIC_SPACES),
  comparison: fc.constantFrom(...COMPARISONS),
  threshold: fc.double({ min: 0, max: 12_000, noNaN: true }),
});

/** With window and length limits that fit together. */
const segmenter: fc.Arbitrary<SegmenterSpec> = whole(20, 150).chain((window) =>
  fc.oneof(
    fc.record({ kind: fc.constant("windowing" as const), window: fc.constant(window), step: whole(5, window) }),
    fc.tuple(rule, fc.boolean(), whole(0, 5), whole(1, 15)).map(([one, compat, offset, width]) => ({
      kind: "windowing_threshold" as const,
      ...one,
      compat,
      window,
      offset,
      width,
    })),
    fc.record({
      kind: fc.constant("general_threshold" as const),
      start: rule,
      stop: rule,
      width: whole(1, 15),
      shortest: fc.constant(window),
      longest: whole(window, window + 60),
      dropOver: fc.boolean(),
      keepPartial: fc.boolean(),
    }),
    fc.record({
      kind: fc.constant("adaptive_windowing" as const),
      columns: someColumns,
      shortest: fc.constant(window),
      longest: whole(window + 2, window + 60),
      threshold: whole(0, 20_000),
      absolute: fc.boolean(),
      compat: fc.boolean(),
    }),
    fc.record({
      kind: fc.constant("double_peak" as const),
      column,
      twist: whole(-8000, -100),
      endTwist: whole(-90, 0),
      lastTwist: whole(-90, 9000),
      longest: fc.constant(window),
      nearest: whole(0, 3),
      farthest: whole(20, 90),
    }),
    fc.record({
      kind: fc.constant("punch" as const),
      rotationColumn: fc.constant(7),
      accelerationColumn: fc.constant(6),
      slowestTurn: whole(1, 9000),
      weakestHit: whole(0, 9000),
      usualShare: whole(0, 60),
      rest: whole(25, 40),
      lead: whole(0, 19),
      window: fc.constant(window),
    }),
  ),
);

const segmentStages: fc.Arbitrary<SegmentStage[]> = fc.oneof(
  fc.constant<SegmentStage[]>([]),
  fc
    .record({
      kind: fc.constantFrom("strip" as const, "normalize" as const),
      columns: someColumns,
      setting: whole(0, 3),
    })
    .map((one) => [one]),
  fc
    .record({ kind: fc.constant("horizontal_scale" as const), columns: fc.constant([]), setting: whole(2, 120) })
    .map((one) => [one]),
  fc
    .record({
      kind: fc.constant("keep_energy" as const),
      columns: fc.array(column, { minLength: 1, maxLength: 1 }),
      setting: whole(0, 2000),
    })
    .map((one) => [one]),
);

/** A first parameter that counts is larger than every part of it. */
const feature: fc.Arbitrary<FeatureSpec> = fc.constantFrom(...FEATURES).chain(([name, columns, ...parameters]) =>
  fc.record({
    name: fc.constant(name),
    columns: columns === 0 ? someColumns : fc.array(column, { minLength: columns, maxLength: columns }),
    parameters: fc.tuple(
      ...(parameters as readonly string[]).map((parameter) => {
        if (parameter === "centre_ratio") return fc.constant(0.4);
        if (parameter === "part") return whole(0, 9);
        return parameter === "slope_step" ? whole(1, 10) : whole(10, 30);
      }),
    ),
    lowest: whole(-9000, 100),
    highest: whole(101, 20_000),
  }),
);

const numbers = (count: number, min: number, max: number) =>
  fc.array(whole(min, max), { minLength: count, maxLength: count });

/** A fully connected int8 layer whose outputs use the whole range. */
export function denseLayer(inputs: number, outputs: number): fc.Arbitrary<Int8Layer> {
  return fc.boolean().chain((perChannel) => {
    const scales = perChannel ? outputs : 1;
    return fc.record({
      kind: fc.constant("fully_connected" as const),
      samePadding: fc.constant(false),
      steps: fc.constant(1),
      channels: fc.constant(inputs),
      outChannels: fc.constant(outputs),
      kernel: fc.constant(0),
      stride: fc.constant(0),
      inputZero: whole(-128, 127),
      outputZero: whole(-20, 20),
      lowest: whole(-128, -20),
      highest: fc.constant(127),
      weights: numbers(inputs * outputs, -127, 127).map((list) => Int8Array.from(list)),
      biases: numbers(outputs, -20_000, 20_000),
      multipliers: numbers(scales, 2 ** 30, 2 ** 31 - 1),
      shifts: numbers(scales, -11, -6),
    });
  });
}

const decision = (outputs: number) =>
  fc.record({
    classNumbers: fc.constant(Array.from({ length: outputs }, (_, i) => i + 1)),
    weakest: whole(-128, -100),
    margin: whole(0, 3),
  });

/** One question and two leaves. */
const tree = (features: number, classes: number): fc.Arbitrary<TreeNode[]> =>
  fc
    .tuple(whole(0, features - 1), whole(0, 255), whole(0, classes - 1), whole(0, classes - 1))
    .map(([asked, atMost, left, right]) => [
      { feature: asked, atMost, left: 1, right: 2 },
      { leaf: left },
      { leaf: right },
    ]);

function classifier(features: number): fc.Arbitrary<ClassifierSpec> {
  const none = fc.constant<ClassifierSpec>({ kind: "none" });
  const network = fc
    .tuple(whole(1, 12), whole(2, 6))
    .chain(([hidden, outputs]) =>
      fc
        .tuple(denseLayer(features, hidden), denseLayer(hidden, outputs), decision(outputs))
        .map(
          ([first, second, rule]): ClassifierSpec => ({ kind: "feature_network", layers: [first, second], ...rule }),
        ),
    );
  const trees = whole(2, 6).chain((classes) =>
    fc
      .tuple(fc.array(tree(features, classes), { minLength: 1, maxLength: 5 }), decision(classes))
      .map(([list, rule]): ClassifierSpec => ({ kind: "feature_trees", classes, trees: list, ...rule })),
  );
  return fc.oneof(none, network, trees);
}

/** Pipelines that the engine accepts, drawn from nearly all that it can do. */
export const pipelineSpec: fc.Arbitrary<PipelineSpec> = fc
  .array(feature, { minLength: 1, maxLength: 12 })
  .chain((features) =>
    fc.record({
      inputColumns: fc.constant(6),
      sensorStages: fc.option(filter, { nil: undefined }).map((one) => (one === undefined ? NORMS : [...NORMS, one])),
      segmenter,
      segmentStages,
      features: fc.constant(features),
      featureScale: fc.constant({ low: 0, high: 255 }),
      classifier: classifier(features.length),
    }),
  );

/** Quiet frames with bursts, now and then at full scale; the same for the same seed. */
export function burstyRows(frames: number, columns: number, seed: number): Int16Array {
  let state = (seed >>> 0) + 1;
  const next = (limit: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  let amplitude = 300;
  return Int16Array.from({ length: frames * columns }, (_, i) => {
    if (i % columns === 0 && next(50) === 0) amplitude = next(3) === 0 ? 8000 + next(24_000) : 10 + next(600);
    return next(400) === 0 ? -32_768 : next(2 * amplitude) - amplitude;
  });
}
