#pragma once
#pragma GCC optimize("fp-contract=off")

#include <stdint.h>

#include "../base/float_bits.hpp"

namespace ringside {

/** The range of one feature over the training data. */
struct FeatureRange {
  float lowest;
  float highest;
};

/** A range that scaling can use: two finite numbers, the highest not below the lowest. */
inline bool range_sane(const FeatureRange& range) {
  return is_finite(range.lowest) && is_finite(range.highest) && range.highest >= range.lowest &&
         is_finite(range.highest - range.lowest);
}

/**
 * One feature as a byte: floor(255 * (x - lowest) / (highest - lowest)) in float32, limited to [low_bound, high_bound];
 * 0 for a feature that never changed. The highest value of the training data gives 255 (spec/pipeline.md section 4.1).
 */
inline uint8_t min_max_scale(float value, const FeatureRange& range, uint8_t low_bound, uint8_t high_bound) {
  const float span = range.highest - range.lowest;
  const float scaled = span > 0.0f ? 255.0f * (value - range.lowest) / span : 0.0f;
  if (!(scaled > static_cast<float>(low_bound))) return low_bound;  // NaN too
  if (scaled >= static_cast<float>(high_bound)) return high_bound;
  return static_cast<uint8_t>(scaled);
}

}  // namespace ringside
