#pragma once
#pragma GCC optimize("fp-contract=off")

#include <stdint.h>

namespace ringside {

/** A stretch of a stream, half-open: the first sample number and the one after the last, counted from the last reset. */
struct Segment {
  uint32_t begin;
  uint32_t end;
  uint32_t length() const { return end - begin; }
};

}  // namespace ringside
