#pragma once

#include <engine/pipeline/pipeline.hpp>

#include "json_writer.hpp"

namespace ringside {
namespace glove {

enum class ResultDetail : uint8_t { everything, class_only };

/**
 * One result in the keys that hosts of the knowledge pack read. `name` is as it stands in JSON; `first_row` is added to
 * where the pipeline says the segment starts.
 */
inline void write_result(ByteSink& out, const Decision& decision, Text name, uint32_t first_row, ResultDetail detail) {
  JsonWriter json(out);
  json.open_object();
  json.member("ModelNumber", int32_t{0});
  json.member("Classification", static_cast<int32_t>(decision.class_number));
  json.member_as_written("ClassificationName", name);
  json.member("SegmentStart", static_cast<int32_t>(decision.segment.begin + first_row));
  json.member("SegmentLength", static_cast<int32_t>(decision.segment.end - decision.segment.begin));
  if (detail == ResultDetail::everything) {
    json.member("FeatureVectorLength", static_cast<int32_t>(decision.feature_count));
    json.open_array("FeatureVector");
    for (uint32_t i = 0; i < decision.feature_count; ++i) json.element(decision.scaled[i]);
    json.close_array();
    if (decision.output_count > 0) {
      json.member("OutputSize", static_cast<int32_t>(decision.output_count));
      json.open_array("OutputTensor");
      for (uint32_t i = 0; i < decision.output_count; ++i) json.element(decision.outputs[i]);
      json.close_array();
    }
  }
  json.close_object();
}

}  // namespace glove
}  // namespace ringside
