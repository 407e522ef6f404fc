#pragma once
#pragma GCC optimize("fp-contract=off")

#include <stdint.h>
#include <string.h>

namespace ringside {

/** The IEEE-754 bits of a float32. */
inline uint32_t bits_of(float value) {
  uint32_t bits;
  memcpy(&bits, &value, sizeof bits);
  return bits;
}

/** The float32 that has these IEEE-754 bits. */
inline float float_of(uint32_t bits) {
  float value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

/** True for every value but the infinities and NaN. */
inline bool is_finite(float value) { return (bits_of(value) & 0x7f800000u) != 0x7f800000u; }

}  // namespace ringside
