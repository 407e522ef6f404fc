#pragma once
#pragma GCC optimize("fp-contract=off")

#include <stdint.h>

#include "../base/integer.hpp"

namespace ringside {

/** Turns the sign of `count` columns of a frame; -32768 becomes 32767. A column listed twice is turned twice. */
inline void negate(int16_t* frame, const uint8_t* columns, uint32_t count) {
  for (uint32_t i = 0; i < count; ++i) frame[columns[i]] = saturate16(-static_cast<int32_t>(frame[columns[i]]));
}

}  // namespace ringside
