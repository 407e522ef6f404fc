#pragma once
#pragma GCC optimize("fp-contract=off")

#include <math.h>
#include <stdint.h>

#include "../base/integer.hpp"
#include "../signal/view.hpp"

namespace ringside {

/** Exact sum; 2^14 samples of full scale need 30 bits. */
inline int64_t sum_of(const ColumnView& x) {
  int32_t sum = 0;
  for (uint32_t i = 0; i < x.length; ++i) sum += x[i];
  return sum;
}

/** Exact sum of |x|. */
inline int64_t absolute_sum_of(const ColumnView& x) {
  int32_t sum = 0;
  for (uint32_t i = 0; i < x.length; ++i) sum += magnitude_of(x[i]);
  return sum;
}

/** Exact sum of squares. */
inline int64_t square_sum_of(const ColumnView& x) {
  int64_t sum = 0;
  for (uint32_t i = 0; i < x.length; ++i) sum += static_cast<int32_t>(x[i]) * x[i];
  return sum;
}

/** n * sum(x^2) - sum(x)^2: n^2 times the population variance, exact. */
inline int64_t scaled_variance_of(const ColumnView& x) {
  const int64_t sum = sum_of(x);
  return static_cast<int64_t>(x.length) * square_sum_of(x) - sum * sum;
}

/** Population standard deviation. */
inline float deviation_of(const ColumnView& x) {
  return sqrtf(static_cast<float>(scaled_variance_of(x))) / static_cast<float>(x.length);
}

inline float mean_of(const ColumnView& x) { return static_cast<float>(sum_of(x)) / static_cast<float>(x.length); }

/** Mean truncated toward zero: the level that crossings are counted about. */
inline int32_t integer_mean_of(const ColumnView& x) {
  return static_cast<int32_t>(sum_of(x) / static_cast<int64_t>(x.length));
}

inline int32_t highest_of(const ColumnView& x) {
  int32_t best = x[0];
  for (uint32_t i = 1; i < x.length; ++i) {
    if (x[i] > best) best = x[i];
  }
  return best;
}

inline int32_t lowest_of(const ColumnView& x) {
  int32_t best = x[0];
  for (uint32_t i = 1; i < x.length; ++i) {
    if (x[i] < best) best = x[i];
  }
  return best;
}

/** Place of the first highest sample. */
inline uint32_t peak_of(const ColumnView& x) {
  uint32_t best = 0;
  for (uint32_t i = 1; i < x.length; ++i) {
    if (x[i] > x[best]) best = i;
  }
  return best;
}

}  // namespace ringside
