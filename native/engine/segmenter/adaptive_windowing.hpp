#pragma once
#pragma GCC optimize("fp-contract=off")

#include "../base/integer.hpp"
#include "../base/status.hpp"
#include "../signal/ring.hpp"

namespace ringside {

/** Pieces of `shortest` to `longest` samples, cut at the highest sample of any listed column. */
struct AdaptiveWindowingSettings {
  uint8_t columns[8];
  uint32_t column_count;
  uint32_t shortest;
  uint32_t longest;
  int32_t threshold;
  bool absolute;
  bool compat;  // shipped device code: search begins one sample later, the peak must exceed the threshold
};

/**
 * Cuts a stream into adjoining pieces: [b, k + 1) where k is the first sample in [b + shortest, b + longest) with the
 * highest value (of |x| if `absolute`), or [b, b + shortest) if that value is below the threshold. A piece is known
 * when b + longest samples are there (spec/pipeline.md section 1.6).
 */
class AdaptiveWindowing {
 public:
  typedef AdaptiveWindowingSettings Settings;

  static Status check(const Settings& s, uint32_t columns) {
    if (s.column_count < 1 || s.column_count > 8) return Status::bad_segmenter;
    for (uint32_t i = 0; i < s.column_count; ++i) {
      if (s.columns[i] >= columns) return Status::bad_column;
    }
    const bool sane = s.shortest >= 1 && s.longest > s.shortest + 1u && s.longest <= 16384;
    return sane ? Status::ok : Status::bad_segmenter;
  }

  static uint32_t history(const Settings& s) { return s.longest; }

  void configure(const Settings& settings) {
    settings_ = settings;
    reset();
  }

  void reset() {
    begin_ = 0;
    first_ = true;
  }

  bool step(const SampleRing& ring, Segment& out) {
    if (ring.count() - begin_ < settings_.longest) return false;
    const uint32_t from = begin_ + settings_.shortest + (settings_.compat ? 1u : 0u);
    // Shipped code starts its running maximum at 0 once, and lower only after the first piece.
    int32_t highest = settings_.compat ? (first_ ? 0 : -32768) : -32769;
    uint32_t peak = from;
    for (uint32_t i = from; i != begin_ + settings_.longest; ++i) {
      for (uint32_t c = 0; c < settings_.column_count; ++c) {
        const int32_t value = level(ring.at(settings_.columns[c], i));
        if (value > highest) {
          highest = value;
          peak = i;
        }
      }
    }
    const bool high = settings_.compat ? highest > settings_.threshold : highest >= settings_.threshold;
    out = Segment{begin_, high ? peak + 1u : begin_ + settings_.shortest};
    begin_ = out.end;
    first_ = false;
    return true;
  }

 private:
  int32_t level(int16_t sample) const {
    if (!settings_.absolute) return sample;
    // Shipped code wraps |-32768| back to -32768.
    if (settings_.compat && sample == INT16_MIN) return INT16_MIN;
    return magnitude_of(sample);
  }

  Settings settings_{};
  uint32_t begin_ = 0;
  bool first_ = true;
};

}  // namespace ringside
