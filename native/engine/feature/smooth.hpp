#pragma once
#pragma GCC optimize("fp-contract=off")

#include <stdint.h>

#include "../signal/view.hpp"

namespace ringside {

/** The two parts into which a moving average splits a signal. */
enum class SmoothPart : uint8_t {
  low,  // the centred moving average
  high  // the sample at the centre less that average
};

/**
 * Sums and extremes of one part, exact: every value is multiplied by the window width 2k+1, so that it stays a whole number.
 * All are 0 where the segment is shorter than the window.
 */
struct SmoothSummary {
  float width;
  int64_t sum;
  int64_t absolute;
  int32_t lowest;
  int32_t highest;

  /** Peak to peak, in sample units. */
  float span() const { return static_cast<float>(highest - lowest) / width; }
};

/**
 * A part of a column under a centred moving average of 2k+1 (k to 50) samples, whole windows only. A value
 * is below 2^23.
 */
inline SmoothSummary smooth_summary(const ColumnView& x, int32_t half, SmoothPart part) {
  const uint32_t k = static_cast<uint32_t>(half);
  const uint32_t width = 2u * k + 1u;
  SmoothSummary result{static_cast<float>(width), 0, 0, 0, 0};
  if (x.length < width) return result;
  int32_t window = 0;
  for (uint32_t i = 0; i + 1u < width; ++i) window += x[i];
  result.lowest = INT32_MAX;
  result.highest = INT32_MIN;
  for (uint32_t i = width - 1u; i < x.length; ++i) {
    window += x[i];
    const int32_t value = part == SmoothPart::low ? window : static_cast<int32_t>(width) * x[i - k] - window;
    window -= x[i + 1u - width];
    result.sum += value;
    result.absolute += value < 0 ? -value : value;
    if (value < result.lowest) result.lowest = value;
    if (value > result.highest) result.highest = value;
  }
  return result;
}

}  // namespace ringside
