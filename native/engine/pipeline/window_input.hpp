#pragma once
#pragma GCC optimize("fp-contract=off")

#include "../base/byte_reader.hpp"
#include "../base/status.hpp"
#include "../signal/view.hpp"

namespace ringside {

/**
 * Raw samples of a segment as the int8 input [step][channel] of a network: x * multiplier / 2^16 rounded to nearest (ties
 * up) plus the zero point, limited to int8. Each channel has its own multiplier and zero point.
 */
class WindowInput {
 public:
  /** Reads u8 channels and, for each, u8 column, i32 multiplier, i8 zero. */
  Status check(ByteReader& reader, uint32_t columns) {
    channels_ = reader.u8();
    if (!reader.ok()) return Status::truncated;
    if (channels_ < 1 || channels_ > channel_limit) return Status::bad_network;
    for (uint32_t c = 0; c < channels_; ++c) {
      column_[c] = reader.u8();
      multiplier_[c] = reader.i32();
      zero_[c] = reader.i8();
      if (!reader.ok()) return Status::truncated;
      if (column_[c] >= columns) return Status::bad_column;
      if (multiplier_[c] < -(1 << 24) || multiplier_[c] > (1 << 24)) return Status::bad_network;
    }
    return Status::ok;
  }

  uint32_t channels() const { return channels_; }

  void fill(const SegmentView& segment, int8_t* input) const {
    for (uint32_t c = 0; c < channels_; ++c) {
      const ColumnView column = segment.column(column_[c]);
      for (uint32_t i = 0; i < segment.length; ++i) {
        const int64_t product = static_cast<int64_t>(column[i]) * multiplier_[c] + 32768;
        const int32_t value = static_cast<int32_t>(product >> 16) + zero_[c];
        input[i * channels_ + c] = static_cast<int8_t>(value < -128 ? -128 : value > 127 ? 127 : value);
      }
    }
  }

 private:
  static constexpr uint32_t channel_limit = 16;
  uint32_t channels_ = 0;
  uint8_t column_[channel_limit];
  int32_t multiplier_[channel_limit];
  int8_t zero_[channel_limit];
};

}  // namespace ringside
