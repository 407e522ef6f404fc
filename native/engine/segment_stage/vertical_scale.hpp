#pragma once
#pragma GCC optimize("fp-contract=off")

#include <stdint.h>

#include "../base/integer.hpp"

namespace ringside {

/** Stretches samples so that the greatest |x| becomes 32767. Quiet (all zero) and full-scale segments stay as they are. */
inline void vertical_scale(int16_t* samples, uint32_t length) {
  int32_t highest = 0;
  for (uint32_t i = 0; i < length; ++i) {
    const int32_t size = magnitude_of(samples[i]);
    if (size > highest) highest = size;
  }
  if (highest == 0 || highest >= 32767) return;
  const float factor = 32767.0f / static_cast<float>(highest);
  for (uint32_t i = 0; i < length; ++i) {
    samples[i] = saturate16(static_cast<int32_t>(static_cast<float>(samples[i]) * factor));
  }
}

}  // namespace ringside
