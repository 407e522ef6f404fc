#pragma once
#pragma GCC optimize("fp-contract=off")

#include "../base/arena.hpp"
#include "column_summary.hpp"
#include "order.hpp"

namespace ringside {

/**
 * What the features of one segment share, in memory that the caller owns: the summary of each column, made when it is
 * first asked for, and the last column that was sorted.
 */
class SegmentScratch {
 public:
  /** Bytes that `attach` takes from the arena, for frames of `columns` (to 16) and segments of up to `longest` samples. */
  static size_t size(uint32_t columns, uint32_t longest) {
    return aligned_bytes(columns * sizeof(ColumnSummary)) + aligned_bytes(OrderScratch::size(longest) * sizeof(int16_t));
  }

  void attach(Arena& arena, uint32_t columns, uint32_t longest) {
    summaries_ = arena.take<ColumnSummary>(columns);
    order_.attach(arena.take<int16_t>(OrderScratch::size(longest)), longest);
    forget();
  }

  /** Call when samples may have changed: before each segment. */
  void forget() {
    known_ = 0;
    order_.forget();
  }

  const ColumnSummary& summary(const SegmentView& segment, uint32_t column) {
    const uint32_t mark = 1u << column;
    if ((known_ & mark) == 0) {
      summaries_[column] = summary_of(segment.column(column));
      known_ |= mark;
    }
    return summaries_[column];
  }

  OrderScratch& order() { return order_; }

 private:
  ColumnSummary* summaries_ = nullptr;
  uint32_t known_ = 0;  // a bit for each column
  OrderScratch order_;
};

}  // namespace ringside
