#pragma once

#include <Arduino.h>

#include "../core/battery.hpp"

namespace ringside {
namespace glove {

/**
 * The board has no way to its battery's voltage. A glove whose battery is on a pin through a divider of two equal
 * resistors says so with `#define RINGSIDE_BATTERY_PIN A0`; else the level is not known.
 */
inline int32_t read_battery_thousandths() {
#ifdef RINGSIDE_BATTERY_PIN
  analogReadResolution(12);
  // 3.3 V reference, 12 bits, halved by the divider.
  return battery_thousandths(static_cast<int32_t>(analogRead(RINGSIDE_BATTERY_PIN)) * 6600 / 4095);
#else
  return -1;
#endif
}

}  // namespace glove
}  // namespace ringside
