#pragma once
#pragma GCC optimize("fp-contract=off")

#include <stdint.h>

namespace ringside {

/**
 * First-order low-pass: y[n] = y[n-1] + b * (x[n] - y[n-1]), b in Q15 (1 to 32768), 15 fraction bits in the state.
 * It starts at the first sample. The cut-off is about b * rate / (2 * pi) for small b.
 */
class LowPass {
 public:
  explicit LowPass(uint16_t b_q15 = 32768) : b_q15_(b_q15) {}

  void reset() { started_ = false; }

  int16_t push(int16_t sample) {
    const int64_t target = static_cast<int64_t>(sample) * 32768;
    if (!started_) {
      started_ = true;
      state_ = target;
    } else {
      state_ += (target - state_) * b_q15_ >> 15;
    }
    return static_cast<int16_t>((state_ + 16384) >> 15);
  }

 private:
  uint16_t b_q15_;
  bool started_ = false;
  int64_t state_ = 0;
};

/**
 * Compat: one step of the filter that shipped packs call "high pass". It is a low-pass without fraction bits:
 * y = y_prev + trunc(alpha * (x - y_prev)). The first sample only sets y_prev.
 */
inline int16_t shipped_low_pass_step(int16_t previous, int16_t sample, float alpha) {
  const int32_t difference = static_cast<int32_t>(sample) - previous;
  return static_cast<int16_t>(previous + static_cast<int32_t>(alpha * static_cast<float>(difference)));
}

}  // namespace ringside
