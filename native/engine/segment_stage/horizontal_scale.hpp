#pragma once
#pragma GCC optimize("fp-contract=off")

#include <stdint.h>

#include "../signal/view.hpp"

namespace ringside {

/**
 * Stretches or shrinks a column to `length` (at least 2) samples by linear interpolation; both ends are kept.
 * The place between two samples is counted in whole steps, so that it does not drift over long segments.
 */
inline void horizontal_scale(const ColumnView& input, int16_t* output, uint32_t length) {
  const uint32_t last = input.length - 1u;
  for (uint32_t i = 0; i < length; ++i) {
    const uint32_t place = i * last;
    const uint32_t left = place / (length - 1u);
    const int32_t part = static_cast<int32_t>(place % (length - 1u));
    const int32_t a = input[left];
    const int32_t b = part == 0 ? a : input[left + 1u];
    const int64_t scaled = static_cast<int64_t>(a) * static_cast<int32_t>(length - 1u) + static_cast<int64_t>(b - a) * part;
    output[i] = static_cast<int16_t>(scaled / static_cast<int32_t>(length - 1u));
  }
}

}  // namespace ringside
