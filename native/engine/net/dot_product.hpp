#pragma once
#pragma GCC optimize("fp-contract=off")

#include <stdint.h>
#include <string.h>

namespace ringside {

/** start + sum of weights[i] * (input[i] + offset), one product at a time. Exact while it stays inside int32. */
inline int32_t dot_product_plain(const int8_t* weights, const int8_t* input, uint32_t count, int32_t offset, int32_t start) {
  int32_t sum = start;
  for (uint32_t i = 0; i < count; ++i) sum += static_cast<int32_t>(weights[i]) * (input[i] + offset);
  return sum;
}

#if defined(__ARM_FEATURE_DSP) && !defined(RINGSIDE_PLAIN_KERNELS)

/** The same sum, four products in four instructions of the Cortex-M4's DSP extension. Whole numbers: the same result. */
inline int32_t dot_product(const int8_t* weights, const int8_t* input, uint32_t count, int32_t offset, int32_t start) {
  const uint32_t low = static_cast<uint32_t>(offset) & 0xffffu;
  const uint32_t offsets = low << 16 | low;
  uint32_t sum = static_cast<uint32_t>(start);
  uint32_t i = 0;
  for (; i + 4u <= count; i += 4u) {
    uint32_t w;
    uint32_t x;
    memcpy(&w, weights + i, 4);
    memcpy(&x, input + i, 4);
    uint32_t w_even;
    uint32_t w_odd;
    uint32_t x_even;
    uint32_t x_odd;
    __asm__("sxtb16 %0, %1" : "=r"(w_even) : "r"(w));
    __asm__("sxtb16 %0, %1, ror #8" : "=r"(w_odd) : "r"(w));
    __asm__("sxtab16 %0, %1, %2" : "=r"(x_even) : "r"(offsets), "r"(x));
    __asm__("sxtab16 %0, %1, %2, ror #8" : "=r"(x_odd) : "r"(offsets), "r"(x));
    __asm__("smlad %0, %1, %2, %3" : "=r"(sum) : "r"(w_even), "r"(x_even), "r"(sum));
    __asm__("smlad %0, %1, %2, %3" : "=r"(sum) : "r"(w_odd), "r"(x_odd), "r"(sum));
  }
  return dot_product_plain(weights + i, input + i, count - i, offset, static_cast<int32_t>(sum));
}

#else

inline int32_t dot_product(const int8_t* weights, const int8_t* input, uint32_t count, int32_t offset, int32_t start) {
  return dot_product_plain(weights, input, count, offset, start);
}

#endif

}  // namespace ringside
