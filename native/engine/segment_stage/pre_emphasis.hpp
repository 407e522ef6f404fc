#pragma once
#pragma GCC optimize("fp-contract=off")

#include <stdint.h>

namespace ringside {

/**
 * First difference with weight: y = (x - a * x_before) / 2, a in Q15, x_before of the first sample is `prior`.
 * The halving keeps full-scale swings inside int16; the result is rounded down.
 */
inline void pre_emphasis(int16_t* samples, uint32_t length, uint16_t a_q15, int16_t prior) {
  int64_t before = prior;
  for (uint32_t i = 0; i < length; ++i) {
    const int64_t x = samples[i];
    samples[i] = static_cast<int16_t>((x * 32768 - before * a_q15) >> 16);
    before = x;
  }
}

}  // namespace ringside
