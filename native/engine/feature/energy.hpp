#pragma once
#pragma GCC optimize("fp-contract=off")

#include "feature_input.hpp"
#include "sums.hpp"

/* Spec section 3.6: columns taken together as one vector. */
namespace ringside {
namespace feature {

inline float average_energy(const FeatureInput& in) {
  int64_t sum = 0;
  for (uint32_t c = 0; c < in.columns(); ++c) sum += in.summary(c).squares;
  return static_cast<float>(sum) / in.length_f();
}

/** Named energy, but a sum of absolute values, as the original. */
inline float total_energy(const FeatureInput& in) {
  int64_t sum = 0;
  for (uint32_t c = 0; c < in.columns(); ++c) sum += absolute_sum_of(in.column(c));
  return static_cast<float>(sum);
}

/** Sum of |x - integer mean| of all columns, over n. */
inline float average_demeaned_energy(const FeatureInput& in) {
  int64_t sum = 0;
  for (uint32_t c = 0; c < in.columns(); ++c) {
    const ColumnView x = in.column(c);
    const int32_t mean = in.summary(c).integer_mean();
    for (uint32_t i = 0; i < x.length; ++i) {
      const int32_t d = x[i] - mean;
      sum += d < 0 ? -d : d;
    }
  }
  return static_cast<float>(sum) / in.length_f();
}

/** Squared length of the vector that the columns make at one instant: up to 8 * 2^30. */
inline int64_t square_norm_at(const FeatureInput& in, uint32_t index) {
  int64_t sum = 0;
  for (uint32_t c = 0; c < in.columns(); ++c) {
    const int32_t x = in.column(c)[index];
    sum += x * x;
  }
  return sum;
}

/** Mean of the truncated norms, truncated. */
inline float average_movement_intensity(const FeatureInput& in) {
  int64_t sum = 0;
  for (uint32_t i = 0; i < in.length(); ++i) {
    const uint64_t square = static_cast<uint64_t>(square_norm_at(in, i));
    sum += square <= 0xffffffffu ? integer_sqrt(static_cast<uint32_t>(square)) : integer_sqrt(square);
  }
  return static_cast<float>(sum / static_cast<int64_t>(in.length()));
}

/** Population variance of the norm, float32 in sample order, in two passes. */
inline float variance_movement_intensity(const FeatureInput& in) {
  float mean = 0.0f;
  for (uint32_t i = 0; i < in.length(); ++i) mean = mean + sqrtf(static_cast<float>(square_norm_at(in, i)));
  mean = mean / in.length_f();
  float sum = 0.0f;
  for (uint32_t i = 0; i < in.length(); ++i) {
    const float d = sqrtf(static_cast<float>(square_norm_at(in, i))) - mean;
    sum = sum + d * d;
  }
  return sum / in.length_f();
}

/** Signed sum of all columns over n, truncated, as the original; the textbook sums absolute values. */
inline float average_signal_magnitude(const FeatureInput& in) {
  int64_t sum = 0;
  for (uint32_t c = 0; c < in.columns(); ++c) sum += in.summary(c).sum;
  return static_cast<float>(sum / static_cast<int64_t>(in.length()));
}

}  // namespace feature
}  // namespace ringside
