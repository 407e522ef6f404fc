#pragma once

#include <stdint.h>

#include <array>
#include <vector>

typedef std::array<int16_t, 6> MotionRow;

/** What the glove does: rows that were given, then a quiet pattern; and a record of each one that a sensor took. */
class Motion {
 public:
  std::vector<MotionRow> given;
  std::vector<MotionRow> sampled;
  /** True rate by nominal rate: no sensor keeps its own exactly. */
  double speed = 1.0;

  /** The next sample. The first column of the pattern counts, so that each row can be told from its neighbours. */
  MotionRow next() {
    const size_t i = sampled.size();
    const int16_t number = static_cast<int16_t>(i & 0x7fff);
    const MotionRow row = i < given.size() ? given[i] : MotionRow{{number, static_cast<int16_t>(-number), 2048, -1, static_cast<int16_t>(i % 7), 300}};
    sampled.push_back(row);
    return row;
  }
};

/** When samples are due, from the moment a sensor was switched on. */
class SampleTimes {
 public:
  void start(double now_us, double rate_hz) {
    period_us_ = 1e6 / rate_hz;
    next_us_ = now_us + period_us_;
  }
  bool due(double now_us) {
    if (period_us_ == 0 || next_us_ > now_us) return false;
    next_us_ += period_us_;
    return true;
  }
  void stop() { period_us_ = 0; }
  bool running() const { return period_us_ > 0; }

 private:
  double period_us_ = 0;
  double next_us_ = 0;
};
