#pragma once
#pragma GCC optimize("fp-contract=off")

#include "float_bits.hpp"

namespace ringside {

/**
 * Natural logarithm, the same bits on every IEEE-754 machine, within 2 units in the last place.
 * Mantissa into [sqrt(1/2), sqrt(2)) and a degree-8 polynomial after Cephes (S. Moshier, logf.c).
 * log(0) is minus infinity; a negative number or NaN gives the quiet NaN 0x7fc00000.
 */
inline float log_portable(float x) {
  if (!(x > 0.0f)) return x == 0.0f ? float_of(0xff800000u) : float_of(0x7fc00000u);
  if (bits_of(x) >= 0x7f800000u) return x;
  int32_t exponent = 0;
  if (bits_of(x) < 0x00800000u) {  // subnormal: scale by 2^23 first
    x = x * 8388608.0f;
    exponent = -23;
  }
  exponent += static_cast<int32_t>(bits_of(x) >> 23) - 126;
  float m = float_of((bits_of(x) & 0x007fffffu) | 0x3f000000u);
  if (m < 0.707106781186547524f) {
    exponent -= 1;
    m = m + m - 1.0f;
  } else {
    m = m - 1.0f;
  }
  float p = 7.0376836292e-2f;
  p = p * m - 1.1514610310e-1f;
  p = p * m + 1.1676998740e-1f;
  p = p * m - 1.2420140846e-1f;
  p = p * m + 1.4249322787e-1f;
  p = p * m - 1.6668057665e-1f;
  p = p * m + 2.0000714765e-1f;
  p = p * m - 2.4999993993e-1f;
  p = p * m + 3.3333331174e-1f;
  const float square = m * m;
  float y = p * m * square;
  const float e = static_cast<float>(exponent);
  y = y + -2.12194440e-4f * e;  // ln 2 in two parts, as in exp_portable
  y = y + -0.5f * square;
  return m + y + 0.693359375f * e;
}

}  // namespace ringside
