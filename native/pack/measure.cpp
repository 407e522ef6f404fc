// What a pack costs on the glove's core. RINGSIDE_PACK is the header, RINGSIDE_PART the recognizer.
// With RINGSIDE_NOTHING it is the program that the others are compared with: the same, without a pack. With RINGSIDE_FRAMES
// (a file of numbers) it runs them: the emulator's plugin counts instructions between the marks, and RAM and stack are said
// over semihosting.
#include <stdint.h>

#ifdef RINGSIDE_NOTHING
int main() { return 0; }
#else

#include RINGSIDE_PACK

#include "on_board.hpp"

extern "C" {
__attribute__((noinline)) void mark_begin() { __asm__ volatile(""); }
__attribute__((noinline)) void mark_sample() { __asm__ volatile("nop"); }
__attribute__((noinline)) void mark_decision() { __asm__ volatile("nop; nop"); }
}

static RINGSIDE_PART recognizer;

#ifndef RINGSIDE_FRAMES
int main() {
  static volatile int16_t frame[RINGSIDE_COLUMNS];
  int16_t copy[RINGSIDE_COLUMNS];
  for (int i = 0; i < RINGSIDE_COLUMNS; ++i) copy[i] = frame[i];
  return recognizer.begin() && recognizer.push(copy) ? recognizer.result().class_number : 0;
}
#else

static const int16_t frames[][RINGSIDE_COLUMNS] = {
#include RINGSIDE_FRAMES
};

static uint32_t run() {
  uint32_t decisions = 0;
  mark_begin();
  mark_sample();
  for (const int16_t* frame = frames[0]; frame < frames[0] + sizeof frames / 2; frame += RINGSIDE_COLUMNS) {
    mark_begin();
    const bool decided = recognizer.push(frame);
    if (decided) {
      mark_decision();
      ++decisions;
    } else {
      mark_sample();
    }
  }
  return decisions;
}

int main() {
  const PaintedStack stack(static_cast<uint32_t*>(__builtin_frame_address(0)));
  if (!recognizer.begin()) return 2;
  const uint32_t decisions = run();
  say("decisions", decisions);
  say("object", sizeof recognizer);
  say("stack", stack.deepest());
  return 0;
}
#endif
#endif
