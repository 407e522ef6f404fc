#pragma once
#pragma GCC optimize("fp-contract=off")

#include "pipeline.hpp"

namespace ringside {

/** Pushes `count` frames that lie one after the other and calls sink(decision) for each decision: batch is a loop. */
template <class Sink>
void feed(Pipeline& pipeline, const int16_t* frames, size_t count, Sink sink) {
  const uint32_t columns = pipeline.input_columns();
  Decision decision;
  for (size_t i = 0; i < count; ++i) {
    if (pipeline.push(frames + i * columns, decision)) sink(decision);
  }
}

}  // namespace ringside
