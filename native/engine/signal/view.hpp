#pragma once
#pragma GCC optimize("fp-contract=off")

#include <stdint.h>

namespace ringside {

/** One column of samples, oldest first. Reads a ring (mask = capacity - 1) and plain memory (mask = all ones) alike. */
struct ColumnView {
  const int16_t* data;
  uint32_t begin;
  uint32_t mask;
  uint32_t length;
  // Optimizing for size, the Arduino core would make a call of this for every sample.
  __attribute__((always_inline)) int16_t operator[](uint32_t index) const { return data[(begin + index) & mask]; }
  /** Samples [from, to) of this column. */
  ColumnView part(uint32_t from, uint32_t to) const { return ColumnView{data, begin + from, mask, to - from}; }
};

/** All columns of one segment. Columns lie `stride` samples apart. */
struct SegmentView {
  const int16_t* data;
  uint32_t stride;
  uint32_t begin;
  uint32_t mask;
  uint32_t length;
  ColumnView column(uint32_t index) const { return ColumnView{data + index * stride, begin, mask, length}; }
};

/** A segment that lies in plain memory, column after column. */
inline SegmentView view_of(const int16_t* columns, uint32_t length) {
  return SegmentView{columns, length, 0u, 0xffffffffu, length};
}

}  // namespace ringside
