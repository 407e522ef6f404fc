#pragma once
#pragma GCC optimize("fp-contract=off")

#include <stdint.h>

#include "../base/integer.hpp"

namespace ringside {

/**
 * First-order high-pass: y[n] = a * (y[n-1] + x[n] - x[n-1]), a in Q15 (0 to 32767), 15 fraction bits in the state.
 * The first output is 0. The cut-off is about (1 - a) * rate / (2 * pi) for a near one.
 */
class HighPass {
 public:
  explicit HighPass(uint16_t a_q15 = 0) : a_q15_(a_q15) {}

  void reset() { started_ = false; }

  int16_t push(int16_t sample) {
    if (!started_) {
      started_ = true;
      state_ = 0;
    } else {
      const int64_t step = (static_cast<int64_t>(sample) - previous_) * 32768;
      state_ = (state_ + step) * a_q15_ >> 15;
    }
    previous_ = sample;
    // The state stays within 17 bits and a fraction: every step shrinks it by a and adds at most 65535.
    const int64_t rounded = (state_ + 16384) >> 15;
    if (rounded > INT16_MAX) return INT16_MAX;
    if (rounded < INT16_MIN) return INT16_MIN;
    return static_cast<int16_t>(rounded);
  }

 private:
  uint16_t a_q15_;
  bool started_ = false;
  int16_t previous_ = 0;
  int64_t state_ = 0;
};

}  // namespace ringside
