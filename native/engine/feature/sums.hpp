#pragma once
#pragma GCC optimize("fp-contract=off")

#include <stdint.h>

#include "../base/integer.hpp"
#include "../signal/view.hpp"

namespace ringside {

/** Exact sum of |x|; 2^14 samples of full scale need 30 bits. */
inline int32_t absolute_sum_of(const ColumnView& x) {
  int32_t sum = 0;
  for (uint32_t i = 0; i < x.length; ++i) sum += magnitude_of(x[i]);
  return sum;
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
