#pragma once

#include "motion_sensor.hpp"
#include "sample_clock.hpp"

namespace ringside {
namespace glove {

/**
 * The BMI270 of the Nano 33 BLE Sense, revision 2 (data sheet BST-BMI270-DS000). 100 samples a second, its FIFO in header
 * mode: after an overrun a skip frame tells how many were lost. 32,768 counts are 16 g and 2000 dps.
 *
 * The chip needs its maker's configuration file after power-up, which the board's library brings: that loads it
 * before `start`. The magnetometer (BMM150) behind it is left alone.
 */
class Bmi270 final : public MotionSensor {
 public:
  static constexpr uint8_t address = 0x68;

  explicit Bmi270(RegisterBus& bus) : bus_(bus) {}

  /** CHIP_ID (00h) is 24h. */
  static bool is_there(RegisterBus& bus) {
    uint8_t id = 0;
    return bus.read(0x00, &id, 1) && id == 0x24;
  }

  const SensorFacts& facts() const override {
    static const SensorFacts facts = {100, 16000, 2000000};
    return facts;
  }

  bool start() override {
    uint8_t status = 0;
    const bool loaded = bus_.read(internal_status, &status, 1) && (status & 0x0fu) == 0x01;
    return loaded && bus_.write(pwr_conf, 0x02) &&  // no advanced power saving: it would stop FIFO reads
           bus_.write(acc_conf, 0xa8) &&            // 100 Hz, normal filter, performance
           bus_.write(acc_range, 0x03) &&           // 16 g
           bus_.write(gyr_conf, 0xe8) &&            // 100 Hz, normal filter, performance, low noise
           bus_.write(gyr_range, 0x00) &&           // 2000 dps
           bus_.write(fifo_config_0, 0x00) &&       // the oldest goes when it is full; no time frames
           bus_.write(fifo_config_1, 0xd0) &&       // gyroscope, accelerometer, headers
           bus_.write(pwr_ctrl, 0x06);              // gyroscope and accelerometer on
  }

  void stop() override { bus_.write(pwr_ctrl, 0x00); }

  bool clear(uint32_t now_us) override {
    clock_.restart(now_us);
    return bus_.write(cmd, 0xb0);
  }

  Drained drain(Row* rows, uint32_t now_us) override {
    uint8_t length[2] = {0, 0};
    if (!bus_.read(fifo_length_0, length, 2)) return Drained{0, 0, 0, false};
    const uint32_t waiting = length[0] | (static_cast<uint32_t>(length[1] & 0x3fu) << 8);
    // A frame that is read in part comes again whole, so the burst may end inside one.
    const uint32_t burst = waiting < sizeof bytes_ ? waiting : static_cast<uint32_t>(sizeof bytes_);
    if (burst == 0) return Drained{0, 0, 0, true};
    if (!bus_.read(fifo_data, bytes_, burst)) return Drained{0, 0, 0, false};
    Drained found{0, 0, 0, true};
    read_frames(rows, burst, found);
    const uint32_t whole = waiting / frame_bytes;
    found.left = whole > found.rows ? whole - found.rows : 0;
    // 255 is as far as the chip counts.
    if (found.lost >= 255) found.lost = clock_.overwritten(whole, now_us);
    clock_.read(found.rows + found.lost, found.left, now_us);
    return found;
  }

 private:
  static constexpr uint8_t internal_status = 0x21;
  static constexpr uint8_t fifo_length_0 = 0x24;
  static constexpr uint8_t fifo_data = 0x26;
  static constexpr uint8_t acc_conf = 0x40;
  static constexpr uint8_t acc_range = 0x41;
  static constexpr uint8_t gyr_conf = 0x42;
  static constexpr uint8_t gyr_range = 0x43;
  static constexpr uint8_t fifo_config_0 = 0x48;
  static constexpr uint8_t fifo_config_1 = 0x49;
  static constexpr uint8_t pwr_conf = 0x7c;
  static constexpr uint8_t pwr_ctrl = 0x7d;
  static constexpr uint8_t cmd = 0x7e;
  static constexpr uint32_t frame_bytes = 1 + row_bytes;

  void read_frames(Row* rows, uint32_t count, Drained& found) {
    uint32_t at = 0;
    while (at < count) {
      const uint32_t size = frame_size(bytes_[at]);
      if (size == 0 || size > count - at) return;
      if (bytes_[at] == 0x40) found.lost += bytes_[at + 1];
      if (bytes_[at] == 0x8c) rows[found.rows++] = row_of(bytes_ + at + 1);
      at += size;
    }
  }

  /** Header and what follows it; 0 for the mark of an empty FIFO and for what cannot be. */
  static uint32_t frame_size(uint8_t header) {
    switch (header) {
      case 0x8c:
        return frame_bytes;
      case 0x84:  // one sensor alone, before the other has started
      case 0x88:
        return 7;
      case 0x40:  // skipped frames
        return 2;
      case 0x44:  // sensor time
        return 4;
      case 0x48:  // a setting took effect
        return 5;
      default:
        return 0;
    }
  }

  /** Gyroscope first. The chip sits turned on this board: its axes are brought into those of revision 1. */
  static Row row_of(const uint8_t* bytes) {
    Row row;
    for (uint32_t part = 0; part < 2; ++part) {
      const uint8_t* from = bytes + (part == 0 ? 6 : 0);
      row.values[3 * part] = negated(get_i16(from + 2));
      row.values[3 * part + 1] = negated(get_i16(from));
      row.values[3 * part + 2] = get_i16(from + 4);
    }
    return row;
  }
  static int16_t negated(int16_t value) { return value == INT16_MIN ? INT16_MAX : static_cast<int16_t>(-value); }

  RegisterBus& bus_;
  SampleClock clock_{100};
  /** Nineteen frames: what the 256 bytes of a Wire read hold. */
  uint8_t bytes_[19 * frame_bytes];
};

}  // namespace glove
}  // namespace ringside
