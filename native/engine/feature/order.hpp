#pragma once
#pragma GCC optimize("fp-contract=off")

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "../signal/view.hpp"

namespace ringside {

/**
 * Sorts columns for medians and quartiles, in memory that the caller owns, and keeps the last one: features that ask
 * for the same column in a row pay for one sort. Radix sort by bytes: the time depends on the length alone.
 */
class OrderScratch {
 public:
  /** int16 values that `attach` needs for segments of up to `longest` samples: two copies and 256 counters. */
  static size_t size(uint32_t longest) { return 2u * static_cast<size_t>(longest) + 256u; }

  void attach(int16_t* memory, uint32_t longest) {
    sorted_ = memory;
    other_ = memory + longest;
    counts_ = reinterpret_cast<uint16_t*>(memory + 2u * static_cast<size_t>(longest));
    forget();
  }

  /** Call when samples may have changed: the next question sorts anew. */
  void forget() { kept_ = ColumnView{nullptr, 0, 0, 0}; }

  /** The value at rank quarter/4 * (n - 1) of the sorted samples, linear between two (quarter 0 to 4). */
  float quartile(const ColumnView& column, uint32_t quarter) {
    sort(column);
    const uint32_t place = quarter * (column.length - 1u);
    const int32_t low = sorted_[place / 4u];
    const int32_t part = static_cast<int32_t>(place % 4u);
    const int32_t high = part == 0 ? low : sorted_[place / 4u + 1u];
    return static_cast<float>(4 * low + (high - low) * part) * 0.25f;
  }

 private:
  void sort(const ColumnView& column) {
    if (kept_.data == column.data && kept_.begin == column.begin && kept_.length == column.length) return;
    kept_ = column;
    pass(column, other_, 0);
    pass(ColumnView{other_, 0, 0xffffffffu, column.length}, sorted_, 8);
  }

  /** With its sign bit flipped, int16 order is the order of the bytes. */
  static uint32_t byte_of(int16_t sample, uint32_t shift) { return ((static_cast<uint16_t>(sample) ^ 0x8000u) >> shift) & 255u; }

  void pass(const ColumnView from, int16_t* to, uint32_t shift) {
    uint16_t* const counts = counts_;
    memset(counts, 0, 256 * sizeof *counts);
    for (uint32_t i = 0; i < from.length; ++i) ++counts[byte_of(from[i], shift)];
    uint32_t place = 0;
    for (uint16_t* slot = counts; slot < counts + 256; ++slot) {
      const uint32_t count = *slot;
      *slot = static_cast<uint16_t>(place);
      place += count;
    }
    for (uint32_t i = 0; i < from.length; ++i) {
      const int16_t sample = from[i];
      to[counts[byte_of(sample, shift)]++] = sample;
    }
  }

  int16_t* sorted_ = nullptr;
  int16_t* other_ = nullptr;
  uint16_t* counts_ = nullptr;
  ColumnView kept_{nullptr, 0, 0, 0};
};

}  // namespace ringside
