#pragma once

#include "motion_sensor.hpp"
#include "sample_clock.hpp"

namespace ringside {
namespace glove {

/**
 * The LSM9DS1 of the Nano 33 BLE Sense, revision 1 (data sheet DocID025715, whose sections the numbers are). 119 samples a
 * second, its 32-deep FIFO in continuous mode (3.5.3).
 *
 * Its scales are traps (table 3): at "+-16 g" one count is 0.732 mg, which is 23.986 g and not 16 g for 32,768 counts, and
 * at "+-2000 dps" 70 mdps, which is 2293.76 dps.
 */
class Lsm9ds1 final : public MotionSensor {
 public:
  static constexpr uint8_t address = 0x6b;

  explicit Lsm9ds1(RegisterBus& bus) : bus_(bus) {}

  /** WHO_AM_I (0fh) is 68h (7.11). */
  static bool is_there(RegisterBus& bus) {
    uint8_t id = 0;
    return bus.read(0x0f, &id, 1) && id == 0x68;
  }

  const SensorFacts& facts() const override {
    static const SensorFacts facts = {119, 23986, 2293760};
    return facts;
  }

  bool start() override {
    return bus_.write(ctrl_reg8, 0x44) &&   // addresses count up by themselves, and no half-new values (7.26)
           bus_.write(ctrl_reg1_g, 0x78) &&  // gyroscope 119 Hz, 2000 dps, LPF1 at 38 Hz (7.12)
           bus_.write(ctrl_reg6_xl, 0x68);   // accelerometer at the same rate, 16 g, 50 Hz by the rate (7.24)
  }

  void stop() override {
    bus_.write(ctrl_reg1_g, 0x00);
    bus_.write(ctrl_reg6_xl, 0x00);
  }

  bool clear(uint32_t now_us) override {
    clock_.restart(now_us);
    // "The first sample acquired must be discarded" (3.5).
    first_ = true;
    return bus_.write(fifo_ctrl, 0x00) &&  // bypass empties it (3.5.1)
           bus_.write(ctrl_reg9, 0x02) && bus_.write(fifo_ctrl, 0xc0);
  }

  Drained drain(Row* rows, uint32_t now_us) override {
    uint8_t source = 0;
    if (!bus_.read(fifo_src, &source, 1)) return Drained{0, 0, 0, false};
    const uint32_t waiting = (source & 0x3fu) < most_rows ? source & 0x3fu : most_rows;
    uint32_t taken = 0;
    for (uint32_t i = 0; i < waiting; ++i) {
      if (!read_row(rows[taken])) return Drained{taken, 0, 0, false};
      if (!first_) ++taken;
      first_ = false;
    }
    const bool overran = (source & 0x40u) != 0;
    if (overran) return Drained{taken, 0, clock_.overwritten(waiting, now_us), true};
    clock_.read(waiting, 0, now_us);
    return Drained{taken, 0, 0, true};
  }

 private:
  static constexpr uint8_t ctrl_reg1_g = 0x10;
  static constexpr uint8_t out_x_g = 0x18;
  static constexpr uint8_t out_x_xl = 0x28;
  static constexpr uint8_t ctrl_reg6_xl = 0x20;
  static constexpr uint8_t ctrl_reg8 = 0x22;
  static constexpr uint8_t ctrl_reg9 = 0x23;
  static constexpr uint8_t fifo_ctrl = 0x2e;
  static constexpr uint8_t fifo_src = 0x2f;

  /** The oldest of each sensor's FIFO; one burst each, which does not depend on how longer ones run on (3.3). */
  bool read_row(Row& row) {
    uint8_t gyro[6];
    uint8_t accel[6];
    if (!bus_.read(out_x_g, gyro, sizeof gyro) || !bus_.read(out_x_xl, accel, sizeof accel)) return false;
    for (uint32_t axis = 0; axis < 3; ++axis) {
      row.values[axis] = get_i16(accel + 2 * axis);
      row.values[3 + axis] = get_i16(gyro + 2 * axis);
    }
    return true;
  }

  RegisterBus& bus_;
  bool first_ = true;
  SampleClock clock_{119};
};

}  // namespace glove
}  // namespace ringside
