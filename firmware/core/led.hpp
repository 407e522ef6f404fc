#pragma once

#include <stdint.h>

namespace ringside {
namespace glove {

struct Light {
  bool red, green, blue;
};

/** What the glove shows, the most urgent last (README.md has the table for people). */
enum class Mood : uint8_t { idle, linked, recognising, streaming, hit, lost, no_pack, no_sensor };

/** The light of a mood at a time. Short flashes where the glove may wait long: a lit LED costs more than the sensor. */
inline Light light_of(Mood mood, uint32_t now_ms) {
  const auto flash = [now_ms](uint32_t period, uint32_t lit) { return now_ms % period < lit; };
  switch (mood) {
    case Mood::idle:
      return Light{false, flash(2000, 30), false};
    case Mood::linked:
      return Light{false, false, flash(2000, 30)};
    case Mood::recognising:
      return Light{false, flash(1000, 30), flash(1000, 30)};
    case Mood::streaming:
      return Light{false, false, flash(500, 250)};
    case Mood::hit:
      return Light{false, true, false};
    case Mood::lost:
      return Light{true, true, false};
    case Mood::no_pack:
      return Light{flash(2000, 100) || (!flash(2000, 250) && flash(2000, 350)), false, false};
    case Mood::no_sensor:
      return Light{flash(250, 125), false, false};
  }
  return Light{false, false, false};
}

}  // namespace glove
}  // namespace ringside
