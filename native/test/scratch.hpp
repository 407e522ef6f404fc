#pragma once

#include <vector>

#include "../engine/feature/segment_scratch.hpp"

/** The memory that features share, of exactly the size they ask for. */
struct Scratch {
  std::vector<uint64_t> memory;
  ringside::SegmentScratch scratch;

  Scratch(uint32_t columns, uint32_t longest) : memory(ringside::SegmentScratch::size(columns, longest) / 8) {
    ringside::Arena arena(memory.data(), memory.size() * 8);
    scratch.attach(arena, columns, longest);
  }
};
