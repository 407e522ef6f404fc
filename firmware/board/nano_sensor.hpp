#pragma once

#include <Arduino_BMI270_BMM150.h>

#include "../core/bmi270.hpp"
#include "../core/lsm9ds1.hpp"
#include "wire_bus.hpp"

namespace ringside {
namespace glove {

/** The motion sensor of a Nano 33 BLE Sense: which one it is, its revision says, and WHO_AM_I says the revision. */
class NanoSensor {
 public:
  /** Call once, in setup. Where no sensor answers, the one of revision 1 stands for it and fails when it is started. */
  MotionSensor& find() {
#ifdef PIN_ENABLE_SENSORS_3V3
    pinMode(PIN_ENABLE_SENSORS_3V3, OUTPUT);
    digitalWrite(PIN_ENABLE_SENSORS_3V3, HIGH);
    pinMode(PIN_ENABLE_I2C_PULLUP, OUTPUT);
    digitalWrite(PIN_ENABLE_I2C_PULLUP, HIGH);
#endif
    // Both chips are ready 100 ms after their supply.
    delay(100);
    Wire1.begin();
    Wire1.setClock(400000);
    if (!Bmi270::is_there(bmi270_bus_)) return lsm9ds1_;
    // Its maker's configuration file is in the board's library and not here.
    IMU.begin();
    Wire1.setClock(400000);
    return bmi270_;
  }

 private:
  WireBus lsm9ds1_bus_{Wire1, Lsm9ds1::address};
  WireBus bmi270_bus_{Wire1, Bmi270::address};
  Lsm9ds1 lsm9ds1_{lsm9ds1_bus_};
  Bmi270 bmi270_{bmi270_bus_};
};

}  // namespace glove
}  // namespace ringside
