#pragma once
#pragma GCC optimize("fp-contract=off")

#include <stddef.h>
#include <stdint.h>

#include "../signal/view.hpp"

namespace ringside {

/** What most features need of a column, from one pass. All exact. */
struct ColumnSummary {
  int64_t squares;  // sum of x^2
  int32_t sum;      // 2^14 samples of full scale need 30 bits
  uint32_t length;
  int16_t lowest;
  int16_t highest;

  float mean() const { return static_cast<float>(sum) / static_cast<float>(length); }

  /** The mean truncated toward zero: the level that crossings are counted about. */
  int32_t integer_mean() const { return sum / static_cast<int32_t>(length); }

  /** n * sum(x^2) - sum(x)^2: n^2 times the population variance. */
  int64_t scaled_variance() const {
    return static_cast<int64_t>(length) * squares - static_cast<int64_t>(sum) * sum;
  }

  int32_t span() const { return static_cast<int32_t>(highest) - lowest; }
};

inline ColumnSummary summary_of(const ColumnView& x) {
  ColumnSummary result{0, 0, x.length, x[0], x[0]};
  for (uint32_t i = 0; i < x.length; ++i) {
    const int32_t sample = x[i];
    result.sum += sample;
    result.squares += sample * sample;
    if (sample < result.lowest) result.lowest = static_cast<int16_t>(sample);
    if (sample > result.highest) result.highest = static_cast<int16_t>(sample);
  }
  return result;
}

}  // namespace ringside
