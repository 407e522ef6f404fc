#pragma once
#pragma GCC optimize("fp-contract=off")

#include "fusion.hpp"
#include "shape.hpp"

/* Spec section 3.7. */
namespace ringside {
namespace feature {

inline float peak_to_peak(const FeatureInput& in) { return static_cast<float>(in.summary().span()); }
inline float minimum_maximum_sum(const FeatureInput& in) {
  return static_cast<float>(in.summary().highest + in.summary().lowest);
}
inline float peak_to_peak_low(const FeatureInput& in) {
  return smooth_summary(in.column(), in.whole(0), SmoothPart::low).span();
}
inline float peak_to_peak_high(const FeatureInput& in) { return high_frequency_span(in.column(), in.whole(0)); }

/** High-frequency span of the first half of the segment. */
inline float peak_to_peak_high_first_half(const FeatureInput& in) {
  return high_frequency_span(in.column().part(0, in.length() / 2u), in.whole(0));
}

}  // namespace feature
}  // namespace ringside
