#pragma once

#include <engine/pipeline/pipeline.hpp>

#include "base64.hpp"
#include "row.hpp"
#include "slot.hpp"

namespace ringside {
namespace glove {

struct SelfTestReport {
  bool passed;
  uint32_t vectors;
  /** The first vector that differs; meaningful if it did not pass. */
  uint32_t failed_vector;
};

/** Replays the rows of a vector and compares each result with the one that the studio's engine gave. */
class VectorCheck {
 public:
  VectorCheck(Pipeline& pipeline, JsonReader vector) : pipeline_(pipeline), vector_(vector), expected_(vector.member("results")) {}

  bool same() {
    JsonReader frames = vector_.member("frames");
    Text encoded;
    if (!frames.string(encoded) || !expected_.enter_array()) return false;
    pipeline_.reset();
    Base64 bytes(encoded);
    uint8_t raw[row_bytes];
    Decision decision;
    while (bytes.next(raw, sizeof raw)) {
      int16_t frame[row_columns];
      for (uint32_t c = 0; c < row_columns; ++c) frame[c] = get_i16(raw + 2 * c);
      if (pipeline_.push(frame, decision) && !decision.dropped && !next_is(decision)) return false;
    }
    return !expected_.next_element();
  }

 private:
  bool next_is(const Decision& decision) {
    if (!expected_.next_element()) return false;
    const JsonReader result = expected_;
    if (!expected_.skip()) return false;
    return number_is(result, "class", decision.class_number) && number_is(result, "start", static_cast<int32_t>(decision.segment.begin)) &&
           number_is(result, "length", static_cast<int32_t>(decision.segment.end - decision.segment.begin)) && outputs_are(result, decision);
  }

  static bool number_is(const JsonReader& object, const char* key, int32_t wanted) {
    int32_t found = 0;
    return object.member(key).integer(found) && found == wanted;
  }

  static bool outputs_are(const JsonReader& result, const Decision& decision) {
    JsonReader outputs = result.member("outputs");
    if (!outputs.enter_array()) return decision.output_count == 0;
    for (uint32_t i = 0; i < decision.output_count; ++i) {
      int32_t value = 0;
      if (!outputs.next_element() || !outputs.integer(value) || value != decision.outputs[i]) return false;
    }
    return !outputs.next_element();
  }

  Pipeline& pipeline_;
  JsonReader vector_;
  JsonReader expected_;
};

/** Runs all vectors of a pack through its own pipeline, which is reset before each and after the last. */
inline SelfTestReport self_test(Pipeline& pipeline, const Pack& pack) {
  SelfTestReport report = {true, 0, 0};
  JsonReader vectors = pack.json.member("vectors");
  if (vectors.enter_array()) {
    while (vectors.next_element()) {
      const JsonReader vector = vectors;
      if (!vectors.skip()) break;
      if (report.passed && !VectorCheck(pipeline, vector).same()) {
        report.passed = false;
        report.failed_vector = report.vectors;
      }
      ++report.vectors;
    }
  }
  pipeline.reset();
  return report;
}

}  // namespace glove
}  // namespace ringside
