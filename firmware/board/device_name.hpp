#pragma once

#include <nrf.h>

#include "../core/json_writer.hpp"

namespace ringside {
namespace glove {

/** `Ringside L 3F9C`: the hand, where it is known, and the end of the chip's own number. */
class DeviceName {
 public:
  explicit DeviceName(Text hand) {
    append("Ringside ");
    if (hand.length > 0) {
      letters_[used_++] = hand.begin[0] == 'l' ? 'L' : 'R';
      letters_[used_++] = ' ';
    }
    const uint32_t number = NRF_FICR->DEVICEADDR[0];
    for (int shift = 12; shift >= 0; shift -= 4) letters_[used_++] = "0123456789ABCDEF"[(number >> shift) & 15u];
    letters_[used_] = '\0';
  }
  const char* text() const { return letters_; }

 private:
  void append(const char* words) {
    while (*words != '\0') letters_[used_++] = *words++;
  }
  char letters_[20];
  uint32_t used_ = 0;
};

}  // namespace glove
}  // namespace ringside
