#pragma once

#include "row.hpp"

namespace ringside {
namespace glove {

/** One notification of framed rows: u16 sequence, u32 microseconds of the glove's clock at its first row, rows. */
class BleFrame {
 public:
  static constexpr uint32_t header_bytes = 6;
  /** ArduinoBLE agrees on 247 bytes at most; three of them are the notification's own. */
  static constexpr uint32_t longest = 244;

  /** How many bytes a notification may carry: the agreed ATT size less 3. At least one row goes into every size. */
  void set_room(uint32_t bytes) {
    const uint32_t room = bytes < longest ? bytes : longest;
    rows_at_most_ = room < header_bytes + 2 * row_bytes ? 1 : (room - header_bytes) / row_bytes;
  }

  /** Forgets the rows that wait; the numbering goes on. */
  void restart() { rows_ = 0; }

  /** Takes a row made at `time_us`. True if the notification is full: send `bytes`, then `next`. */
  bool push(const Row& row, uint32_t time_us) {
    if (rows_ == 0) put_u32(bytes_ + 2, time_us);
    put_row(bytes_ + header_bytes + rows_ * row_bytes, row);
    return ++rows_ >= rows_at_most_;
  }

  bool empty() const { return rows_ == 0; }

  /** What is there so far, as one notification. */
  const uint8_t* bytes() {
    put_u16(bytes_, sequence_);
    return bytes_;
  }
  uint32_t size() const { return header_bytes + rows_ * row_bytes; }

  /** After it was sent. */
  void next() {
    ++sequence_;
    rows_ = 0;
  }

  /** Rows were lost: a number is left out, so that the host sees a hole; the time of the next one says how wide. */
  void lose() { ++sequence_; }

 private:
  uint8_t bytes_[longest];
  uint32_t rows_ = 0;
  uint32_t rows_at_most_ = 1;
  uint16_t sequence_ = 0;
};

}  // namespace glove
}  // namespace ringside
