#pragma once

#include <stdint.h>

namespace ringside {
namespace glove {

/**
 * The sensor's own period, measured by counting its samples, for the one question that a FIFO without a counter leaves
 * open: how many samples were made since it was last empty. Right to one sample in an interval of a second.
 */
class SampleClock {
 public:
  explicit SampleClock(uint32_t rate_hz) : nominal_us_(1000000.0f / static_cast<float>(rate_hz)) {}

  void restart(uint32_t now_us) {
    emptied_us_ = now_us;
    span_us_ = 0;
    rows_ = 0;
  }

  /** All samples up to now were read: these many since the last time. */
  void emptied(uint32_t rows, uint32_t now_us) {
    if (rows_ < enough_rows) {
      span_us_ += now_us - emptied_us_;
      rows_ += rows;
    }
    emptied_us_ = now_us;
  }

  /** The FIFO ran over, and these many are left in it: how many were made and overwritten. At least one. */
  uint32_t overwritten(uint32_t left, uint32_t now_us) {
    const float made = static_cast<float>(now_us - emptied_us_) / period_us() + 0.5f;
    emptied_us_ = now_us;
    return made < static_cast<float>(left) + 1.5f ? 1 : static_cast<uint32_t>(made) - left;
  }

  float period_us() const {
    return rows_ < enough_rows ? nominal_us_ : static_cast<float>(span_us_) / static_cast<float>(rows_);
  }

 private:
  /** Four seconds at 119 Hz: a row more or less at the ends is 0.2 %. */
  static constexpr uint32_t enough_rows = 500;
  float nominal_us_;
  uint32_t emptied_us_ = 0;
  uint32_t span_us_ = 0;
  uint32_t rows_ = 0;
};

}  // namespace glove
}  // namespace ringside
