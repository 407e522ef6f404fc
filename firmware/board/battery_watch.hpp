#pragma once

#include "radio.hpp"

namespace ringside {
namespace glove {

/** Looks at the battery every half minute, and tells the glove and the radio. */
class BatteryWatch {
 public:
  template <class Glove>
  void poll(uint32_t now_ms, Glove& glove, Radio& radio) {
    if (now_ms - last_ms_ < 30000u) return;
    last_ms_ = now_ms;
    const int32_t level = read_battery_thousandths();
    if (level < 0) return;
    glove.set_battery(level);
    radio.publish(glove.config());
  }

 private:
  uint32_t last_ms_ = 0;
};

}  // namespace glove
}  // namespace ringside
