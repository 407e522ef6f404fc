#pragma once

#include <deque>

#include "chip.hpp"
#include "motion.hpp"

/** A BMI270 with its FIFO in header mode, turned as it sits on the Nano: as far as a driver can tell. */
class Bmi270Model final : public Chip {
 public:
  explicit Bmi270Model(Motion& motion) : motion_(motion) { registers_[0x00] = 0x24; }

  /** Its maker's configuration file has arrived. */
  void load_configuration() { registers_[0x21] = 0x01; }

  void write(uint8_t at, uint8_t value, double now_us) override {
    sample(now_us);
    registers_[at & 0x7f] = value;
    if (at == 0x7e && value == 0xb0) empty();
    if (at == 0x7d) set_power(now_us);
  }

  std::vector<uint8_t> read(uint8_t first, size_t count, double now_us) override {
    sample(now_us);
    if (first == 0x26) return read_fifo(count);
    // The count does not know of the skip frame in front.
    const size_t length = frames_.size() * frame_bytes;
    registers_[0x24] = static_cast<uint8_t>(length);
    registers_[0x25] = static_cast<uint8_t>(length >> 8);
    return std::vector<uint8_t>(registers_ + first, registers_ + first + count);
  }

  double mg_per_count() const override { return 2000.0 * (1 << (registers_[0x41] & 3)) / 32768; }
  double mdps_per_count() const override { return 2000000.0 / (1 << (registers_[0x43] & 7)) / 32768; }

 private:
  static constexpr size_t frame_bytes = 13;
  static constexpr size_t depth = 2048 / frame_bytes;

  void set_power(double now_us) {
    const bool both = (registers_[0x7d] & 6) == 6 && registers_[0x21] == 1 && (registers_[0x40] & 15) == 8 && (registers_[0x42] & 15) == 8;
    if (!both) times_.stop();
    if (both && !times_.running()) times_.start(now_us, 100 * motion_.speed);
  }

  void empty() {
    frames_.clear();
    skipped_ = 0;
  }

  void sample(double now_us) {
    while (times_.due(now_us)) {
      if (registers_[0x49] != 0xd0) continue;
      if (frames_.size() == depth) {
        frames_.pop_front();
        ++skipped_;
      }
      frames_.push_back(motion_.next());
    }
  }

  /** A frame of which not all bytes were asked for stays for the next burst. */
  std::vector<uint8_t> read_fifo(size_t count) {
    std::vector<uint8_t> bytes;
    if (skipped_ > 0 && count >= 2) {
      bytes = {0x40, static_cast<uint8_t>(skipped_ < 255 ? skipped_ : 255)};
      skipped_ = 0;
    }
    while (!frames_.empty() && bytes.size() < count) {
      const std::vector<uint8_t> frame = encoded(frames_.front());
      if (bytes.size() + frame_bytes <= count) frames_.pop_front();
      bytes.insert(bytes.end(), frame.begin(), frame.end());
    }
    bytes.resize(count, 0x80);
    return bytes;
  }

  static std::vector<uint8_t> encoded(const MotionRow& row) {
    std::vector<uint8_t> bytes = {0x8c};
    for (const size_t part : {size_t{3}, size_t{0}}) {
      for (const int value : {-row[part + 1], -row[part], static_cast<int>(row[part + 2])}) {
        const int clipped = value > INT16_MAX ? INT16_MAX : value;
        bytes.push_back(static_cast<uint8_t>(clipped));
        bytes.push_back(static_cast<uint8_t>(clipped >> 8));
      }
    }
    return bytes;
  }

  Motion& motion_;
  SampleTimes times_;
  uint8_t registers_[128] = {};
  std::deque<MotionRow> frames_;
  size_t skipped_ = 0;
};
