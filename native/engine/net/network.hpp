#pragma once
#pragma GCC optimize("fp-contract=off")

#include "../base/byte_reader.hpp"
#include "../base/included.hpp"
#include "../base/status.hpp"
#include "convolution.hpp"
#include "fully_connected.hpp"
#include "pooling.hpp"

namespace ringside {

/**
 * An int8 network with the arithmetic of TensorFlow Lite's reference kernels: layers one after the other, read from the
 * descriptor's bytes and never copied. `check` must have accepted the bytes before `run` may see them.
 */
class Network {
 public:
  static constexpr uint32_t layer_limit = 16;
  /** Reads and checks all layers; the reader ends behind them. `inputs` is the size of the first layer's input. */
  Status check(ByteReader& reader, uint32_t inputs) {
    layer_count_ = reader.u8();
    first_ = reader.place();
    bytes_ = reader.left();
    input_size_ = inputs;
    largest_ = inputs;
    uint32_t size = inputs;
    if (layer_count_ < 1 || layer_count_ > layer_limit || inputs < 1 || inputs > LayerShape::tensor_limit) {
      return reader.ok() ? Status::bad_network : Status::truncated;
    }
    for (uint32_t i = 0; i < layer_count_; ++i) {
      Layer layer;
      const Status status = read_layer(reader, layer);
      if (status != Status::ok) return status;
      if (layer.input_size() != size || !weights_sane(layer)) return Status::bad_network;
      size = layer.output_size();
      if (size > largest_) largest_ = size;
    }
    output_size_ = size;
    return Status::ok;
  }

  uint32_t input_size() const { return input_size_; }
  uint32_t output_size() const { return output_size_; }

  /** int8 values that `run` needs: two tensors of the largest size. */
  size_t scratch_size() const { return 2u * static_cast<size_t>(largest_); }

  /**
   * Runs the network. The input stands at the start of the scratch (see `input_of`) and is overwritten.
   * Returns the place of the output_size() results, inside the scratch.
   */
  const int8_t* run(int8_t* scratch) const {
    int8_t* from = scratch;
    int8_t* to = scratch + largest_;
    ByteReader reader(first_, bytes_);
    for (uint32_t i = 0; i < layer_count_; ++i) {
      Layer layer;
      if (read_layer(reader, layer) != Status::ok) break;
      apply(layer, from, to);
      int8_t* const swap = from;
      from = to;
      to = swap;
    }
    return from;
  }

 private:
  static void apply(const Layer& layer, const int8_t* from, int8_t* to) {
    if (!with_window_networks || layer.kind == LayerKind::fully_connected) return fully_connected(layer, from, to);
    switch (layer.kind) {
      case LayerKind::convolution:
        return convolution(layer, from, to);
      case LayerKind::depthwise_convolution:
        return depthwise_convolution(layer, from, to);
      case LayerKind::maximum_pool:
        return maximum_pool(layer, from, to);
      case LayerKind::average_pool:
        return average_pool(layer, from, to);
      default:
        return;
    }
  }

  static Status read_layer(ByteReader& reader, Layer& layer) {
    const bool shape_sane = layer.read(reader);
    layer.input_zero = reader.i8();
    layer.output_zero = reader.i8();
    layer.lowest = reader.i8();
    layer.highest = reader.i8();
    if (!reader.ok()) return Status::truncated;
    if (!shape_sane || layer.lowest > layer.highest) return Status::bad_network;
    if (!with_window_networks && layer.kind != LayerKind::fully_connected) return Status::not_included;
    if (!layer.has_weights()) return Status::ok;
    return read_weights(reader, layer);
  }

  static Status read_weights(ByteReader& reader, Layer& layer) {
    const uint32_t scales = layer.per_channel ? layer.out_channels : 1u;
    layer.weights = reinterpret_cast<const int8_t*>(reader.take(layer.weight_count()));
    layer.biases = reader.take(4u * static_cast<uint64_t>(layer.out_channels));
    layer.multipliers = reader.take(4u * static_cast<uint64_t>(scales));
    layer.shifts = reinterpret_cast<const int8_t*>(reader.take(scales));
    return reader.ok() ? Status::ok : Status::truncated;
  }

  /** Biases that cannot overflow a sum, multipliers and shifts that `requantize` allows. */
  static bool weights_sane(const Layer& layer) {
    if (!layer.has_weights()) return true;
    for (uint32_t o = 0; o < layer.out_channels; ++o) {
      const int32_t bias = layer.bias(o);
      if (bias > (1 << 30) || bias < -(1 << 30)) return false;
    }
    const uint32_t scales = layer.per_channel ? layer.out_channels : 1u;
    for (uint32_t i = 0; i < scales; ++i) {
      if (Layer::number_at(layer.multipliers, i) < 0 || layer.shifts[i] < -31 || layer.shifts[i] > 30) return false;
    }
    return true;
  }

  const uint8_t* first_ = nullptr;
  size_t bytes_ = 0;
  uint32_t layer_count_ = 0;
  uint32_t input_size_ = 0;
  uint32_t output_size_ = 0;
  uint32_t largest_ = 0;
};

}  // namespace ringside
