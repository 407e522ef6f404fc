#pragma once
#pragma GCC optimize("fp-contract=off")

#include "../base/status.hpp"
#include "../signal/ring.hpp"
#include "window_statistic.hpp"

namespace ringside {

/** One end of a General Threshold segment: the statistic of a column over `width` samples, against a threshold. */
struct ThresholdRule {
  uint32_t column;
  StatisticSpace space;
  Comparison comparison;
  ThresholdQ8 threshold;
};

/** Segments of `shortest` to `longest` samples, from where `start` passes to where `stop` does. shortest > width. */
struct GeneralThresholdSettings {
  ThresholdRule start;
  ThresholdRule stop;
  uint32_t width;
  uint32_t shortest;
  uint32_t longest;
  bool drop_over;     // discard a segment that reaches `longest` without a stop
  bool keep_partial;  // report what is open at the end of a capture, see `flush`
};

/** Max Min Threshold is General Threshold with one column and space: start when high, stop when quiet. */
inline GeneralThresholdSettings max_min_threshold(uint32_t column, StatisticSpace space, ThresholdQ8 high,
                                                  ThresholdQ8 quiet, uint32_t width, uint32_t shortest,
                                                  uint32_t longest) {
  return GeneralThresholdSettings{ThresholdRule{column, space, Comparison::at_least, high},
                                  ThresholdRule{column, space, Comparison::at_most, quiet},
                                  width,
                                  shortest,
                                  longest,
                                  false,
                                  false};
}

/**
 * Begins at the first sample b where `start` passes over [b, b + width); ends at the first e >= b + shortest where
 * `stop` passes over [e - width, e), at the latest at b + longest (spec/pipeline.md section 1.5).
 */
class GeneralThreshold {
 public:
  typedef GeneralThresholdSettings Settings;

  static Status check(const Settings& s, uint32_t columns) {
    if (s.start.column >= columns || s.stop.column >= columns) return Status::bad_column;
    const bool sane = s.width >= 1 && s.width <= WindowStatistic::width_limit && s.shortest > s.width &&
                      s.longest >= s.shortest && s.longest <= 16384 && rule_sane(s.start) && rule_sane(s.stop);
    return sane ? Status::ok : Status::bad_segmenter;
  }

  static uint32_t history(const Settings& s) { return s.longest; }

  void configure(const Settings& settings) {
    settings_ = settings;
    start_.configure(settings.start.column, settings.start.space, settings.width);
    stop_.configure(settings.stop.column, settings.stop.space, settings.width);
    reset();
  }

  void reset() {
    start_.clear();
    stop_.clear();
    open_ = false;
    begin_ = 0;
  }

  bool step(const SampleRing& ring, Segment& out) {
    start_.update(ring);
    stop_.update(ring);
    const uint32_t count = ring.count();
    if (!open_ && count - begin_ >= settings_.width) {
      if (start_.passes(settings_.start.comparison, settings_.start.threshold)) {
        open_ = true;
      } else {
        ++begin_;
      }
    }
    if (!open_ || count - begin_ < settings_.shortest) return false;
    const bool stopped = stop_.passes(settings_.stop.comparison, settings_.stop.threshold);
    const bool full = count - begin_ == settings_.longest;
    if (!stopped && !full) return false;
    out = Segment{begin_, count};
    begin_ = count;
    open_ = false;
    return stopped || !settings_.drop_over;
  }

  /** The end of a capture: with keep_partial, the open segment if it has the shortest length. */
  bool flush(const SampleRing& ring, Segment& out) {
    const uint32_t count = ring.count();
    if (!settings_.keep_partial || !open_ || count - begin_ < settings_.shortest) return false;
    out = Segment{begin_, count};
    begin_ = count;
    open_ = false;
    return true;
  }

  bool triggered() const { return open_; }

 private:
  static bool rule_sane(const ThresholdRule& rule) {
    return static_cast<uint8_t>(rule.space) < statistic_space_count && static_cast<uint8_t>(rule.comparison) <= 1;
  }

  Settings settings_{};
  WindowStatistic start_;
  WindowStatistic stop_;
  bool open_ = false;
  uint32_t begin_ = 0;
};

}  // namespace ringside
