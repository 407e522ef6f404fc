#pragma once
#pragma GCC optimize("fp-contract=off")

#include <stddef.h>

#include "../base/float_bits.hpp"
#include "../base/status.hpp"
#include "layer_shape.hpp"

namespace ringside {

/**
 * The same layers in float32, for the desktop: what a network says before it is cut to int8. Sums run in the order of the
 * weights, so that every machine gives the same bits. Outputs are logits; softmax is left to whoever shows them.
 */
class FloatNetwork {
 public:
  static constexpr uint32_t layer_limit = 16;

  /**
   * Reads u8 layers and, for each, the shape as LayerShape reads it, f32 lowest and f32 highest output (ReLU is lowest 0)
   * and, unless it is a pool, the weights and biases as f32. The reader ends behind them.
   */
  Status check(ByteReader& reader, uint32_t inputs) {
    layer_count_ = reader.u8();
    first_ = reader.place();
    bytes_ = reader.left();
    largest_ = inputs;
    uint32_t size = inputs;
    if (!reader.ok()) return Status::truncated;
    if (layer_count_ < 1 || layer_count_ > layer_limit || inputs < 1 || inputs > LayerShape::tensor_limit) return Status::bad_network;
    for (uint32_t i = 0; i < layer_count_; ++i) {
      FloatLayer layer;
      const Status status = read_layer(reader, layer);
      if (status != Status::ok) return status;
      if (layer.input_size() != size || !numbers_sane(layer)) return Status::bad_network;
      size = layer.output_size();
      if (size > largest_) largest_ = size;
    }
    output_size_ = size;
    return Status::ok;
  }

  uint32_t output_size() const { return output_size_; }

  /** float values that `run` needs: two tensors of the largest size. */
  size_t scratch_size() const { return 2u * static_cast<size_t>(largest_); }

  /** Runs on the input at the start of the scratch and returns the place of the outputs, inside the scratch. */
  const float* run(float* scratch) const {
    float* from = scratch;
    float* to = scratch + largest_;
    ByteReader reader(first_, bytes_);
    for (uint32_t i = 0; i < layer_count_; ++i) {
      FloatLayer layer;
      if (read_layer(reader, layer) != Status::ok) break;
      float* out = to;
      for (uint32_t step = 0; step < layer.out_steps(); ++step) {
        for (uint32_t o = 0; o < layer.out_channels; ++o) *out++ = layer.limit(layer.value(from, step, o));
      }
      float* const swap = from;
      from = to;
      to = swap;
    }
    return from;
  }

 private:
  struct FloatLayer : LayerShape {
    float lowest;
    float highest;
    const uint8_t* weights = nullptr;  // f32, little endian, not aligned
    const uint8_t* biases = nullptr;

    static float number_at(const uint8_t* bytes, uint64_t index) {
      float number;
      memcpy(&number, bytes + 4u * index, 4);
      return number;
    }

    float limit(float x) const {
      if (x < lowest) return lowest;
      return x > highest ? highest : x;
    }

    float value(const float* input, uint32_t step, uint32_t out) const {
      if (kind == LayerKind::fully_connected) return weighted(input, out * input_size(), input_size(), out);
      const Reach near = reach(step);
      if (kind == LayerKind::convolution) {
        const uint32_t first = (out * kernel + near.kernel_from) * channels;
        return weighted(input + near.from * channels, first, near.count() * channels, out);
      }
      if (kind == LayerKind::depthwise_convolution) {
        const uint32_t channel = out / (out_channels / static_cast<uint32_t>(channels));
        float sum = number_at(biases, out);
        for (uint32_t k = 0; k < near.count(); ++k) {
          sum = sum + number_at(weights, (near.kernel_from + k) * out_channels + out) * input[(near.from + k) * channels + channel];
        }
        return sum;
      }
      return pooled(input, near, out);
    }

    float weighted(const float* input, uint32_t first, uint32_t count, uint32_t out) const {
      float sum = number_at(biases, out);
      for (uint32_t i = 0; i < count; ++i) sum = sum + number_at(weights, first + i) * input[i];
      return sum;
    }

    float pooled(const float* input, const Reach& near, uint32_t channel) const {
      float best = input[near.from * channels + channel];
      float sum = best;
      for (uint32_t i = near.from + 1u; i < near.to; ++i) {
        const float x = input[i * channels + channel];
        if (x > best) best = x;
        sum = sum + x;
      }
      return kind == LayerKind::maximum_pool ? best : sum / static_cast<float>(near.count());
    }
  };

  static Status read_layer(ByteReader& reader, FloatLayer& layer) {
    const bool shape_sane = layer.read(reader);
    layer.lowest = reader.f32();
    layer.highest = reader.f32();
    if (!reader.ok()) return Status::truncated;
    if (!shape_sane || !(layer.lowest <= layer.highest)) return Status::bad_network;
    if (!layer.has_weights()) return Status::ok;
    layer.weights = reader.take(4u * layer.weight_count());
    layer.biases = reader.take(4u * static_cast<uint64_t>(layer.out_channels));
    return reader.ok() ? Status::ok : Status::truncated;
  }

  static bool numbers_sane(const FloatLayer& layer) {
    if (!layer.has_weights()) return true;
    for (uint64_t i = 0; i < layer.weight_count(); ++i) {
      if (!is_finite(FloatLayer::number_at(layer.weights, i))) return false;
    }
    for (uint32_t i = 0; i < layer.out_channels; ++i) {
      if (!is_finite(FloatLayer::number_at(layer.biases, i))) return false;
    }
    return true;
  }

  const uint8_t* first_ = nullptr;
  size_t bytes_ = 0;
  uint32_t layer_count_ = 0;
  uint32_t output_size_ = 0;
  uint32_t largest_ = 0;
};

}  // namespace ringside
