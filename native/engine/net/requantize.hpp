#pragma once
#pragma GCC optimize("fp-contract=off")

#include <stdint.h>

namespace ringside {

/**
 * (a * b * 2) / 2^32, rounded to nearest, ties away from zero for positive and toward zero for negative products: the
 * first rounding of TensorFlow Lite's reference integer kernels.
 */
inline int32_t doubling_high_product(int32_t a, int32_t b) {
  if (a == b && a == INT32_MIN) return INT32_MAX;
  const int64_t product = static_cast<int64_t>(a) * b;
  const int64_t nudge = product >= 0 ? (1ll << 30) : 1ll - (1ll << 30);
  return static_cast<int32_t>((product + nudge) / (1ll << 31));
}

/** value / 2^exponent, rounded to nearest, ties away from zero (exponent 0 to 31): the second rounding. */
inline int32_t rounding_shift(int32_t value, int32_t exponent) {
  const int32_t mask = static_cast<int32_t>((1ll << exponent) - 1);
  const int32_t rest = value & mask;
  const int32_t half = (mask >> 1) + (value < 0 ? 1 : 0);
  return (value >> exponent) + (rest > half ? 1 : 0);
}

/**
 * An accumulator in the scale of the output: value * multiplier / 2^31 * 2^shift, in two roundings as the reference
 * kernels do it. The multiplier is 2^30 to 2^31 - 1 or 0, the shift -31 to 30 (to the left if positive).
 */
inline int32_t requantize(int32_t value, int32_t multiplier, int32_t shift) {
  const int32_t left = shift > 0 ? shift : 0;
  const int32_t right = shift > 0 ? 0 : -shift;
  const int32_t shifted = static_cast<int32_t>(static_cast<uint32_t>(value) << left);
  return rounding_shift(doubling_high_product(shifted, multiplier), right);
}

}  // namespace ringside
