#pragma once
#pragma GCC optimize("fp-contract=off")

#include <stdint.h>
#include <string.h>

#include "requantize.hpp"

namespace ringside {

enum class LayerKind : uint8_t { fully_connected, convolution, depthwise_convolution, maximum_pool, average_pool };
constexpr uint8_t layer_kind_count = 5;

/**
 * One layer as a descriptor holds it. Tensors are [step][channel]: a sliding window over time has steps and channels, a
 * vector has one step. Weights, biases and multipliers stay where they lie, in flash on the glove.
 */
struct Layer {
  LayerKind kind;
  bool per_channel;   // one multiplier and shift for each output channel, otherwise one for all
  bool same_padding;  // as many steps as the stride leaves; otherwise whole windows only
  uint16_t steps;
  uint16_t channels;
  uint16_t out_channels;
  uint16_t kernel;  // steps of the sliding window
  uint16_t stride;
  int8_t input_zero;
  int8_t output_zero;
  int8_t lowest;   // limits of the output: ReLU is lowest = output_zero
  int8_t highest;
  const int8_t* weights;
  const uint8_t* biases;       // int32, little endian, not aligned
  const uint8_t* multipliers;  // int32, little endian, not aligned
  const int8_t* shifts;

  uint32_t out_steps() const {
    if (kind == LayerKind::fully_connected) return 1;
    if (same_padding) return (steps + stride - 1u) / stride;
    return steps < kernel ? 0u : (steps - kernel) / stride + 1u;
  }
  uint32_t input_size() const { return static_cast<uint32_t>(steps) * channels; }
  uint32_t output_size() const { return out_steps() * out_channels; }

  /** Steps of padding before the first: TensorFlow's rule, the smaller half in front. */
  uint32_t padding() const {
    if (!same_padding) return 0;
    const uint32_t needed = (out_steps() - 1u) * stride + kernel;
    return needed > steps ? (needed - steps) / 2u : 0u;
  }

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

/** The steps of the input that one output step sees: [from, to), and where in the kernel they begin. */
struct Reach {
  uint32_t from;
  uint32_t to;
  uint32_t kernel_from;
  uint32_t count() const { return to - from; }
};

inline Reach reach_of(const Layer& layer, uint32_t out_step) {
  const int32_t start = static_cast<int32_t>(out_step * layer.stride) - static_cast<int32_t>(layer.padding());
  const int32_t stop = start + layer.kernel;
  const int32_t from = start < 0 ? 0 : start;
  const int32_t to = stop > layer.steps ? layer.steps : stop;
  return Reach{static_cast<uint32_t>(from), static_cast<uint32_t>(to), static_cast<uint32_t>(from - start)};
}

}  // namespace ringside
