#pragma once

#include <Arduino.h>

#include "../core/led.hpp"

namespace ringside {
namespace glove {

/** The three-coloured LED of the board, lit by LOW. The power LED goes dark: it costs more than the sensor. */
class Lights {
 public:
  void begin() {
    pinMode(LEDR, OUTPUT);
    pinMode(LEDG, OUTPUT);
    pinMode(LEDB, OUTPUT);
    pinMode(LED_PWR, OUTPUT);
    digitalWrite(LED_PWR, LOW);
    show(Light{true, true, true});
  }

  void show(const Light& light) {
    digitalWrite(LEDR, light.red ? LOW : HIGH);
    digitalWrite(LEDG, light.green ? LOW : HIGH);
    digitalWrite(LEDB, light.blue ? LOW : HIGH);
  }
};

}  // namespace glove
}  // namespace ringside
