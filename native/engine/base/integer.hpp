#pragma once
#pragma GCC optimize("fp-contract=off")

#include <math.h>
#include <stdint.h>

namespace ringside {

/** The nearest int16: what does not fit becomes the end of the range, never wraps. */
inline int16_t saturate16(int32_t value) {
  if (value > INT16_MAX) return INT16_MAX;
  if (value < INT16_MIN) return INT16_MIN;
  return static_cast<int16_t>(value);
}

/** |value| without the overflow of -32768. */
inline int32_t magnitude_of(int16_t value) {
  const int32_t wide = value;
  return wide < 0 ? -wide : wide;
}

/** floor(sqrt(value)), exact for all 64-bit numbers. Digit by digit, two bits a step. */
inline uint32_t integer_sqrt(uint64_t value) {
  uint64_t root = 0;
  uint64_t digit = 1ull << 62;
  while (digit > value) digit >>= 2;
  while (digit != 0) {
    if (value >= root + digit) {
      value -= root + digit;
      root = (root >> 1) + digit;
    } else {
      root >>= 1;
    }
    digit >>= 2;
  }
  return static_cast<uint32_t>(root);
}

/**
 * floor(sqrt(value)), exact for all 32-bit numbers: the hardware's float32 root is within one of it. Several times
 * faster on the glove than the digit-by-digit root.
 */
inline uint32_t integer_sqrt(uint32_t value) {
  uint32_t root = static_cast<uint32_t>(sqrtf(static_cast<float>(value)));
  if (root > 65535u) root = 65535u;
  if (root * root > value) --root;
  if (root < 65535u && (root + 1u) * (root + 1u) <= value) ++root;
  return root;
}

/** The smallest power of two that is not below value. value is at most 2^31. */
inline uint32_t power_of_two_at_least(uint32_t value) {
  uint32_t power = 1;
  while (power < value) power <<= 1;
  return power;
}

}  // namespace ringside
