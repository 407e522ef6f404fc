#pragma once
#pragma GCC optimize("fp-contract=off")

#include <stdint.h>

#include "../base/byte_reader.hpp"

namespace ringside {

enum class LayerKind : uint8_t { fully_connected, convolution, depthwise_convolution, maximum_pool, average_pool };
constexpr uint8_t layer_kind_count = 5;

/** The steps of the input that one output step sees: [from, to), and where in the kernel they begin. */
struct Reach {
  uint32_t from;
  uint32_t to;
  uint32_t kernel_from;
  uint32_t count() const { return to - from; }
};

/**
 * What a layer does to the shape of a tensor, whatever its numbers are. Tensors are [step][channel]: a sliding window over
 * time has steps and channels, a vector has one step.
 */
struct LayerShape {
  LayerKind kind;
  bool per_channel;   // int8 only: one multiplier and shift for each output channel, otherwise one for all
  bool same_padding;  // as many steps as the stride leaves; otherwise whole windows only
  uint16_t steps;
  uint16_t channels;
  uint16_t out_channels;
  uint16_t kernel;  // steps of the sliding window
  uint16_t stride;

  /** Values of one tensor; two of them must fit beside the rest in the RAM of a glove. */
  static constexpr uint32_t tensor_limit = 32768;
  /** Products of one output value: 2^15 of at most 255 * 128, with a bias of at most 2^30, stay inside int32. */
  static constexpr uint32_t fan_in_limit = 32768;

  /** u8 kind, u8 flags, u16 steps, channels, output channels, kernel, stride. False if they make no sense together. */
  bool read(ByteReader& reader) {
    const uint8_t number = reader.u8();
    const uint8_t flags = reader.u8();
    kind = static_cast<LayerKind>(number);
    per_channel = (flags & 1u) != 0;
    same_padding = (flags & 2u) != 0;
    steps = reader.u16();
    channels = reader.u16();
    out_channels = reader.u16();
    kernel = reader.u16();
    stride = reader.u16();
    return number < layer_kind_count && flags <= 3 && sane();
  }

  bool has_weights() const { return kind != LayerKind::maximum_pool && kind != LayerKind::average_pool; }

  uint32_t out_steps() const {
    if (kind == LayerKind::fully_connected) return 1;
    if (same_padding) return (steps + stride - 1u) / stride;
    return steps < kernel ? 0u : (steps - kernel) / stride + 1u;
  }
  uint32_t input_size() const { return static_cast<uint32_t>(steps) * channels; }
  uint32_t output_size() const { return out_steps() * out_channels; }

  uint64_t weight_count() const {
    if (kind == LayerKind::fully_connected) return static_cast<uint64_t>(input_size()) * out_channels;
    if (kind == LayerKind::depthwise_convolution) return static_cast<uint64_t>(kernel) * out_channels;
    return static_cast<uint64_t>(kernel) * channels * out_channels;
  }

  /** Steps of padding before the first: TensorFlow's rule, the smaller half in front. */
  uint32_t padding() const {
    if (!same_padding) return 0;
    const uint32_t needed = (out_steps() - 1u) * stride + kernel;
    return needed > steps ? (needed - steps) / 2u : 0u;
  }

  Reach reach(uint32_t out_step) const {
    const int32_t start = static_cast<int32_t>(out_step * stride) - static_cast<int32_t>(padding());
    const int32_t stop = start + kernel;
    const int32_t from = start < 0 ? 0 : start;
    const int32_t to = stop > steps ? steps : stop;
    return Reach{static_cast<uint32_t>(from), static_cast<uint32_t>(to), static_cast<uint32_t>(from - start)};
  }

 private:
  /** Checked before any product of the sizes is used: 16-bit factors, so 64 bits hold every product. */
  bool sane() const {
    if (steps < 1 || channels < 1 || out_channels < 1) return false;
    if (static_cast<uint64_t>(steps) * channels > tensor_limit) return false;
    if (kind == LayerKind::fully_connected) return kernel == 0 && stride == 0;
    if (kernel < 1 || kernel > steps || stride < 1) return false;
    if (static_cast<uint64_t>(out_steps()) * out_channels > tensor_limit) return false;
    if (kind == LayerKind::convolution) return static_cast<uint64_t>(kernel) * channels <= fan_in_limit;
    if (kind == LayerKind::depthwise_convolution) return out_channels % channels == 0;
    return out_channels == channels;
  }
};

}  // namespace ringside
