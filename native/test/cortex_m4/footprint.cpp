// The boxing reference as a firmware would hold it, on made-up motion: one burst every three seconds. The plugin counts the
// instructions between the marks; the return value is 0 if it decided, and RAM and stack are printed by `report`.
#include <stdint.h>

#ifdef RINGSIDE_NOTHING
int main() { return 0; }
#else

#include "boxing_parts.hpp"

#include "../../pack/on_board.hpp"

#include "../../engine/pipeline/pipeline.hpp"

extern "C" {
__attribute__((noinline)) void mark_begin() { __asm__ volatile(""); }
__attribute__((noinline)) void mark_sample() { __asm__ volatile("nop"); }
__attribute__((noinline)) void mark_decision() { __asm__ volatile("nop; nop"); }
}

namespace {

alignas(4) const uint8_t descriptor[] = {
#include RINGSIDE_BOXING
};

ringside::Pipeline pipeline;
uint64_t arena[700];

uint32_t run() {
  uint32_t decisions = 0;
  uint32_t seed = 1;
  mark_begin();
  mark_sample();
  for (uint32_t i = 0; i < 20000; ++i) {
    int16_t frame[6];
    for (int16_t& sample : frame) {
      seed = seed * 1664525u + 1013904223u;
      const int32_t noise = static_cast<int32_t>(seed >> 16) - 32768;
      sample = static_cast<int16_t>(i % 360u < 30u ? noise : noise / 128);
    }
    ringside::Decision decision;
    mark_begin();
    const bool decided = pipeline.push(frame, decision);
    if (decided) {
      mark_decision();
      ++decisions;
    } else {
      mark_sample();
    }
  }
  return decisions;
}

}  // namespace

int main() {
  const PaintedStack stack(static_cast<uint32_t*>(__builtin_frame_address(0)));
  if (pipeline.load(descriptor, sizeof descriptor) != ringside::Status::ok) return 2;
  if (pipeline.attach(arena, sizeof arena) != ringside::Status::ok) return 3;
  const uint32_t decisions = run();
  say("decisions", decisions);
  say("descriptor", sizeof descriptor);
  say("pipeline", sizeof pipeline);
  say("arena", static_cast<uint32_t>(pipeline.arena_size()));
  say("stack", stack.deepest());
  return decisions > 0 ? 0 : 4;
}

#endif
