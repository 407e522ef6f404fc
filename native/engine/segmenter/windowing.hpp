#pragma once
#pragma GCC optimize("fp-contract=off")

#include "../base/status.hpp"
#include "../signal/ring.hpp"

namespace ringside {

/** Consecutive windows of `window` samples whose starts lie `step` samples apart (1 <= step <= window). */
struct WindowingSettings {
  uint32_t window;
  uint32_t step;
};

/** Cuts a stream into windows; a tail shorter than a window is not reported (spec/pipeline.md section 1.1). */
class Windowing {
 public:
  typedef WindowingSettings Settings;

  static Status check(const Settings& s, uint32_t) {
    const bool sane = s.window >= 1 && s.window <= 16384 && s.step >= 1 && s.step <= s.window;
    return sane ? Status::ok : Status::bad_segmenter;
  }

  /** Frames before the newest that must stay readable. */
  static uint32_t history(const Settings& s) { return s.window; }

  void configure(const Settings& settings) {
    settings_ = settings;
    reset();
  }

  void reset() { begin_ = 0; }

  /** Call once after every push to the ring. True when a segment ends with the newest sample. */
  bool step(const SampleRing& ring, Segment& out) {
    if (ring.count() - begin_ < settings_.window) return false;
    out = Segment{begin_, ring.count()};
    begin_ += settings_.step;
    return true;
  }

 private:
  Settings settings_{1, 1};
  uint32_t begin_ = 0;
};

}  // namespace ringside
