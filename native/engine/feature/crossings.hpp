#pragma once
#pragma GCC optimize("fp-contract=off")

#include "feature_input.hpp"
#include "sums.hpp"

/* Spec sections 3.1 and 3.5: how often a signal passes a level. A sample is above a level if it is greater. */
namespace ringside {
namespace feature {

struct Crossings {
  int32_t rising;
  int32_t falling;
  int32_t both() const { return rising + falling; }
};

inline Crossings crossings_of(const ColumnView& x, int32_t level) {
  Crossings result{0, 0};
  bool above = x[0] > level;
  for (uint32_t i = 1; i < x.length; ++i) {
    const bool now = x[i] > level;
    if (now && !above) ++result.rising;
    if (!now && above) ++result.falling;
    above = now;
  }
  return result;
}

/** Crossings of mean + t and, if t is not 0, of mean - t; the mean is truncated to an integer. */
inline Crossings crossings_about_mean(const FeatureInput& in) {
  const ColumnView x = in.column();
  const int32_t mean = in.summary().integer_mean();
  const int32_t t = in.whole(0);
  Crossings result = crossings_of(x, mean + t);
  if (t == 0) return result;
  const Crossings lower = crossings_of(x, mean - t);
  result.rising += lower.rising;
  result.falling += lower.falling;
  return result;
}

/** A count per step of the segment; 0 for one sample. */
inline float per_step(int32_t count, uint32_t length) {
  return length < 2 ? 0.0f : static_cast<float>(count) / static_cast<float>(length - 1u);
}

inline float zero_crossings(const FeatureInput& in) { return static_cast<float>(crossings_about_mean(in).both()); }
inline float positive_zero_crossings(const FeatureInput& in) { return static_cast<float>(crossings_about_mean(in).rising); }
inline float negative_zero_crossings(const FeatureInput& in) {
  return static_cast<float>(crossings_about_mean(in).falling);
}

inline float mean_crossing_rate(const FeatureInput& in) {
  return per_step(crossings_of(in.column(), in.summary().integer_mean()).both(), in.length());
}
inline float zero_crossing_rate(const FeatureInput& in) {
  return per_step(crossings_of(in.column(), 0).both(), in.length());
}

/** Level: the standard deviation, truncated, measured from zero as the original does. */
inline float sigma_crossing_rate(const FeatureInput& in) {
  const int32_t level = static_cast<int32_t>(in.deviation());
  return per_step(crossings_of(in.column(), level).both(), in.length());
}
inline float second_sigma_crossing_rate(const FeatureInput& in) {
  const int32_t level = static_cast<int32_t>(2.0f * in.deviation());
  return per_step(crossings_of(in.column(), level).both(), in.length());
}
inline float threshold_crossing_rate(const FeatureInput& in) {
  return per_step(crossings_of(in.column(), in.whole(0)).both(), in.length());
}

/** Corrected: counts over all samples (the original reads the first twice and misses the last). Hysteresis:
 *  a rise to `threshold` counts once, until the signal has been below `offset`. */
inline float threshold_with_offset(const FeatureInput& in) {
  const ColumnView x = in.column();
  int32_t count = 0;
  bool armed = true;
  for (uint32_t i = 0; i < x.length; ++i) {
    if (armed && x[i] >= in.whole(0)) {
      ++count;
      armed = false;
    } else if (!armed && x[i] < in.whole(1)) {
      armed = true;
    }
  }
  return static_cast<float>(count);
}

/** (last - first) / (n - 1) */
inline float mean_difference(const FeatureInput& in) {
  const ColumnView x = in.column();
  if (x.length < 2) return 0.0f;
  return static_cast<float>(static_cast<int32_t>(x[x.length - 1u]) - x[0]) / static_cast<float>(x.length - 1u);
}

}  // namespace feature
}  // namespace ringside
