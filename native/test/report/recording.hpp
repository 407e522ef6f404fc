#pragma once

#include <math.h>
#include <stdio.h>

#include <algorithm>
#include <string>
#include <vector>

#include "../../engine/sensor/magnitude.hpp"
#include "../segment_runner.hpp"

/** All recordings are in one scale: 0.488 mg and 70 mdps a count. */
constexpr double counts_per_g = 1000.0 / 0.488;
constexpr double counts_per_dps = 1.0 / 0.07;
/** Columns after the six axes. */
constexpr uint32_t acceleration_column = 6;
constexpr uint32_t rotation_column = 7;

/** What a person did. "Unknown" is a motion that is no stroke: to report it is a false alarm. */
struct Event {
  std::string label;
  uint32_t row;  // of the impact
  bool wanted() const { return label != "Unknown"; }
};

struct Recording {
  std::string name;
  double rate_hz;
  Columns columns;
  std::vector<Event> events;
  double minutes() const { return static_cast<double>(columns[0].size()) / rate_hz / 60.0; }
  uint32_t samples(double seconds) const { return static_cast<uint32_t>(std::max(1L, lrint(seconds * rate_hz))); }
};

/** Reads what `encode` of recordings.mjs wrote; empty if the file is not whole. */
inline std::vector<Recording> read_recordings(const char* path) {
  std::vector<Recording> result;
  FILE* file = fopen(path, "rb");
  if (file == nullptr) return result;
  char name[64];
  unsigned rows = 0;
  unsigned events = 0;
  double rate = 0;
  bool whole = true;
  while (whole && fscanf(file, "%63s %lf %u %u", name, &rate, &rows, &events) == 4) {
    Recording r{name, rate, Columns(8, std::vector<int16_t>(rows)), {}};
    for (unsigned i = 0; i < events && whole; ++i) {
      char label[32];
      unsigned row = 0;
      whole = fscanf(file, "%31s %u", label, &row) == 2;
      r.events.push_back(Event{label, row});
    }
    while (fgetc(file) == ' ') continue;
    const uint8_t accelerometer[3] = {0, 1, 2};
    const uint8_t gyroscope[3] = {3, 4, 5};
    for (unsigned i = 0; i < rows && whole; ++i) {
      int16_t frame[6];
      whole = fread(frame, sizeof frame, 1, file) == 1;
      for (uint32_t c = 0; c < 6; ++c) r.columns[c][i] = frame[c];
      r.columns[acceleration_column][i] = ringside::magnitude(frame, accelerometer, 3, ringside::MagnitudeRule::norm);
      r.columns[rotation_column][i] = ringside::magnitude(frame, gyroscope, 3, ringside::MagnitudeRule::norm);
    }
    result.push_back(r);
  }
  fclose(file);
  return whole ? result : std::vector<Recording>();
}
