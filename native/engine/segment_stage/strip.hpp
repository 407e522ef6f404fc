#pragma once
#pragma GCC optimize("fp-contract=off")

#include <stdint.h>

#include "../base/integer.hpp"
#include "../feature/order.hpp"
#include "../feature/column_summary.hpp"

namespace ringside {

/** What `strip` takes away. The numbers are those of shipped device code; its training contract counts otherwise. */
enum class StripMode : uint8_t { lowest, mean, median, first };

/** Subtracts a statistic of the samples, cut to an integer toward zero, from every sample; saturates. */
inline void strip(int16_t* samples, uint32_t length, StripMode mode, OrderScratch& scratch) {
  const ColumnView view{samples, 0, 0xffffffffu, length};
  int32_t level = samples[0];
  switch (mode) {
    case StripMode::lowest:
      level = summary_of(view).lowest;
      break;
    case StripMode::mean:
      level = summary_of(view).integer_mean();
      break;
    case StripMode::median:
      level = static_cast<int32_t>(scratch.quartile(view, 2));
      break;
    case StripMode::first:
      break;
  }
  for (uint32_t i = 0; i < length; ++i) samples[i] = saturate16(samples[i] - level);
}

}  // namespace ringside
