#pragma once
#pragma GCC optimize("fp-contract=off")

#include <stdint.h>

#include "../base/integer.hpp"

namespace ringside {

/** How the root of the sum of squares becomes a sample. */
enum class MagnitudeRule : uint8_t {
  norm,               // floor(sqrt(sum)), saturated at 32767: the length of the vector, in the unit of its columns
  shipped_device,     // compat: floor(floor(sqrt(sum)) / columns), as shipped packs do on the device
  shipped_training,   // compat: floor(sqrt(sum) / columns + 0.5), as the same tool does while training
};

/** Length of the vector that `count` (1 to 8) columns of a frame make. */
inline int16_t magnitude(const int16_t* frame, const uint8_t* columns, uint32_t count, MagnitudeRule rule) {
  // Three axes at full scale sum to 3 * 2^30, which passes int32 but not uint32; four or more need 64 bits.
  uint64_t sum = 0;
  for (uint32_t i = 0; i < count; ++i) {
    const int64_t x = frame[columns[i]];
    sum += static_cast<uint64_t>(x * x);
  }
  if (rule == MagnitudeRule::shipped_training) {
    const uint32_t twice_root = integer_sqrt(4u * sum);
    return saturate16(static_cast<int32_t>((twice_root + count) / (2u * count)));
  }
  const uint32_t root = sum <= 0xffffffffu ? integer_sqrt(static_cast<uint32_t>(sum)) : integer_sqrt(sum);
  return saturate16(static_cast<int32_t>(rule == MagnitudeRule::shipped_device ? root / count : root));
}

}  // namespace ringside
