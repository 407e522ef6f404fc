#pragma once
#pragma GCC optimize("fp-contract=off")

#include "float_bits.hpp"

namespace ringside {

/**
 * e to the power x, the same bits on every IEEE-754 machine, within 2 units in the last place.
 * libm's expf differs between x86-64 and newlib in one result of ten. Argument reduction by ln 2 in two parts and a
 * degree-5 polynomial after Cephes (S. Moshier, expf.c). Below -87.33 (the smallest normal result) it returns 0.
 */
inline float exp_portable(float x) {
  if (x != x) return x;
  if (x > 88.72f) return float_of(0x7f800000u);
  if (x < -87.33f) return 0.0f;
  const float turns = 1.44269504088896341f * x;  // log2(e)
  const int32_t power = static_cast<int32_t>(turns < 0.0f ? turns - 0.5f : turns + 0.5f);
  const float whole = static_cast<float>(power);
  float r = x - whole * 0.693359375f;  // ln 2 = 0.693359375 - 0.000212194440; the first part has nine bits
  r = r - whole * -2.12194440e-4f;
  float p = 1.9875691500e-4f;
  p = p * r + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  const float y = p * (r * r) + r + 1.0f;
  // 2^128 has no float32, so the top step is made in two.
  if (power > 127) return y * float_of(static_cast<uint32_t>(power + 126) << 23) * 2.0f;
  return y * float_of(static_cast<uint32_t>(power + 127) << 23);
}

}  // namespace ringside
