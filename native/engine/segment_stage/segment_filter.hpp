#pragma once
#pragma GCC optimize("fp-contract=off")

#include <stdint.h>

#include "../base/integer.hpp"
#include "../signal/view.hpp"

namespace ringside {

/** Keeps a segment whose mean squared distance from `target` is above `threshold`; the sum is exact. */
inline bool keeps_mean_square(const ColumnView& x, int16_t target, int32_t threshold) {
  int64_t sum = 0;
  for (uint32_t i = 0; i < x.length; ++i) {
    const int64_t d = static_cast<int64_t>(x[i]) - target;
    sum += d * d;
  }
  return sum > static_cast<int64_t>(threshold) * x.length;
}

/** Drops a segment with any sample above `threshold` (if `above`), or with any below it. */
inline bool keeps_inside(const ColumnView& x, int16_t threshold, bool above) {
  for (uint32_t i = 0; i < x.length; ++i) {
    if (above ? x[i] > threshold : x[i] < threshold) return false;
  }
  return true;
}

/** Keeps a segment with any |x| above `threshold`. */
inline bool keeps_energy(const ColumnView& x, int32_t threshold) {
  for (uint32_t i = 0; i < x.length; ++i) {
    if (magnitude_of(x[i]) > threshold) return true;
  }
  return false;
}

}  // namespace ringside
