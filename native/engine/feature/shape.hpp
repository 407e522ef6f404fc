#pragma once
#pragma GCC optimize("fp-contract=off")

#include "feature_input.hpp"
#include "smooth.hpp"

/* Spec section 3.2. */
namespace ringside {
namespace feature {

/** Median before the centre less median after it; the centre is trunc(n * ratio). 0 where a part is empty. */
inline float shape_median_difference(const FeatureInput& in) {
  const ColumnView x = in.column();
  const uint32_t centre = static_cast<uint32_t>(in.length_f() * in.parameter(0));
  if (centre == 0 || centre >= x.length) return 0.0f;
  const float before = in.order().quartile(x.part(0, centre), 2);
  return before - in.order().quartile(x.part(centre, x.length), 2);
}
inline float shape_absolute_median_difference(const FeatureInput& in) {
  const float difference = shape_median_difference(in);
  return difference < 0.0f ? -difference : difference;
}

/** Peak to peak of what a moving average leaves over, in one part of a column; 0 if the part is too short. */
inline float high_frequency_span(const ColumnView& part, int32_t half) {
  return smooth_summary(part, half, SmoothPart::high).span();
}

/** High-frequency span of the first half less that of the second. */
inline float high_frequency_difference(const FeatureInput& in) {
  const ColumnView x = in.column();
  const uint32_t middle = x.length / 2u;
  return high_frequency_span(x.part(0, middle), in.whole(0)) - high_frequency_span(x.part(middle, x.length), in.whole(0));
}

/** High-frequency span of the second half over that of the first; 0 where the first is below 0.001. */
inline float high_frequency_ratio(const FeatureInput& in) {
  const ColumnView x = in.column();
  const uint32_t middle = x.length / 2u;
  const float first = high_frequency_span(x.part(0, middle), in.whole(0));
  return first < 0.001f ? 0.0f : high_frequency_span(x.part(middle, x.length), in.whole(0)) / first;
}

}  // namespace feature
}  // namespace ringside
