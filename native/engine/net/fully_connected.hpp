#pragma once
#pragma GCC optimize("fp-contract=off")

#include "dot_product.hpp"
#include "layer.hpp"

namespace ringside {

/** out[o] = sum of weights[o][i] * (in[i] - input_zero) + bias[o], requantized. Weights: [out_channels][inputs]. */
inline void fully_connected(const Layer& layer, const int8_t* input, int8_t* output) {
  const uint32_t inputs = layer.input_size();
  for (uint32_t o = 0; o < layer.out_channels; ++o) {
    const int32_t sum = dot_product(layer.weights + o * inputs, input, inputs, -layer.input_zero, layer.bias(o));
    output[o] = layer.finish(sum, o);
  }
}

}  // namespace ringside
