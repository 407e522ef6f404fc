#pragma once

#include "config.hpp"

namespace ringside {
namespace glove {

/** Says the configuration on the cable, once a second, one line each. */
class Announcer {
 public:
  explicit Announcer(ByteSink& serial) : serial_(serial) {}

  void poll(uint32_t now_us, const GloveConfig& config) {
    if (said_ && now_us - last_us_ < 1000000u) return;
    said_ = true;
    last_us_ = now_us;
    write_config(text_, config, Wire::serial);
    serial_.write(text_.bytes(), text_.size());
    serial_.write(reinterpret_cast<const uint8_t*>("\r\n"), 2);
  }

 private:
  ByteSink& serial_;
  ConfigText text_;
  uint32_t last_us_ = 0;
  bool said_ = false;
};

}  // namespace glove
}  // namespace ringside
