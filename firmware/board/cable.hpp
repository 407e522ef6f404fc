#pragma once

#include <Arduino.h>

#include "../core/byte_sink.hpp"

namespace ringside {
namespace glove {

/** The USB serial port. What is written while nobody has it open is dropped: it would stop the glove. */
class Cable final : public ByteSink {
 public:
  /** USB does not care about the number; other ports of ours run at it. */
  void begin() { Serial.begin(460800); }

  void write(const uint8_t* bytes, size_t count) override {
    if (Serial) Serial.write(bytes, count);
  }

  /** All that the host has said since. */
  template <class Glove>
  void listen(Glove& glove) {
    while (Serial.available() > 0) glove.hear(static_cast<uint8_t>(Serial.read()));
  }
};

}  // namespace glove
}  // namespace ringside
