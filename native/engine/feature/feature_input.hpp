#pragma once
#pragma GCC optimize("fp-contract=off")

#include <math.h>
#include <stdint.h>

#include "../signal/view.hpp"
#include "segment_scratch.hpp"

namespace ringside {

constexpr uint32_t feature_column_limit = 8;
constexpr uint32_t feature_parameter_limit = 5;

/** What one feature is asked for: which columns, and its parameters in the order of the feature list. */
struct FeatureSpec {
  uint8_t kind;
  uint8_t column_count;
  uint8_t columns[feature_column_limit];
  float parameters[feature_parameter_limit];
};

/** What a feature sees. Every feature gives one number; the segment has at least one sample. */
struct FeatureInput {
  const SegmentView& segment;
  const FeatureSpec& spec;
  SegmentScratch& scratch;

  ColumnView column(uint32_t index = 0) const { return segment.column(spec.columns[index]); }
  const ColumnSummary& summary(uint32_t index = 0) const { return scratch.summary(segment, spec.columns[index]); }
  /** Population standard deviation of the first column. */
  float deviation() const { return sqrtf(static_cast<float>(summary().scaled_variance())) / length_f(); }
  OrderScratch& order() const { return scratch.order(); }
  uint32_t columns() const { return spec.column_count; }
  uint32_t length() const { return segment.length; }
  float length_f() const { return static_cast<float>(segment.length); }
  float parameter(uint32_t index) const { return spec.parameters[index]; }
  int32_t whole(uint32_t index) const { return static_cast<int32_t>(spec.parameters[index]); }
};

}  // namespace ringside
