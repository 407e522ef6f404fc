import { className, type PackFacts } from "./header.ts";
import { wrapped } from "./text.ts";
import { madeVectors, type Vector } from "./vectors.ts";

/** `golden_vectors.h`: frames, and what the studio's engine said of them, for every part. */
export function goldenVectors({ identifier, parts }: PackFacts): string {
  const all = parts.map((part) => ({
    name: className(part),
    columns: part.pipeline.inputColumns,
    vectors: madeVectors(part.descriptor),
  }));
  return `/*
 * Made frames and what the engine of the studio says of them: the self-test replays them and compares every number.
 * A vector starts behind begin(). Results stand in their order.
 */
#ifndef ${identifier.toUpperCase()}_GOLDEN_VECTORS_H
#define ${identifier.toUpperCase()}_GOLDEN_VECTORS_H

#include <stdint.h>

namespace ${identifier}_golden {

struct Expected {
  uint32_t vector, begin, end, class_number;
  const uint8_t* scaled;
  const int8_t* outputs;
};

struct Vector {
  const int16_t* frames;
  uint32_t frame_count;
};

${all.map(({ name, columns, vectors }) => partVectors(name, columns, vectors)).join("\n")}
}  // namespace ${identifier}_golden

#endif
`;
}

function partVectors(name: string, columns: number, vectors: readonly Vector[]): string {
  const prefix = name.toLowerCase();
  const results = vectors.flatMap(({ results: each }, vector) => each.map((result) => ({ ...result, vector })));
  const arrays = [
    ...vectors.map(({ frames }, i) => array("int16_t", `${prefix}_frames_${i}`, frames)),
    ...results.map(({ scaled }, i) => array("uint8_t", `${prefix}_scaled_${i}`, scaled)),
    ...results.map(({ outputs }, i) => array("int8_t", `${prefix}_outputs_${i}`, outputs)),
  ];
  // A list of nothing is no array in C++: its last entry is never read.
  const expected = [
    ...results.map(
      ({ vector, begin, end, classNumber }, i) =>
        `{${vector}, ${begin}, ${end}, ${classNumber}, ${prefix}_scaled_${i}, ${prefix}_outputs_${i}},`,
    ),
    "{0, 0, 0, 0, nullptr, nullptr},",
  ];
  return `${arrays.join("\n")}
static const Vector ${prefix}_vectors[] = {
${vectors.map(({ frames }, i) => `  {${prefix}_frames_${i}, ${frames.length / columns}},`).join("\n")}
};
static const uint32_t ${prefix}_vector_count = ${vectors.length};
static const Expected ${prefix}_expected[] = {
${expected.map((line) => `  ${line}`).join("\n")}
};
static const uint32_t ${prefix}_expected_count = ${results.length};
`;
}

function array(type: string, name: string, values: ArrayLike<number>): string {
  const entries = Array.from(values, (value) => `${value},`);
  return `static const ${type} ${name}[] = {\n${wrapped(entries.length === 0 ? ["0,"] : entries, "  ").join("\n")}\n};`;
}
