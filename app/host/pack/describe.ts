import type { ModelNeeds } from "#domain/learning/models.ts";
import type { DescribedClassifier, DescribedPipeline } from "../engine/descriptor/readDescriptor.ts";
import type { SegmenterSpec } from "../engine/descriptor/segmenter.ts";
import { grouped } from "./text.ts";

const AXES = ["AccelX", "AccelY", "AccelZ", "GyroX", "GyroY", "GyroZ"];
const LENGTHS: Readonly<Record<string, string>> = {
  "0,1,2": "Accel",
  "3,4,5": "Gyro",
  "1,2": "AccelAcross",
  "4,5": "GyroAcross",
};
const MAKES_A_COLUMN = ["magnitude", "average", "absolute_average", "first_derivative", "second_derivative"];
const COUNTS = 32_768;

/** A name for every column of a pipeline: its inputs, then what sensor stages make. */
export function columnNames({ inputColumns, sensorStages }: DescribedPipeline): string[] {
  const names =
    inputColumns === AXES.length ? [...AXES] : Array.from({ length: inputColumns }, (_, i) => `column ${i}`);
  for (const { kind, columns } of sensorStages) {
    if (!MAKES_A_COLUMN.includes(kind)) continue;
    const length = kind === "magnitude" && inputColumns === AXES.length ? LENGTHS[columns.join()] : undefined;
    names.push(length ?? `${kind}(${columns.map((column) => names[column]).join(" ")})`);
  }
  return names;
}

/** What a pipeline does with a stream, in lines for a person who reads the header. */
export function pipelineLines(pipeline: DescribedPipeline, needs: ModelNeeds): string[] {
  const names = columnNames(pipeline);
  const { segmenter, segmentStages, features, featureScale, classifier } = pipeline;
  return [
    ...stageWords(pipeline, names).map((words, i) => `${i === 0 ? "transforms" : "          "}  ${words}`),
    `segmenter   ${segmenterWords(segmenter, names, needs)}`,
    ...(segmentStages.length === 0 ? [] : [`segment     ${segmentStages.map(({ kind }) => kind).join(", ")}`]),
    ...(features.length === 0
      ? []
      : [
          `features    ${features.length} numbers of a segment, each scaled to ${featureScale.low} to ${featureScale.high}`,
        ]),
    `classifier  ${classifierWords(classifier, names)}`,
  ];
}

/** "16 -> 12 -> 6" of a network, trees of a forest. */
export function classifierWords(classifier: DescribedClassifier, names: readonly string[]): string {
  if (classifier.kind === "none") return "none: it only cuts";
  if (classifier.kind === "feature_trees") {
    const nodes = classifier.trees.reduce((sum, tree) => sum + tree.nodes, 0);
    const { length } = classifier.trees;
    return `${length === 1 ? "one decision tree" : `a vote of ${length} decision trees`} with ${grouped(nodes)} nodes`;
  }
  const { layers, channels } = classifier;
  const sizes = [layers[0]!.steps * layers[0]!.channels, ...layers.map((layer) => layer.outChannels)].join(" -> ");
  const input =
    channels.length === 0 ? "the features" : `the samples of ${channels.map(({ column }) => names[column]).join(" ")}`;
  return `an int8 network on ${input}, ${sizes}, computed as TensorFlow Lite does`;
}

function stageWords({ sensorStages }: DescribedPipeline, names: readonly string[]): string[] {
  let made = names.length - sensorStages.filter(({ kind }) => MAKES_A_COLUMN.includes(kind)).length;
  return sensorStages.map(({ kind, columns }) => {
    const of = columns.length === 0 ? "all columns" : columns.map((column) => names[column]).join(" ");
    return MAKES_A_COLUMN.includes(kind) ? `${names[made++]} = ${kind} of ${of}` : `${kind} of ${of}`;
  });
}

function segmenterWords(spec: SegmenterSpec, names: readonly string[], needs: ModelNeeds): string {
  const ms = (samples: number) => `${samples} samples (${Math.round((1000 * samples) / needs.rateHz)} ms)`;
  switch (spec.kind) {
    case "windowing":
      return `windows of ${ms(spec.window)}, one every ${spec.step}`;
    case "windowing_threshold":
      return `windows of ${ms(spec.window)} where ${spec.space} of ${names[spec.column]} is ${spec.comparison} ${spec.threshold}`;
    case "general_threshold":
      return `from ${spec.start.space} of ${names[spec.start.column]} ${spec.start.comparison} ${spec.start.threshold} to ${spec.stop.space} of ${names[spec.stop.column]} ${spec.stop.comparison} ${spec.stop.threshold}, ${spec.shortest} to ${ms(spec.longest)}`;
    case "adaptive_windowing":
      return `windows of ${spec.shortest} to ${ms(spec.longest)} around strong motion`;
    case "double_peak":
      return `between two twists of ${names[spec.column]}, at most ${ms(spec.longest)}`;
    case "punch": {
      const turn = Math.round((spec.slowestTurn * needs.gyroRange_dps) / COUNTS);
      const hit = ((spec.weakestHit * needs.accelRange_g) / COUNTS).toFixed(1);
      return `punches: ${ms(spec.window)} around the fastest turn of at least ${turn} degrees a second, with ${hit} g or more`;
    }
  }
}
