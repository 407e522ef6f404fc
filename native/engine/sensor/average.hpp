#pragma once
#pragma GCC optimize("fp-contract=off")

#include <stdint.h>

#include "../base/integer.hpp"

namespace ringside {

/** Mean of `count` columns of a frame, truncated toward zero. */
inline int16_t sensor_average(const int16_t* frame, const uint8_t* columns, uint32_t count) {
  int32_t sum = 0;
  for (uint32_t i = 0; i < count; ++i) sum += frame[columns[i]];
  return static_cast<int16_t>(sum / static_cast<int32_t>(count));
}

/** Mean of the absolute values of `count` columns of a frame, truncated; -32768 counts as 32768 and saturates. */
inline int16_t sensor_absolute_average(const int16_t* frame, const uint8_t* columns, uint32_t count) {
  int32_t sum = 0;
  for (uint32_t i = 0; i < count; ++i) sum += magnitude_of(frame[columns[i]]);
  return saturate16(sum / static_cast<int32_t>(count));
}

}  // namespace ringside
