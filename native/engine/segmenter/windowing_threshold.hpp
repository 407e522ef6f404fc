#pragma once
#pragma GCC optimize("fp-contract=off")

#include "../base/status.hpp"
#include "../signal/ring.hpp"
#include "window_statistic.hpp"

namespace ringside {

/** A fixed length around a trigger: `offset` samples before it are kept. window >= offset + width. */
struct WindowingThresholdSettings {
  uint32_t column;
  uint32_t window;
  uint32_t offset;
  uint32_t width;
  StatisticSpace space;
  Comparison comparison;
  bool compat;  // cut the statistic to an integer before comparing, as shipped device code does
  ThresholdQ8 threshold;
};

/**
 * Reports [t - offset, t - offset + window) for each trigger t, where t is the first sample whose statistic over
 * [t, t + width) passes. Segments never overlap, and the first `offset` samples after a segment cannot be a trigger
 * (spec/pipeline.md section 1.2). The trigger is known as soon as offset + width samples are there: see `triggered`.
 */
class WindowingThreshold {
 public:
  typedef WindowingThresholdSettings Settings;

  static Status check(const Settings& s, uint32_t columns) {
    if (s.column >= columns) return Status::bad_column;
    const bool sane = s.width >= 1 && s.width <= WindowStatistic::width_limit && s.window <= 16384 &&
                      s.offset <= 16384 && s.window >= s.offset + s.width &&
                      static_cast<uint8_t>(s.space) < statistic_space_count && static_cast<uint8_t>(s.comparison) <= 1;
    return sane ? Status::ok : Status::bad_segmenter;
  }

  static uint32_t history(const Settings& s) { return s.window; }

  void configure(const Settings& settings) {
    settings_ = settings;
    statistic_.configure(settings.column, settings.space, settings.width);
    reset();
  }

  void reset() {
    statistic_.clear();
    triggered_ = false;
    begin_ = 0;
  }

  bool step(const SampleRing& ring, Segment& out) {
    statistic_.update(ring);
    const uint32_t count = ring.count();
    if (!triggered_ && count - begin_ >= settings_.offset + settings_.width) {
      if (passes()) {
        triggered_ = true;
      } else {
        ++begin_;
      }
    }
    if (!triggered_ || count - begin_ < settings_.window) return false;
    out = Segment{begin_, count};
    begin_ = count;
    triggered_ = false;
    return true;
  }

  /** True while a segment is certain but not yet complete. */
  bool triggered() const { return triggered_; }

 private:
  bool passes() const {
    if (!settings_.compat) return statistic_.passes(settings_.comparison, settings_.threshold);
    return WindowStatistic::compare(settings_.comparison, statistic_.truncated() * 256, settings_.threshold);
  }

  Settings settings_{};
  WindowStatistic statistic_;
  bool triggered_ = false;
  uint32_t begin_ = 0;  // the candidate: the segment's begin if its trigger passes
};

}  // namespace ringside
