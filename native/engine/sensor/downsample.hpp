#pragma once
#pragma GCC optimize("fp-contract=off")

#include <stdint.h>

namespace ringside {

/** One sample for every `factor` (1 to 32): their mean, truncated toward zero. An incomplete group gives nothing. */
class DownsampleAverage {
 public:
  explicit DownsampleAverage(uint32_t factor = 1) : factor_(factor) {}

  void reset() {
    taken_ = 0;
    sum_ = 0;
  }

  /** Takes a sample. True when `output` holds a new one. */
  bool push(int16_t sample) {
    sum_ += sample;
    if (++taken_ < factor_) return false;
    output_ = static_cast<int16_t>(sum_ / static_cast<int32_t>(factor_));
    reset();
    return true;
  }

  int16_t output() const { return output_; }

 private:
  uint32_t factor_;
  uint32_t taken_ = 0;
  int32_t sum_ = 0;
  int16_t output_ = 0;
};

/** The last of every `factor` (1 to 32) samples. */
class DownsampleDecimate {
 public:
  explicit DownsampleDecimate(uint32_t factor = 1) : factor_(factor) {}

  void reset() { taken_ = 0; }

  /** Takes a sample. True when `output` holds a new one. */
  bool push(int16_t sample) {
    output_ = sample;
    if (++taken_ < factor_) return false;
    taken_ = 0;
    return true;
  }

  int16_t output() const { return output_; }

 private:
  uint32_t factor_;
  uint32_t taken_ = 0;
  int16_t output_ = 0;
};

}  // namespace ringside
