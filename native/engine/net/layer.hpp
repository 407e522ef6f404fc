#pragma once
#pragma GCC optimize("fp-contract=off")

#include <string.h>

#include "layer_shape.hpp"
#include "requantize.hpp"

namespace ringside {

/** One int8 layer as a descriptor holds it. Weights, biases and multipliers stay where they lie, in flash on the glove. */
struct Layer : LayerShape {
  int8_t input_zero;
  int8_t output_zero;
  int8_t lowest;  // limits of the output: ReLU is lowest = output_zero
  int8_t highest;
  const int8_t* weights;
  const uint8_t* biases;       // int32, little endian, not aligned
  const uint8_t* multipliers;  // int32, little endian, not aligned
  const int8_t* shifts;

  int32_t bias(uint32_t channel) const { return number_at(biases, channel); }

  /** An accumulator as an output value of this layer. */
  int8_t finish(int32_t sum, uint32_t channel) const {
    const uint32_t which = per_channel ? channel : 0u;
    return limit(requantize(sum, number_at(multipliers, which), shifts[which]) + output_zero);
  }

  int8_t limit(int32_t value) const {
    if (value < lowest) return lowest;
    if (value > highest) return highest;
    return static_cast<int8_t>(value);
  }

  static int32_t number_at(const uint8_t* bytes, uint32_t index) {
    int32_t value;
    memcpy(&value, bytes + 4u * index, 4);
    return value;
  }
};

}  // namespace ringside
