#pragma once
#pragma GCC optimize("fp-contract=off")

#include "feature_input.hpp"
#include "sums.hpp"

/* Spec section 3.1. Sums are exact integers; float32 begins at the last division. */
namespace ringside {
namespace feature {

inline float mean(const FeatureInput& in) { return in.summary().mean(); }
inline float median(const FeatureInput& in) { return in.order().quartile(in.column(), 2); }
inline float standard_deviation(const FeatureInput& in) { return in.deviation(); }

/** Sample variance, divided by n - 1; 0 for one sample. */
inline float variance(const FeatureInput& in) {
  const float n = in.length_f();
  if (in.length() < 2) return 0.0f;
  return static_cast<float>(in.summary().scaled_variance()) / (n * (n - 1.0f));
}

/** Population central moments of order 2 to 4, float32 in sample order on samples less their mean. */
struct CentralMoments {
  float second;
  float third;
  float fourth;
};

inline CentralMoments central_moments_of(const ColumnView& x, float mean) {
  float second = 0.0f;
  float third = 0.0f;
  float fourth = 0.0f;
  for (uint32_t i = 0; i < x.length; ++i) {
    const float d = static_cast<float>(x[i]) - mean;
    const float square = d * d;
    second = second + square;
    third = third + square * d;
    fourth = fourth + square * square;
  }
  const float n = static_cast<float>(x.length);
  return CentralMoments{second / n, third / n, fourth / n};
}

/** Third moment over the 3/2 power of the second; 0 for a constant. */
inline float skewness(const FeatureInput& in) {
  const CentralMoments m = central_moments_of(in.column(), in.summary().mean());
  return m.second > 0.0f ? m.third / (m.second * sqrtf(m.second)) : 0.0f;
}

/** Fourth moment over the square of the second, less 3; 0 for a constant. */
inline float kurtosis(const FeatureInput& in) {
  const CentralMoments m = central_moments_of(in.column(), in.summary().mean());
  return m.second > 0.0f ? m.fourth / (m.second * m.second) - 3.0f : 0.0f;
}

inline float interquartile_range(const FeatureInput& in) {
  return in.order().quartile(in.column(), 3) - in.order().quartile(in.column(), 1);
}
inline float percentile_25(const FeatureInput& in) { return in.order().quartile(in.column(), 1); }
inline float percentile_75(const FeatureInput& in) { return in.order().quartile(in.column(), 3); }
inline float maximum(const FeatureInput& in) { return static_cast<float>(in.summary().highest); }
inline float minimum(const FeatureInput& in) { return static_cast<float>(in.summary().lowest); }
inline float sum(const FeatureInput& in) { return static_cast<float>(in.summary().sum); }
inline float absolute_sum(const FeatureInput& in) { return static_cast<float>(absolute_sum_of(in.column())); }
inline float absolute_mean(const FeatureInput& in) {
  return static_cast<float>(absolute_sum_of(in.column())) / in.length_f();
}

}  // namespace feature
}  // namespace ringside
