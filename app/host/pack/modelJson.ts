import { columnNames } from "./describe.ts";
import type { EngineSource } from "./engineSource.ts";
import { className, type PackFacts, type PackPart } from "./header.ts";
import { cString } from "./text.ts";

/** In the words of gateways and phone apps, in the order of a frame. */
const SENSOR_COLUMNS = ["AccelerometerX", "AccelerometerY", "AccelerometerZ", "GyroscopeX", "GyroscopeY", "GyroscopeZ"];
const NETWORK = "TensorFlow Lite for Microcontrollers";
const TREES = "Decision Tree Ensemble";
const SEGMENTS_ONLY = "Segmenter";

interface ModelDescription {
  readonly Name: string;
  readonly ClassMaps: Readonly<Record<string, string>>;
  readonly ModelType: string;
  readonly FeatureNames: readonly string[];
  readonly FeatureFunctions: readonly string[];
}

/** `model.json` as gateways and phone apps read it: a model for each part, in their order. */
export function modelJson(facts: PackFacts, source: EngineSource): string {
  const { model, parts, hash } = facts;
  const descriptions = parts.map((part) => ({
    ...description(facts, part, source),
    knowledgepack_summary: {
      engine: facts.engineHash,
      pack: hash,
      descriptor: part.hash,
      segmenter: part.pipeline.segmenter,
      sample_rate: model.needs.rateHz,
      accel_range_g: model.needs.accelRange_g,
      gyro_range_dps: model.needs.gyroRange_dps,
    },
    sensors_columns: SENSOR_COLUMNS.slice(0, part.pipeline.inputColumns),
    uuid: model.id,
  }));
  return `${JSON.stringify(whole(descriptions), null, 2)}\n`;
}

/** `model_json.h`: the same as a C string, without feature names and details, and with every space taken out, as it has been. */
export function modelJsonHeader(facts: PackFacts, source: EngineSource): string {
  const descriptions = facts.parts.map((part) => {
    const { FeatureNames: _, ...rest } = description(facts, part, source);
    return rest;
  });
  const text = JSON.stringify(whole(descriptions)).replace(/\s/g, "");
  const bytes = new TextEncoder().encode(text).length;
  return `#ifndef MODEL_JSON_H
#define MODEL_JSON_H

static const char recognition_model_string_json[] =
${pieces(text)
  .map((piece) => `    ${cString(piece)}`)
  .join("\n")};
static const int recognition_model_string_json_len = ${bytes};

#endif
`;
}

function whole<T extends { readonly Name: string }>(descriptions: readonly T[]) {
  return {
    NumModels: descriptions.length,
    ModelIndexes: Object.fromEntries(descriptions.map(({ Name }, i) => [String(i), Name])),
    ModelDescriptions: descriptions,
  };
}

function description({ model, parts }: PackFacts, part: PackPart, source: EngineSource): ModelDescription {
  const names = columnNames(part.pipeline);
  const { classifier, features } = part.pipeline;
  const titles = titlesIn(source);
  return {
    Name: parts.length === 1 ? model.name : `${model.name} ${className(part)}`,
    ClassMaps: Object.fromEntries(model.classNames.map((name, i) => [String(i), name])),
    ModelType: classifier.kind === "none" ? SEGMENTS_ONLY : classifier.kind === "feature_trees" ? TREES : NETWORK,
    FeatureNames: features.map(
      ({ name, columns }) => `${columns.map((column) => names[column]).join("")}${titles.get(name)}`,
    ),
    FeatureFunctions: features.map(({ name }) => titles.get(name)!),
  };
}

/** The names of features in pipelines of that kind, from the engine's own list. */
function titlesIn({ files }: EngineSource): ReadonlyMap<string, string> {
  const rows = files.get("engine/feature/feature_list.hpp")!.matchAll(/^ {2}X\((\w+), "([^"]+)"/gm);
  return new Map([...rows].map(([, name, title]) => [name!, title!]));
}

/** A long text in pieces of whole characters: lines that an editor shows. */
function pieces(text: string): string[] {
  const signs = [...text];
  return Array.from({ length: Math.ceil(signs.length / 96) }, (_, i) => signs.slice(i * 96, i * 96 + 96).join(""));
}
