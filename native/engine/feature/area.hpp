#pragma once
#pragma GCC optimize("fp-contract=off")

#include "feature_input.hpp"
#include "smooth.hpp"
#include "sums.hpp"

/* Spec section 3.4. Parameters: rate in Hz, then the half width of the moving average. */
namespace ringside {
namespace feature {

inline float total_area(const FeatureInput& in) { return static_cast<float>(sum_of(in.column())) / in.parameter(0); }
inline float absolute_area(const FeatureInput& in) {
  return static_cast<float>(absolute_sum_of(in.column())) / in.parameter(0);
}

inline float scaled_area(int64_t sum, const SmoothSplit& split, float rate) {
  return static_cast<float>(sum < 0 ? -sum : sum) / split.width / rate;
}

/** |sum| of the moving average over the rate; the absolute value is taken at the end. */
inline float total_area_low(const FeatureInput& in) {
  const SmoothSplit split = smooth_split(in.column(), in.whole(1));
  return scaled_area(split.low.sum, split, in.parameter(0));
}
inline float absolute_area_low(const FeatureInput& in) {
  const SmoothSplit split = smooth_split(in.column(), in.whole(1));
  return scaled_area(split.low.absolute, split, in.parameter(0));
}

/** Corrected: every column has its own value (the original reports the last column's in the first place only). */
inline float total_area_high(const FeatureInput& in) {
  const SmoothSplit split = smooth_split(in.column(), in.whole(1));
  return scaled_area(split.high.sum, split, in.parameter(0));
}
inline float absolute_area_high(const FeatureInput& in) {
  const SmoothSplit split = smooth_split(in.column(), in.whole(1));
  return scaled_area(split.high.absolute, split, in.parameter(0));
}

/** Rate times the sum of squares of all columns; exact where the original overflows after two full-scale samples. */
inline float spectral_area(const FeatureInput& in) {
  int64_t sum = 0;
  for (uint32_t c = 0; c < in.columns(); ++c) sum += square_sum_of(in.column(c));
  return static_cast<float>(sum) * in.parameter(0);
}

}  // namespace feature
}  // namespace ringside
