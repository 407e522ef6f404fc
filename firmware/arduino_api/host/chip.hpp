#pragma once

#include <stdint.h>

#include <vector>

/** A chip on an I2C bus, as seen from the wire. Time is the machine's, in microseconds. */
class Chip {
 public:
  virtual ~Chip() = default;
  virtual void write(uint8_t at, uint8_t value, double now_us) = 0;
  virtual std::vector<uint8_t> read(uint8_t first, size_t count, double now_us) = 0;
  /** The scale that it was set to, as its data sheet gives it: thousandths of a g and of a degree a second for a count. */
  virtual double mg_per_count() const = 0;
  virtual double mdps_per_count() const = 0;
};
