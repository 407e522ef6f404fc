#pragma once
#pragma GCC optimize("fp-contract=off")

#include "strip.hpp"
#include "vertical_scale.hpp"

namespace ringside {

/** Strip, then stretch to full scale. To stretch only, use `vertical_scale`. */
inline void normalize(int16_t* samples, uint32_t length, StripMode mode, OrderScratch& scratch) {
  strip(samples, length, mode, scratch);
  vertical_scale(samples, length);
}

}  // namespace ringside
