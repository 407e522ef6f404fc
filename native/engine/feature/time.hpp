#pragma once
#pragma GCC optimize("fp-contract=off")

#include "feature_input.hpp"
#include "sums.hpp"

/* Spec section 3.7: how long a signal stays above something, as a share of the segment. */
namespace ringside {
namespace feature {

template <class Above>
float share_of(const FeatureInput& in, Above above) {
  const ColumnView x = in.column();
  int32_t count = 0;
  for (uint32_t i = 0; i < x.length; ++i) count += above(x[i]) ? 1 : 0;
  return static_cast<float>(count) / in.length_f();
}

/** Seconds. */
inline float duration(const FeatureInput& in) { return in.length_f() / in.parameter(0); }

inline float share_over_zero(const FeatureInput& in) {
  return share_of(in, [](int16_t x) { return x > 0; });
}
inline float share_over_threshold(const FeatureInput& in) {
  const int32_t level = in.whole(0);
  return share_of(in, [level](int16_t x) { return x > level; });
}
inline float share_absolute_over_threshold(const FeatureInput& in) {
  const int32_t level = in.whole(0);
  return share_of(in, [level](int16_t x) { return magnitude_of(x) > level; });
}

/** x > mean + f * sigma, in whole numbers: (n*x - sum)^2 > f^2 * (n*sum(x^2) - sum^2). Below 2^63 up to 2^14 samples. */
inline float share_over_deviations(const FeatureInput& in, int64_t factor) {
  const int64_t n = in.length();
  const int64_t total = in.summary().sum;
  const int64_t spread = factor * factor * in.summary().scaled_variance();
  return share_of(in, [n, total, spread](int16_t x) {
    const int64_t d = n * x - total;
    return d > 0 && d * d > spread;
  });
}
inline float share_over_sigma(const FeatureInput& in) { return share_over_deviations(in, 1); }
inline float share_over_second_sigma(const FeatureInput& in) { return share_over_deviations(in, 2); }

/** Mean run length above the level in samples, whole numbers only; a run still open at the end is not counted. */
inline float average_time_over_threshold(const FeatureInput& in) {
  const ColumnView x = in.column();
  int32_t runs = 0;
  int32_t inside = 0;
  int32_t run = 0;
  for (uint32_t i = 0; i < x.length; ++i) {
    if (x[i] > in.whole(0)) {
      ++run;
    } else if (run > 0) {
      ++runs;
      inside += run;
      run = 0;
    }
  }
  return runs == 0 ? 0.0f : static_cast<float>(inside / runs);
}

}  // namespace feature
}  // namespace ringside
