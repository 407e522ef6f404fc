#pragma once
#pragma GCC optimize("fp-contract=off")

#include <stdint.h>

#include "../base/integer.hpp"

namespace ringside {

/** Divides every sample by `factor`, truncated toward zero and saturated. A factor of 0 leaves the samples alone. */
inline void scale_factor(int16_t* samples, uint32_t length, float factor) {
  if (factor == 0.0f) return;
  for (uint32_t i = 0; i < length; ++i) {
    // Limits before the conversion: a float beyond int32 has no defined integer.
    const float scaled = static_cast<float>(samples[i]) / factor;
    if (scaled >= 32767.0f) {
      samples[i] = INT16_MAX;
    } else if (scaled <= -32768.0f) {
      samples[i] = INT16_MIN;
    } else {
      samples[i] = static_cast<int16_t>(scaled);
    }
  }
}

}  // namespace ringside
