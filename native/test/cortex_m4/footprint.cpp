// The boxing reference as a firmware would hold it, on made-up motion: one burst every three seconds. The plugin counts the
// instructions between the marks; the return value is 0 if it decided, and RAM and stack are printed by `report`.
#include <stdint.h>

#ifdef RINGSIDE_NOTHING
int main() { return 0; }
#else

#include "boxing_parts.hpp"

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
constexpr uint32_t stack_room = 4096;
constexpr uint32_t paint = 0xa5a5a5a5u;

/** One line to the host, over semihosting: no stdio in this firmware. */
void say(const char* name, uint32_t value) {
  char text[48];
  uint32_t length = 0;
  while (*name != 0) text[length++] = *name++;
  text[length++] = ' ';
  char digits[10];
  uint32_t count = 0;
  do {
    digits[count++] = static_cast<char>('0' + value % 10u);
    value /= 10u;
  } while (value > 0);
  while (count > 0) text[length++] = digits[--count];
  text[length++] = '\n';
  text[length] = 0;
  register int operation __asm__("r0") = 0x04;
  register const char* argument __asm__("r1") = text;
  __asm__ volatile("bkpt 0xAB" : "+r"(operation) : "r"(argument) : "memory");
}

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
  uint32_t* const here = static_cast<uint32_t*>(__builtin_frame_address(0)) - 64;
  uint32_t* const bottom = here - stack_room / 4u;
  for (volatile uint32_t* word = bottom; word < here; ++word) *word = paint;
  if (pipeline.load(descriptor, sizeof descriptor) != ringside::Status::ok) return 2;
  if (pipeline.attach(arena, sizeof arena) != ringside::Status::ok) return 3;
  const uint32_t decisions = run();
  const volatile uint32_t* lowest = bottom;
  while (*lowest == paint) ++lowest;
  say("decisions", decisions);
  say("descriptor", sizeof descriptor);
  say("pipeline", sizeof pipeline);
  say("arena", static_cast<uint32_t>(pipeline.arena_size()));
  say("stack", static_cast<uint32_t>(here + 64 - lowest) * 4u);
  return decisions > 0 ? 0 : 4;
}

#endif
