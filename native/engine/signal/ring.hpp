#pragma once
#pragma GCC optimize("fp-contract=off")

#include <stddef.h>
#include <stdint.h>

#include "../base/integer.hpp"
#include "../base/status.hpp"
#include "segment.hpp"
#include "view.hpp"

namespace ringside {

/**
 * The newest frames of a stream, column by column, in memory that the caller owns. Capacity is a power of two, so that
 * a sample number finds its place by a mask. Sample numbers are 32 bits wide: 417 days at 119 Hz.
 */
class SampleRing {
 public:
  /** Frames that a ring keeps when `history` frames before the newest one must stay readable. */
  static uint32_t capacity_for(uint32_t history) { return power_of_two_at_least(history + 1u); }

  /** int16 values that `attach` needs. */
  static size_t size(uint32_t columns, uint32_t history) {
    return static_cast<size_t>(columns) * capacity_for(history);
  }

  /** Takes `memory` of at least `size(columns, history)` values, and starts empty. */
  void attach(int16_t* memory, uint32_t columns, uint32_t history) {
    data_ = memory;
    columns_ = columns;
    capacity_ = capacity_for(history);
    clear();
  }

  void clear() { count_ = 0; }

  void push(const int16_t* frame) {
    const uint32_t place = count_ & (capacity_ - 1u);
    for (uint32_t c = 0; c < columns_; ++c) data_[c * capacity_ + place] = frame[c];
    ++count_;
  }

  /** Frames pushed since the last clear: the newest one has number count() - 1. */
  uint32_t count() const { return count_; }
  uint32_t columns() const { return columns_; }

  int16_t at(uint32_t column, uint32_t index) const { return data_[column * capacity_ + (index & (capacity_ - 1u))]; }

  /** The samples of a segment that is still inside the history. */
  SegmentView view(const Segment& segment) const {
    return SegmentView{data_, capacity_, segment.begin, capacity_ - 1u, segment.length()};
  }

 private:
  int16_t* data_ = nullptr;
  uint32_t columns_ = 0;
  uint32_t capacity_ = 1;
  uint32_t count_ = 0;
};

}  // namespace ringside
