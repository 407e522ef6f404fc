#pragma once

#include "row.hpp"

namespace ringside {
namespace glove {

/** Registers of one chip on a bus. Both calls are all or nothing; false: the chip did not answer. */
class RegisterBus {
 public:
  virtual bool read(uint8_t first, uint8_t* bytes, uint32_t count) = 0;
  virtual bool write(uint8_t at, uint8_t value) = 0;

 protected:
  ~RegisterBus() = default;
};

struct SensorFacts {
  uint32_t rate_hz;
  /** What 32,768 counts stand for, in thousandths: not what the data sheet calls the range (see lsm9ds1.hpp). */
  int32_t accel_range_mg;
  int32_t gyro_range_mdps;
};

/** What one look into the sensor's FIFO brought. */
struct Drained {
  uint32_t rows;
  /** Newer ones that wait for the next look. */
  uint32_t left;
  /** Samples that the FIFO overwrote, all of them older than these rows. */
  uint32_t lost;
  /** False: the sensor did not answer. */
  bool answered;
};

/** A sensor with a FIFO: each sample is read once, and one that was overwritten is counted. */
class MotionSensor {
 public:
  /** Rows that `drain` may need room for. */
  static constexpr uint32_t most_rows = 32;

  virtual const SensorFacts& facts() const = 0;
  /** Sets it up and lets it sample. Call `clear` once it has settled. */
  virtual bool start() = 0;
  /** The least current. */
  virtual void stop() = 0;
  /** Forgets what was sampled so far. */
  virtual bool clear(uint32_t now_us) = 0;
  /** Reads what is there, oldest first, at most `most_rows`. Call again while it brings that many. */
  virtual Drained drain(Row* rows, uint32_t now_us) = 0;

 protected:
  ~MotionSensor() = default;
};

}  // namespace glove
}  // namespace ringside
