#pragma once
#pragma GCC optimize("fp-contract=off")

#include <stdint.h>

#include "../base/integer.hpp"

namespace ringside {

/** Adds a constant to every sample; saturates. */
inline void offset_factor(int16_t* samples, uint32_t length, int16_t offset) {
  for (uint32_t i = 0; i < length; ++i) samples[i] = saturate16(static_cast<int32_t>(samples[i]) + offset);
}

}  // namespace ringside
