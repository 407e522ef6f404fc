#pragma once
#pragma GCC optimize("fp-contract=off")

#include "../base/status.hpp"
#include "../signal/ring.hpp"

namespace ringside {

/** Settings in the terms of a coach; lengths in samples, levels in the sample units of their column. */
struct PunchSettings {
  uint32_t rotation_column;      // norm of the gyroscope
  uint32_t acceleration_column;  // norm of the accelerometer
  int32_t slowest_turn;          // no punch turns the fist slower than this at its fastest
  int32_t weakest_hit;           // no punch shakes the fist less than this
  uint32_t usual_share;          // percent of the person's usual punch that still counts as one; 0: do not adapt
  uint32_t rest;                 // two punches are never closer than this
  uint32_t lead;                 // samples of a segment before the fastest turn
  uint32_t window;               // samples of a segment
};

/**
 * Finds punches of one hand. A punch is where the fist turns fastest: a sample whose rotation is the highest within
 * `rest` samples on both sides, at least `slowest_turn` and at least `usual_share` percent of the person's usual peak.
 * The hardest shake within `rest` samples on both sides must be at least `weakest_hit`, and come `rest` samples or more
 * after that of the punch before. Its segment is [peak - lead, peak - lead + window); a peak in the first `lead` samples of
 * a stream is not reported.
 *
 * Why these rules: on real swings the gyroscope shows one clean hill where the accelerometer rings, and the
 * accelerometer then tells a punch from a turn of the arm. A fist that is pulled back turns fast a second time, but one
 * impact vouches for one punch only. Segments of quick combinations may overlap.
 * The usual peak follows the punches found (a quarter of the way each) and fades by half in some 5700 samples (about a
 * minute at 100 Hz), so that a tired or another person is found again.
 */
class PunchSegmenter {
 public:
  typedef PunchSettings Settings;

  /** Punches that may wait for the end of their segment at the same time. */
  static constexpr uint32_t waiting_limit = 8;

  static Status check(const Settings& s, uint32_t columns) {
    if (s.rotation_column >= columns || s.acceleration_column >= columns) return Status::bad_column;
    const bool sane = s.rest >= 1 && s.rest <= 1024 && s.window >= 1 && s.window <= 16384 && s.lead < s.window &&
                      s.slowest_turn >= 1 && s.slowest_turn <= 32767 && s.weakest_hit >= 0 && s.weakest_hit <= 32767 &&
                      s.usual_share <= 100 && (s.window - s.lead) / s.rest < waiting_limit;
    return sane ? Status::ok : Status::bad_segmenter;
  }

  /** The window, and the neighbourhood of a peak that is judged `rest` samples late. */
  static uint32_t history(const Settings& s) {
    const uint32_t judged = 2u * s.rest + 1u;
    const uint32_t late = s.lead + s.rest + 1u;
    const uint32_t longest = judged > late ? judged : late;
    return s.window > longest ? s.window : longest;
  }

  void configure(const Settings& settings) {
    settings_ = settings;
    reset();
  }

  void reset() {
    rising_ = false;
    usual_q8_ = 0;
    any_hit_ = false;
    waiting_ = 0;
  }

  bool step(const SampleRing& ring, Segment& out) {
    const uint32_t now = ring.count() - 1u;
    usual_q8_ -= usual_q8_ >> 13;
    const int32_t turn = ring.at(settings_.rotation_column, now);
    if (rising_ && turn > height_) {
      height_ = turn;
      peak_ = now;
    } else if (rising_ && now - peak_ >= settings_.rest) {
      rising_ = false;
      if (hits(ring)) accept();
    }
    if (!rising_ && turn >= level() && leads(ring, now, turn)) {
      rising_ = true;
      height_ = turn;
      peak_ = now;
    }
    return report(ring.count(), out);
  }

  /** True while a punch is certain but its segment is not yet complete. */
  bool triggered() const { return waiting_ > 0; }

  /** The rotation that a peak must reach now. */
  int32_t level() const {
    const int32_t share = static_cast<int32_t>((usual_q8_ >> 8) * settings_.usual_share / 100u);
    return share > settings_.slowest_turn ? share : settings_.slowest_turn;
  }

 private:
  /** True if no sample of the last `rest` turned as fast: the tail of the last punch starts no new one. */
  bool leads(const SampleRing& ring, uint32_t now, int32_t turn) const {
    const uint32_t back = now < settings_.rest ? now : settings_.rest;
    for (uint32_t i = 1; i <= back; ++i) {
      if (ring.at(settings_.rotation_column, now - i) >= turn) return false;
    }
    return true;
  }

  /** True if the hardest shake near the peak (the later of two that clip) is hard enough, and not that of the punch before. */
  bool hits(const SampleRing& ring) {
    uint32_t hardest = peak_ < settings_.rest ? 0u : peak_ - settings_.rest;
    for (uint32_t i = hardest + 1u; i <= peak_ + settings_.rest; ++i) {
      if (ring.at(settings_.acceleration_column, i) >= ring.at(settings_.acceleration_column, hardest)) hardest = i;
    }
    if (ring.at(settings_.acceleration_column, hardest) < settings_.weakest_hit) return false;
    if (any_hit_ && hardest < last_hit_ + settings_.rest) return false;
    any_hit_ = true;
    last_hit_ = hardest;
    return true;
  }

  void accept() {
    const uint32_t height_q8 = static_cast<uint32_t>(height_) << 8;
    usual_q8_ = usual_q8_ == 0 ? height_q8 : usual_q8_ - usual_q8_ / 4u + height_q8 / 4u;
    if (peak_ < settings_.lead || waiting_ == waiting_limit) return;
    begins_[waiting_++] = peak_ - settings_.lead;
  }

  bool report(uint32_t count, Segment& out) {
    if (waiting_ == 0 || count - begins_[0] < settings_.window) return false;
    out = Segment{begins_[0], begins_[0] + settings_.window};
    --waiting_;
    for (uint32_t i = 0; i < waiting_; ++i) begins_[i] = begins_[i + 1u];
    return true;
  }

  Settings settings_{};
  bool rising_ = false;
  int32_t height_ = 0;
  uint32_t peak_ = 0;
  uint32_t usual_q8_ = 0;  // the person's usual peak, 8 fraction bits
  bool any_hit_ = false;
  uint32_t last_hit_ = 0;  // where the last punch shook the fist hardest
  uint32_t waiting_ = 0;
  uint32_t begins_[waiting_limit] = {};
};

}  // namespace ringside
