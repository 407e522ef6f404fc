#pragma once

#include <Arduino.h>
#include <Wire.h>

#include "../core/motion_sensor.hpp"

namespace ringside {
namespace glove {

/** A chip on the board's inner I2C bus. */
class WireBus final : public RegisterBus {
 public:
  WireBus(TwoWire& wire, uint8_t address) : wire_(wire), address_(address) {}

  bool read(uint8_t first, uint8_t* bytes, uint32_t count) override {
    wire_.beginTransmission(address_);
    wire_.write(first);
    if (wire_.endTransmission(false) != 0) return false;
    if (wire_.requestFrom(address_, static_cast<size_t>(count)) != count) return false;
    for (uint32_t i = 0; i < count; ++i) bytes[i] = static_cast<uint8_t>(wire_.read());
    return true;
  }

  bool write(uint8_t at, uint8_t value) override {
    wire_.beginTransmission(address_);
    wire_.write(at);
    wire_.write(value);
    return wire_.endTransmission() == 0;
  }

 private:
  TwoWire& wire_;
  uint8_t address_;
};

}  // namespace glove
}  // namespace ringside
