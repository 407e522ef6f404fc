#pragma once
#pragma GCC optimize("fp-contract=off")

#include "layer.hpp"

namespace ringside {

/** Highest value of each channel in the window. A window over all steps is global pooling. */
inline void maximum_pool(const Layer& layer, const int8_t* input, int8_t* output) {
  for (uint32_t step = 0; step < layer.out_steps(); ++step) {
    const Reach reach = layer.reach(step);
    for (uint32_t c = 0; c < layer.channels; ++c) {
      int32_t best = -128;
      for (uint32_t i = reach.from; i < reach.to; ++i) {
        const int32_t x = input[i * layer.channels + c];
        if (x > best) best = x;
      }
      *output++ = layer.limit(best);
    }
  }
}

/** Mean of each channel over the steps that lie inside, rounded to nearest, ties away from zero. */
inline void average_pool(const Layer& layer, const int8_t* input, int8_t* output) {
  for (uint32_t step = 0; step < layer.out_steps(); ++step) {
    const Reach reach = layer.reach(step);
    const int32_t count = static_cast<int32_t>(reach.count());
    for (uint32_t c = 0; c < layer.channels; ++c) {
      int32_t sum = 0;
      for (uint32_t i = reach.from; i < reach.to; ++i) sum += input[i * layer.channels + c];
      *output++ = layer.limit((sum > 0 ? sum + count / 2 : sum - count / 2) / count);
    }
  }
}

}  // namespace ringside
