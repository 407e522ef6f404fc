import { className, type PackFacts } from "./header.ts";

/** `self_test.cpp`: a program for any machine with a console. It ends with 0 if every number is the studio's. */
export function selfTest({ identifier, parts }: PackFacts): string {
  const calls = parts.map((part) => {
    const name = className(part);
    const golden = `${identifier}_golden::${name.toLowerCase()}`;
    return `  good = test("${name}", ${name.toLowerCase()}_object, ${golden}_vectors, ${golden}_vector_count, ${golden}_expected, ${golden}_expected_count) && good;`;
  });
  return `// Replays the golden vectors and compares every number with what the studio's engine said.
// On a computer:  g++ -std=gnu++14 -I../src self_test.cpp && ./a.out
#include <stdio.h>
#include <string.h>

#include "${identifier}.h"
#include "golden_vectors.h"

namespace {

using ${identifier}_golden::Expected;
using ${identifier}_golden::Vector;

${parts.map((part) => `${identifier}::${className(part)} ${className(part).toLowerCase()}_object;`).join("\n")}

bool same(const ${identifier}::Result& found, const Expected& wanted) {
  return found.begin == wanted.begin && found.end == wanted.end && found.class_number == wanted.class_number &&
         (found.feature_count == 0 || memcmp(found.scaled, wanted.scaled, found.feature_count) == 0) &&
         (found.output_count == 0 || memcmp(found.outputs, wanted.outputs, found.output_count) == 0);
}

template <class Recognizer>
bool test(const char* name, Recognizer& recognizer, const Vector* vectors, uint32_t vector_count, const Expected* expected,
          uint32_t expected_count) {
  uint32_t next = 0;
  for (uint32_t v = 0; v < vector_count; ++v) {
    if (!recognizer.begin()) {
      printf("%s: %s\\n", name, recognizer.problem());
      return false;
    }
    const int16_t* const end = vectors[v].frames + vectors[v].frame_count * ${parts[0]!.pipeline.inputColumns}u;
    for (const int16_t* frame = vectors[v].frames; frame < end; frame += ${parts[0]!.pipeline.inputColumns}u) {
      if (!recognizer.push(frame)) continue;
      if (next == expected_count || expected[next].vector != v || !same(recognizer.result(), expected[next])) {
        printf("%s: result %u of vector %u differs\\n", name, static_cast<unsigned>(next), static_cast<unsigned>(v));
        return false;
      }
      ++next;
    }
  }
  printf("%s: %u vectors, %u results, %s\\n", name, static_cast<unsigned>(vector_count), static_cast<unsigned>(next),
         next == expected_count ? "all as in the studio" : "too few");
  return next == expected_count;
}

}  // namespace

int main() {
  bool good = true;
${calls.join("\n")}
  return good ? 0 : 1;
}
`;
}
