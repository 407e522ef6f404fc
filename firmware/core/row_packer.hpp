#pragma once

#include "row.hpp"
#include "ssi_frame.hpp"

namespace ringside {
namespace glove {

/**
 * Rows into frames of a fixed number of rows, in step with the sensor's own count. Rows that were lost before they came
 * here become a hole of whole frames in the sequence numbers: what stands around the hole in the same frames goes too, so
 * that a receiver that counts rows by sequence number stays right to the row.
 */
class RowPacker {
 public:
  static constexpr uint32_t rows_per_packet = 6;
  static constexpr uint8_t channel = 0;

  explicit RowPacker(FrameWriter& frames) : frames_(frames) {}

  /** A new stream: a half-filled frame of the last one is forgotten. */
  void restart() {
    filled_ = 0;
    skipping_ = 0;
  }

  /** Rows that the sensor made and nobody read. How many rows of frames went with them that will not be sent. */
  uint32_t lose(uint32_t rows) {
    const uint32_t in_broken_frame = rows < skipping_ ? rows : skipping_;
    skipping_ -= in_broken_frame;
    const uint32_t beyond = rows - in_broken_frame;
    if (beyond == 0) return 0;
    const uint32_t gone = filled_ + beyond;
    const uint32_t broken = (gone + rows_per_packet - 1) / rows_per_packet;
    frames_.skip(channel, broken);
    skipping_ = broken * rows_per_packet - gone;
    filled_ = 0;
    return broken * rows_per_packet;
  }

  /** True if this row completed a frame, which is now sent; false if it waits, or is skipped with its broken frame. */
  bool push(const Row& row) {
    if (skipping_ > 0) {
      --skipping_;
      return false;
    }
    rows_[filled_] = row;
    put_row(payload_ + filled_ * row_bytes, row);
    if (++filled_ < rows_per_packet) return false;
    frames_.send(channel, payload_, sizeof payload_);
    filled_ = 0;
    return true;
  }

  /** The rows of the frame that was just sent. */
  const Row* packet() const { return rows_; }

 private:
  FrameWriter& frames_;
  Row rows_[rows_per_packet];
  uint8_t payload_[rows_per_packet * row_bytes];
  uint32_t filled_ = 0;
  uint32_t skipping_ = 0;
};

}  // namespace glove
}  // namespace ringside
