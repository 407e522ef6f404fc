#pragma once
#pragma GCC optimize("fp-contract=off")

#include <stdint.h>

#include "../base/integer.hpp"
#include "../signal/ring.hpp"

namespace ringside {

/** What the threshold segmenters measure over their short window (spec/pipeline.md section 1.0). */
enum class StatisticSpace : uint8_t { standard_deviation, variance, sum, absolute_sum, absolute_average };
constexpr uint8_t statistic_space_count = 5;

/** Which side of the threshold passes; equality passes on both sides. */
enum class Comparison : uint8_t { at_least, at_most };

/**
 * A threshold in sample units (for variance: squared), with 8 fraction bits, so that it is compared exactly.
 * 2^38 is the largest that means anything: the variance of a full-scale square wave.
 */
typedef int64_t ThresholdQ8;

/** A statistic over the newest `width` samples of one column, kept up to date in O(1) and compared without rounding. */
class WindowStatistic {
 public:
  /** One second at 1 kHz; beyond it the exact comparison could leave 64 bits. */
  static constexpr uint32_t width_limit = 1024;

  void configure(uint32_t column, StatisticSpace space, uint32_t width) {
    column_ = column;
    space_ = space;
    width_ = width;
    clear();
  }

  void clear() {
    sum_ = 0;
    squares_ = 0;
    absolute_ = 0;
  }

  /** Takes the newest sample of the ring. Call once after every push; the ring's history must reach back `width`. */
  void update(const SampleRing& ring) {
    const uint32_t newest = ring.count() - 1u;
    add(ring.at(column_, newest), 1);
    if (newest >= width_) add(ring.at(column_, newest - width_), -1);
  }

  /** The exact comparison. */
  bool passes(Comparison comparison, ThresholdQ8 threshold) const {
    const int64_t n = width_;
    switch (space_) {
      case StatisticSpace::standard_deviation:
        return deviation_passes(comparison, threshold);
      case StatisticSpace::variance:
        // key / n^2 against threshold / 256. Dividing the key keeps the product inside 64 bits: whole and rest apart.
        return fraction_passes(comparison, static_cast<int64_t>(key()), n * n, threshold);
      case StatisticSpace::sum:
        return compare(comparison, sum_ * 256, threshold);
      case StatisticSpace::absolute_sum:
        return compare(comparison, absolute_ * 256, threshold);
      case StatisticSpace::absolute_average:
        return fraction_passes(comparison, absolute_, n, threshold);
    }
    return false;
  }

  /** Compat: the statistic as shipped device code holds it, cut to an integer before it is compared. */
  int64_t truncated() const {
    const uint64_t n = width_;
    switch (space_) {
      case StatisticSpace::standard_deviation:
        return integer_sqrt(key() / (n * n));
      case StatisticSpace::variance:
        return static_cast<int64_t>(key() / (n * n));
      case StatisticSpace::sum:
        return sum_;
      case StatisticSpace::absolute_sum:
        return absolute_;
      case StatisticSpace::absolute_average:
        return absolute_ / static_cast<int64_t>(n);
    }
    return 0;
  }

  static bool compare(Comparison comparison, int64_t value, int64_t threshold) {
    return comparison == Comparison::at_least ? value >= threshold : value <= threshold;
  }

 private:
  void add(int16_t sample, int64_t sign) {
    const int64_t x = sample;
    sum_ += sign * x;
    squares_ += sign * x * x;
    absolute_ += sign * magnitude_of(sample);
  }

  /** n * sum(x^2) - sum(x)^2, which is n^2 times the variance: at most 2^20 * 2^30. */
  uint64_t key() const { return static_cast<uint64_t>(static_cast<int64_t>(width_) * squares_ - sum_ * sum_); }

  /** sqrt(key) / n against t / 256, squared: 65536 * key against (t * n)^2. */
  bool deviation_passes(Comparison comparison, ThresholdQ8 threshold) const {
    if (threshold < 0) return comparison == Comparison::at_least;
    // A deviation never exceeds 32768; a larger threshold is only ever undercut.
    if (threshold > 32768 * 256) return comparison == Comparison::at_most;
    // t * n is below 2^34, so its square needs 68 bits: split it as high * 2^8 + low.
    const uint64_t product = static_cast<uint64_t>(threshold) * width_;
    const uint64_t high = product >> 8;
    const uint64_t low = product & 255u;
    const uint64_t rest = high * low * 512u + low * low;
    const uint64_t whole = high * high + (rest >> 16);
    const bool exact = (rest & 0xffffu) == 0;
    if (comparison == Comparison::at_least) return exact ? key() >= whole : key() > whole;
    return key() <= whole;
  }

  /** value / divisor against t / 256, for value >= 0. */
  static bool fraction_passes(Comparison comparison, int64_t value, int64_t divisor, ThresholdQ8 threshold) {
    const int64_t whole = value / divisor;
    const int64_t rest = (value % divisor) * 256;
    // value / divisor * 256 = whole * 256 + rest / divisor
    const int64_t floor_q8 = whole * 256 + rest / divisor;
    if (comparison == Comparison::at_least) return floor_q8 >= threshold;
    return floor_q8 < threshold || (floor_q8 == threshold && rest % divisor == 0);
  }

  uint32_t column_ = 0;
  StatisticSpace space_ = StatisticSpace::standard_deviation;
  uint32_t width_ = 1;
  int64_t sum_ = 0;
  int64_t squares_ = 0;
  int64_t absolute_ = 0;
};

}  // namespace ringside
