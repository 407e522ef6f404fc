#pragma once

#include <stdint.h>

/** What a program on the emulated board says of itself. No stdio: its own stack would count. */

/** One line to the host, over semihosting: a name and a number. */
inline void say(const char* name, uint32_t value) {
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

/** The stack below a frame, painted, so that it can be seen afterwards how deep it was used. */
class PaintedStack {
 public:
  explicit PaintedStack(uint32_t* frame) : frame_(frame), bottom_(frame - own - room) {
    for (volatile uint32_t* word = bottom_; word < frame_ - own; ++word) *word = paint;
  }

  /** Bytes from the frame down to the deepest word that was written since. */
  uint32_t deepest() const {
    const volatile uint32_t* lowest = bottom_;
    while (*lowest == paint) ++lowest;
    return static_cast<uint32_t>(frame_ - lowest) * 4u;
  }

 private:
  static constexpr uint32_t paint = 0xa5a5a5a5u;
  /** Words that are looked at, and those that the frame itself and this constructor may be using. */
  static constexpr uint32_t room = 2048;
  static constexpr uint32_t own = 64;

  uint32_t* const frame_;
  uint32_t* const bottom_;
};
