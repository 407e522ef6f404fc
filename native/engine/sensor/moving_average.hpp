#pragma once
#pragma GCC optimize("fp-contract=off")

#include <stddef.h>
#include <stdint.h>

namespace ringside {

/**
 * Centred mean over 2k+1 samples of one column, truncated toward zero (k 1 to 32). The first 2k samples give no
 * output, and output lags input by k samples: delay the other columns by k with `middle`, so that a frame stays one
 * instant.
 */
class MovingAverage {
 public:
  /** int16 values that `attach` needs. */
  static size_t size(uint32_t order) { return 2u * order + 1u; }

  void attach(int16_t* memory, uint32_t order) {
    window_ = memory;
    order_ = order;
    reset();
  }

  void reset() {
    filled_ = 0;
    next_ = 0;
    sum_ = 0;
  }

  /** Takes a sample. True when `mean` and `middle` hold a new output. */
  bool push(int16_t sample) {
    const uint32_t width = 2u * order_ + 1u;
    if (filled_ == width) {
      sum_ -= window_[next_];
    } else {
      ++filled_;
    }
    window_[next_] = sample;
    sum_ += sample;
    next_ = next_ + 1u == width ? 0u : next_ + 1u;
    return filled_ == width;
  }

  int16_t mean() const { return static_cast<int16_t>(sum_ / static_cast<int32_t>(2u * order_ + 1u)); }

  /** The unfiltered sample at the centre of the window: the input of k samples ago. */
  int16_t middle() const {
    const uint32_t place = next_ + order_;
    const uint32_t width = 2u * order_ + 1u;
    return window_[place >= width ? place - width : place];
  }

 private:
  int16_t* window_ = nullptr;
  uint32_t order_ = 1;
  uint32_t filled_ = 0;
  uint32_t next_ = 0;
  int32_t sum_ = 0;
};

}  // namespace ringside
