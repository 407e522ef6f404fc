#pragma once
#pragma GCC optimize("fp-contract=off")

#include <stdint.h>

#include "../signal/view.hpp"

namespace ringside {

/** Sums and extremes of one derived signal, exact. `count` is 0 where the segment is shorter than the window. */
struct SmoothSummary {
  int64_t sum;
  int64_t absolute;
  int64_t lowest;
  int64_t highest;
  uint32_t count;

  void add(int64_t value) {
    sum += value;
    absolute += value < 0 ? -value : value;
    if (count == 0 || value < lowest) lowest = value;
    if (count == 0 || value > highest) highest = value;
    ++count;
  }
  int64_t span() const { return highest - lowest; }
};

/** Both halves of a signal, each multiplied by the window width 2k+1 so that they stay whole numbers. */
struct SmoothSplit {
  SmoothSummary low;   // the centred moving average, whole windows only
  SmoothSummary high;  // the sample at the centre less that average
  float width;
};

/** Splits a column by a centred moving average of 2k+1 samples. */
inline SmoothSplit smooth_split(const ColumnView& x, int32_t half) {
  const uint32_t k = static_cast<uint32_t>(half);
  const uint32_t width = 2u * k + 1u;
  SmoothSplit split{{0, 0, 0, 0, 0}, {0, 0, 0, 0, 0}, static_cast<float>(width)};
  int32_t window = 0;
  for (uint32_t i = 0; i < x.length; ++i) {
    window += x[i];
    if (i + 1u < width) continue;
    split.low.add(window);
    split.high.add(static_cast<int32_t>(width) * x[i - k] - window);
    window -= x[i + 1u - width];
  }
  return split;
}

}  // namespace ringside
