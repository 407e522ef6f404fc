#pragma once

#include <deque>

#include "chip.hpp"
#include "motion.hpp"

/** The accelerometer and gyroscope of an LSM9DS1, register by register, as far as a driver of its FIFO can tell. */
class Lsm9ds1Model final : public Chip {
 public:
  explicit Lsm9ds1Model(Motion& motion) : motion_(motion) { registers_[0x0f] = 0x68; }

  void write(uint8_t at, uint8_t value, double now_us) override {
    sample(now_us);
    registers_[at & 0x7f] = value;
    if (at == 0x2e && value >> 5 == 0) empty();
    if (at == 0x10 || at == 0x20) set_rate(now_us);
  }

  std::vector<uint8_t> read(uint8_t first, size_t count, double now_us) override {
    sample(now_us);
    const size_t unread = gyro_.size() > accel_.size() ? gyro_.size() : accel_.size();
    registers_[0x2f] = static_cast<uint8_t>((overran_ ? 0x40 : 0) | unread);
    std::vector<uint8_t> bytes;
    uint8_t at = first;
    while (bytes.size() < count) {
      if (at == 0x18) take(gyro_, 3, 0x18);
      if (at == 0x28) take(accel_, 0, 0x28);
      bytes.push_back(registers_[at++]);
    }
    return bytes;
  }

  double mg_per_count() const override {
    const double scales[] = {0.061, 0.732, 0.122, 0.244};
    return scales[registers_[0x20] >> 3 & 3];
  }
  double mdps_per_count() const override {
    const double scales[] = {8.75, 17.5, 0, 70};
    return scales[registers_[0x10] >> 3 & 3];
  }

 private:
  static constexpr size_t depth = 32;

  void set_rate(double now_us) {
    const double rates[] = {0, 14.9, 59.5, 119, 238, 476, 952, 0};
    const double rate = rates[registers_[0x10] >> 5];
    const bool both = rate > 0 && registers_[0x20] >> 5 == registers_[0x10] >> 5;
    if (!both) times_.stop();
    if (both && !times_.running()) times_.start(now_us, rate * motion_.speed);
  }

  void empty() {
    gyro_.clear();
    accel_.clear();
    overran_ = false;
  }

  void sample(double now_us) {
    const bool on = (registers_[0x23] & 2) != 0 && registers_[0x2e] >> 5 == 6;
    while (times_.due(now_us)) {
      if (!on) continue;
      const MotionRow row = motion_.next();
      for (std::deque<MotionRow>* fifo : {&gyro_, &accel_}) {
        if (fifo->size() == depth) {
          fifo->pop_front();
          overran_ = true;
        }
        fifo->push_back(row);
      }
    }
  }

  /** The oldest of a FIFO into its output registers; what is there already where there is none. */
  void take(std::deque<MotionRow>& fifo, size_t column, uint8_t at) {
    if (fifo.empty()) return;
    for (size_t axis = 0; axis < 3; ++axis) put(static_cast<uint8_t>(at + 2 * axis), fifo.front()[column + axis]);
    fifo.pop_front();
    overran_ = false;
  }
  void put(uint8_t at, int16_t value) {
    registers_[at] = static_cast<uint8_t>(value);
    registers_[at + 1] = static_cast<uint8_t>(value >> 8);
  }

  Motion& motion_;
  SampleTimes times_;
  uint8_t registers_[128] = {};
  /** One for each sensor, each with its own end. */
  std::deque<MotionRow> gyro_, accel_;
  bool overran_ = false;
};
