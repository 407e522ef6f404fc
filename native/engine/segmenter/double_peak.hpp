#pragma once
#pragma GCC optimize("fp-contract=off")

#include "../base/status.hpp"
#include "../signal/ring.hpp"

namespace ringside {

/** Levels in sample units, distances in samples. */
struct DoublePeakSettings {
  uint32_t column;
  int32_t twist;       // a peak is a dip below this level
  int32_t end_twist;   // and ends when the signal is above this one again
  int32_t last_twist;  // the recording ends when the signal is below this level
  uint32_t longest;
  uint32_t nearest;   // least distance of the two peaks
  uint32_t farthest;  // greatest distance of the two peaks
};

/**
 * Two dips in a row are the key that starts a recording; the recording is the segment. A recording that grows past
 * `longest` is dropped (spec/pipeline.md section 1.7).
 */
class DoublePeak {
 public:
  typedef DoublePeakSettings Settings;

  static Status check(const Settings& s, uint32_t columns) {
    if (s.column >= columns) return Status::bad_column;
    const bool sane = s.longest >= 1 && s.longest <= 16384 && s.nearest <= s.farthest && s.farthest <= 16384;
    return sane ? Status::ok : Status::bad_segmenter;
  }

  static uint32_t history(const Settings& s) { return s.longest + 1u; }

  void configure(const Settings& settings) {
    settings_ = settings;
    reset();
  }

  void reset() { state_ = State::quiet; }

  bool step(const SampleRing& ring, Segment& out) {
    const uint32_t now = ring.count() - 1u;
    const int32_t value = ring.at(settings_.column, now);
    const uint32_t age = now - first_;
    switch (state_) {
      case State::quiet:
        if (value > settings_.twist) state_ = State::search_first;
        break;
      case State::search_first:
        if (value < settings_.twist) {
          state_ = State::first_peak;
          first_ = now;
        }
        break;
      case State::first_peak:
        if (value > settings_.end_twist) {
          state_ = State::search_second;
        } else if (age > settings_.farthest) {
          state_ = State::quiet;
        }
        break;
      case State::search_second:
        if (value < settings_.twist) {
          state_ = age < settings_.nearest ? State::quiet : State::second_peak;
        } else if (age > settings_.farthest) {
          state_ = State::quiet;
        }
        break;
      case State::second_peak:
        if (value > settings_.end_twist) {
          state_ = State::record;
          begin_ = now;
        }
        if (age > 4u * settings_.nearest) state_ = State::quiet;
        break;
      case State::record:
        if (now - begin_ > settings_.longest) {
          state_ = State::quiet;
        } else if (value < settings_.last_twist) {
          out = Segment{begin_, now};
          state_ = State::quiet;
          return true;
        }
        break;
    }
    return false;
  }

  bool triggered() const { return state_ == State::record; }

 private:
  enum class State : uint8_t { quiet, search_first, first_peak, search_second, second_peak, record };

  Settings settings_{};
  State state_ = State::quiet;
  uint32_t first_ = 0;
  uint32_t begin_ = 0;
};

}  // namespace ringside
