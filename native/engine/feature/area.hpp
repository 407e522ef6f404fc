#pragma once
#pragma GCC optimize("fp-contract=off")

#include "feature_input.hpp"
#include "smooth.hpp"
#include "sums.hpp"

/* Spec section 3.4. Parameters: rate in Hz, then the half width of the moving average. */
namespace ringside {
namespace feature {

inline float total_area(const FeatureInput& in) { return static_cast<float>(in.summary().sum) / in.parameter(0); }
inline float absolute_area(const FeatureInput& in) {
  return static_cast<float>(absolute_sum_of(in.column())) / in.parameter(0);
}

/** |sum| or sum of |.| of one part of the signal, over the rate. */
inline float smooth_area(const FeatureInput& in, SmoothPart part, bool absolute) {
  const SmoothSummary summary = smooth_summary(in.column(), in.whole(1), part);
  const int64_t sum = absolute ? summary.absolute : summary.sum;
  return static_cast<float>(sum < 0 ? -sum : sum) / summary.width / in.parameter(0);
}

/** The absolute value is taken of the sum. */
inline float total_area_low(const FeatureInput& in) { return smooth_area(in, SmoothPart::low, false); }
inline float absolute_area_low(const FeatureInput& in) { return smooth_area(in, SmoothPart::low, true); }

/** Corrected: every column has its own value (the original reports the last column's in the first place only). */
inline float total_area_high(const FeatureInput& in) { return smooth_area(in, SmoothPart::high, false); }
inline float absolute_area_high(const FeatureInput& in) { return smooth_area(in, SmoothPart::high, true); }

/** Rate times the sum of squares of all columns; exact where the original overflows after two full-scale samples. */
inline float spectral_area(const FeatureInput& in) {
  int64_t sum = 0;
  for (uint32_t c = 0; c < in.columns(); ++c) sum += in.summary(c).squares;
  return static_cast<float>(sum) * in.parameter(0);
}

}  // namespace feature
}  // namespace ringside
