import type { Hand } from "#domain/hands.ts";
import type { Model } from "#domain/learning/models.ts";
import type { DescribedPipeline } from "../engine/descriptor/readDescriptor.ts";
import { pipelineLines } from "./describe.ts";
import { descriptorTable } from "./descriptorTable.ts";
import { commentText, cString, grouped } from "./text.ts";

/** One part of a pack: what the glove of a hand runs. */
export interface PackPart {
  readonly hand: Hand | null;
  readonly hash: string;
  readonly descriptor: Uint8Array;
  readonly pipeline: DescribedPipeline;
  readonly arenaBytes: number;
  readonly features: number;
  readonly outputs: number;
}

export interface PackFacts {
  readonly model: Model;
  readonly identifier: string;
  readonly hash: string;
  readonly parts: readonly PackPart[];
  readonly engineNamespace: string;
  readonly engineHash: string;
}

/** `Left`, `Right`, or `Both` for a part that serves either hand. */
export function className({ hand }: Pick<PackPart, "hand">): string {
  return hand === null ? "Both" : hand === "left" ? "Left" : "Right";
}

const FORMAT_VERSION_AT = 4;

/** The generated header. `engine` is the line, or the text, that brings the engine in. */
export function packHeader(facts: PackFacts, engine: string): string {
  const { identifier, hash } = facts;
  const guard = identifier.toUpperCase();
  return `${introduction(facts)}
#ifdef ${guard}_H
#ifndef ${guard}_${hash.slice(0, 8).toUpperCase()}
#error "Two packs are called ${identifier}. Give one of the models another name and build it again."
#endif
#else
#define ${guard}_H
#define ${guard}_${hash.slice(0, 8).toUpperCase()}

${engine}

namespace ${identifier} {

${constants(facts)}

${facts.parts.map((part) => partText(facts, part)).join("\n")}
typedef ${facts.engineNamespace}::Result Result;

}  // namespace ${identifier}

#endif
`;
}

function introduction({ model, identifier, hash, parts, engineHash, engineNamespace }: PackFacts): string {
  const { needs, classNames, made } = model;
  const first = parts[0]!;
  const object = `${identifier}::${className(first)}`;
  const lines = [
    `${identifier}: names what happens in the motion of a boxing glove.`,
    "",
    `Made by Ringside from the model "${commentText(model.name)}". Do not edit it: change the model and build it again.`,
    ...(model.simulated ? ["The model was trained on simulated people, not on real ones."] : []),
    "",
    "How to use it",
    `    static ${object} glove;`,
    "    glove.begin()     once, and again to start over; false: glove.problem() says why",
    "    glove.push(frame) for every sample of the sensor, each once; true: there is a result",
    "    glove.result()    class_name, class_number, begin and end in samples, features, outputs",
    "All memory is inside the object: no heap, nothing shared between two of them.",
    "",
    `What a frame is: ${first.pipeline.inputColumns} int16 numbers, ${needs.rateHz} times a second, in this order`,
    `    AccelX AccelY AccelZ    32768 counts are ${needs.accelRange_g} g`,
    `    GyroX  GyroY  GyroZ     32768 counts are ${needs.gyroRange_dps} degrees a second`,
    "",
    "What it can answer",
    ...classNames.map((name, i) => `    ${i}  ${commentText(name)}`),
    ...parts.flatMap((part) => [
      "",
      `What ${className(part)} does with the frames ${handWords(part)}`,
      ...pipelineLines(part.pipeline, needs).map((line) => `    ${line}`),
      `    cost        ${grouped(part.descriptor.length)} bytes of tables, ${grouped(part.arenaBytes)} bytes of RAM for samples and results`,
    ]),
    "",
    "What it was made from (SHA-256)",
    `    pack    ${hash}`,
    ...parts.map((part) => `    ${className(part).padEnd(7)} ${part.hash}`),
    `    data    ${made?.dataHash ?? "not known: the model was imported"}`,
    `    labels  ${made?.labelsHash ?? "not known: the model was imported"}`,
    `    engine  ${engineHash}, here as ${engineNamespace}`,
  ];
  return `/*\n${lines.map((line) => ` * ${line}`.trimEnd()).join("\n")}\n */`;
}

function handWords({ hand }: PackPart): string {
  return hand === null ? "of either hand" : `of the ${hand} hand`;
}

function constants({ model, hash }: PackFacts): string {
  const { needs, classNames } = model;
  const cases = classNames.map((name, i) => `    case ${i}:\n      return ${cString(name)};`).join("\n");
  return `/** The model's name, and the SHA-256 of its tables: what a glove tells of the pack that it runs. */
constexpr const char* model_name = ${cString(model.name)};
constexpr const char* hash = "${hash}";

/** What the sensor must be set to. */
constexpr float rate_hz = ${float(needs.rateHz)};
constexpr float accel_range_g = ${float(needs.accelRange_g)};
constexpr float gyro_range_dps = ${float(needs.gyroRange_dps)};

constexpr int class_count = ${classNames.length};

/** The name of a class number, as UTF-8. 0, and any number that is none, is Unknown. */
inline const char* class_name(uint8_t number) {
  switch (number) {
${cases}
    default:
      return "Unknown";
  }
}`;
}

function partText({ identifier, engineNamespace }: PackFacts, part: PackPart): string {
  const name = className(part);
  const bytes = part.descriptor.length;
  const version = part.descriptor[FORMAT_VERSION_AT]! | (part.descriptor[FORMAT_VERSION_AT + 1]! << 8);
  return `/** The tables of ${name}, in flash. In a template, so that every file of a program shares them. */
template <class Shared>
struct ${name}Tables {
  alignas(4) static const uint8_t bytes[${bytes}];
};
template <class Shared>
alignas(4) const uint8_t ${name}Tables<Shared>::bytes[${bytes}] = {
${descriptorTable(part.descriptor, part.pipeline)}
};

struct ${name}Part {
  static constexpr uint32_t format_version = ${version};
  static constexpr uint32_t frame_columns = ${part.pipeline.inputColumns};
  static constexpr uint32_t feature_count = ${part.features};
  static constexpr uint32_t output_count = ${part.outputs};
  static constexpr uint32_t descriptor_bytes = ${bytes};
  static constexpr uint32_t arena_bytes = ${part.arenaBytes};
  static const uint8_t* descriptor() { return ${name}Tables<void>::bytes; }
  static const char* class_name(uint8_t number) { return ${identifier}::class_name(number); }
};

/** Recognises frames ${handWords(part)}. One object for each stream. */
typedef ${engineNamespace}::Recognizer<${name}Part> ${name};
`;
}

/** A float constant of C++. */
function float(value: number): string {
  return Number.isInteger(value) ? `${value}.0f` : `${value}f`;
}
