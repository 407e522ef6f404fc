#pragma once

#include <Arduino.h>

/** The I2C buses. The sensors of the Nano 33 BLE Sense are on the second. */
class TwoWire {
 public:
  explicit TwoWire(int number) : number_(number) {}
  void begin();
  void setClock(uint32_t hz);
  void beginTransmission(uint8_t address);
  size_t write(uint8_t byte);
  /** 0: acknowledged. */
  uint8_t endTransmission(bool stop = true);
  size_t requestFrom(uint8_t address, size_t count);
  int read();

 private:
  int number_;
};
extern TwoWire Wire;
extern TwoWire Wire1;
