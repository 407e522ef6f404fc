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
    taken_ = 0;
    interrupted_ = false;
  }

  /** These many samples are accounted for since the last time, and these many wait still. */
  void read(uint32_t rows, uint32_t left, uint32_t now_us) {
    taken_ += rows;
    if (left > 0) return;
    if (!interrupted_ && rows_ < enough_rows) {
      span_us_ += now_us - emptied_us_;
      rows_ += taken_;
    }
    emptied(now_us);
    interrupted_ = false;
  }

  /** The FIFO ran over, and these many are left in it: how many were made and overwritten. At least one. */
  uint32_t overwritten(uint32_t left, uint32_t now_us) {
    const float made = static_cast<float>(now_us - emptied_us_) / period_us() + 0.5f;
    emptied(now_us);
    interrupted_ = true;
    return made < static_cast<float>(left) + 1.5f ? 1 : static_cast<uint32_t>(made) - left;
  }

  float period_us() const {
    return rows_ < enough_rows ? nominal_us_ : static_cast<float>(span_us_) / static_cast<float>(rows_);
  }

 private:
  /** Four seconds at 119 Hz: a row more or less at the ends is 0.2 %. */
  static constexpr uint32_t enough_rows = 500;

  void emptied(uint32_t now_us) {
    emptied_us_ = now_us;
    taken_ = 0;
  }

  float nominal_us_;
  uint32_t emptied_us_ = 0;
  uint32_t span_us_ = 0;
  uint32_t rows_ = 0;
  uint32_t taken_ = 0;
  /** The time since says nothing about the rate: it began with a FIFO that had run over. */
  bool interrupted_ = false;
};

}  // namespace glove
}  // namespace ringside
