#pragma once

#include "led.hpp"

namespace ringside {
namespace glove {

/** A mood that passes by itself: a hit, a loss. */
class PassingMood {
 public:
  explicit PassingMood(uint32_t lasts_us) : lasts_us_(lasts_us) {}
  void begin(uint32_t now_us) {
    since_us_ = now_us;
    on_ = true;
  }
  bool on(uint32_t now_us) {
    if (on_ && now_us - since_us_ >= lasts_us_) on_ = false;
    return on_;
  }

 private:
  uint32_t lasts_us_;
  uint32_t since_us_ = 0;
  bool on_ = false;
};

}  // namespace glove
}  // namespace ringside
