#pragma once
#pragma GCC optimize("fp-contract=off")

#include "dot_product.hpp"
#include "layer.hpp"

namespace ringside {

/**
 * Convolution over time. Weights: [out_channels][kernel][channels]. Steps outside the input count as zero, so that the
 * part of the kernel that lies inside is one run of memory, and one dot product.
 */
inline void convolution(const Layer& layer, const int8_t* input, int8_t* output) {
  const uint32_t channels = layer.channels;
  for (uint32_t step = 0; step < layer.out_steps(); ++step) {
    const Reach reach = layer.reach(step);
    for (uint32_t o = 0; o < layer.out_channels; ++o) {
      const int8_t* weights = layer.weights + (o * layer.kernel + reach.kernel_from) * channels;
      const int32_t sum = dot_product(weights, input + reach.from * channels, reach.count() * channels, -layer.input_zero, layer.bias(o));
      *output++ = layer.finish(sum, o);
    }
  }
}

/** Every channel by its own kernels, out_channels / channels of them. Weights: [kernel][out_channels]. */
inline void depthwise_convolution(const Layer& layer, const int8_t* input, int8_t* output) {
  const uint32_t copies = layer.out_channels / layer.channels;
  for (uint32_t step = 0; step < layer.out_steps(); ++step) {
    const Reach reach = layer.reach(step);
    for (uint32_t o = 0; o < layer.out_channels; ++o) {
      int32_t sum = layer.bias(o);
      for (uint32_t k = 0; k < reach.count(); ++k) {
        const int32_t x = input[(reach.from + k) * layer.channels + o / copies] - layer.input_zero;
        sum += layer.weights[(reach.kernel_from + k) * layer.out_channels + o] * x;
      }
      *output++ = layer.finish(sum, o);
    }
  }
}

}  // namespace ringside
