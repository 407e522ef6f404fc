#pragma once

#include <stdint.h>

namespace ringside {
namespace glove {

/**
 * How full a lithium cell is, in thousandths, by its voltage at rest. Straight lines between points of the usual discharge
 * curve of a lithium polymer cell at room temperature: an estimate, within some 10 %.
 */
inline int32_t battery_thousandths(int32_t millivolts) {
  static const struct {
    int32_t millivolts, thousandths;
  } curve[] = {{3300, 0}, {3600, 50}, {3690, 150}, {3750, 300}, {3800, 450}, {3870, 600}, {3950, 750}, {4050, 900}, {4200, 1000}};
  constexpr uint32_t points = sizeof curve / sizeof curve[0];
  if (millivolts <= curve[0].millivolts) return 0;
  for (uint32_t i = 1; i < points; ++i) {
    if (millivolts > curve[i].millivolts) continue;
    const int32_t run = curve[i].millivolts - curve[i - 1].millivolts;
    const int32_t rise = curve[i].thousandths - curve[i - 1].thousandths;
    return curve[i - 1].thousandths + (millivolts - curve[i - 1].millivolts) * rise / run;
  }
  return 1000;
}

}  // namespace glove
}  // namespace ringside
