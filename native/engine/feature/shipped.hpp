#pragma once
#pragma GCC optimize("fp-contract=off")

#include "feature_input.hpp"
#include "smooth.hpp"

/*
 * Compat: four features as shipped packs compute them, mistakes included (spec section 3), so that an imported pipeline gives
 * the numbers it was trained on. New pipelines use the corrected ones.
 */
namespace ringside {
namespace feature {

/**
 * Sample variance whose running sum of squares is not cleared between columns: the value of the last listed column holds the
 * spread of all before it. float32 in sample order.
 */
inline float shipped_variance(const FeatureInput& in) {
  if (in.length() < 2) return 0.0f;
  float squares = 0.0f;
  for (uint32_t c = 0; c < in.columns(); ++c) {
    const ColumnView x = in.column(c);
    float mean = 0.0f;
    for (uint32_t i = 0; i < x.length; ++i) {
      const float before = static_cast<float>(x[i]) - mean;
      mean = mean + before / static_cast<float>(i + 1u);
      squares = squares + before * (static_cast<float>(x[i]) - mean);
    }
  }
  return squares / (in.length_f() - 1.0f);
}

/** Part 0 holds the last listed column's area, every other part 0. */
inline float shipped_total_area_high(const FeatureInput& in) {
  if (in.whole(2) != 0) return 0.0f;
  const SmoothSummary summary = smooth_summary(in.column(in.columns() - 1u), in.whole(1), SmoothPart::high);
  return static_cast<float>(summary.sum < 0 ? -summary.sum : summary.sum) / summary.width / in.parameter(0);
}

/** The maximum is never found: -32768 less the first sample of the first column. Inferred from the one vector there is. */
inline float shipped_two_column_min_max_difference(const FeatureInput& in) {
  return static_cast<float>(-32768 - static_cast<int32_t>(in.column(0)[0]));
}

/** Always 0. */
inline float shipped_two_column_peak_to_peak_difference(const FeatureInput&) { return 0.0f; }

}  // namespace feature
}  // namespace ringside
