#pragma once

#include "announcer.hpp"
#include "ble_rows.hpp"
#include "commands.hpp"
#include "moods.hpp"
#include "sample_feed.hpp"

namespace ringside {
namespace glove {

/** The capture glove without its board: says what it is, streams while somebody listens, and lets the sensor sleep else. */
class CaptureGlove final : private RowHandler {
 public:
  CaptureGlove(MotionSensor& sensor, ByteSink& serial, BleLink& link, const GloveConfig& config)
      : config_(config), announcer_(serial), frames_(serial), packer_(frames_), ble_(link), feed_(sensor) {}

  /** A byte of the host, from the cable. */
  void hear(uint8_t byte) {
    const Command command = commands_.push(byte);
    if (command == Command::connect && !streaming_) packer_.restart();
    if (command == Command::connect) streaming_ = true;
    if (command == Command::disconnect) streaming_ = false;
  }

  /** Which characteristic is to be fed. */
  void serve(Subscribed subscribed) { ble_.serve(subscribed); }

  void set_battery(int32_t thousandths) { config_.battery_thousandths = thousandths; }
  const GloveConfig& config() const { return config_; }

  void poll(uint32_t now_us) {
    now_us_ = now_us;
    if (!streaming_) announcer_.poll(now_us, config_);
    if (streaming_ || ble_.wanted()) {
      feed_.start(now_us);
      feed_.poll(now_us, *this);
    } else {
      feed_.stop();
    }
  }

  Mood mood(bool linked) {
    if (feed_.failed()) return Mood::no_sensor;
    if (loss_.on(now_us_)) return Mood::lost;
    if (streaming_ || ble_.wanted()) return Mood::streaming;
    return linked ? Mood::linked : Mood::idle;
  }

 private:
  void on_row(const Row& row, uint32_t time_us) override {
    if (streaming_) packer_.push(row);
    ble_.row(row, time_us);
  }
  void on_lost(uint32_t rows) override {
    if (streaming_) packer_.lose(rows);
    ble_.lost();
    loss_.begin(now_us_);
  }

  GloveConfig config_;
  Announcer announcer_;
  CommandMatcher commands_;
  FrameWriter frames_;
  RowPacker packer_;
  BleRows ble_;
  SampleFeed feed_;
  PassingMood loss_{1000000};
  uint32_t now_us_ = 0;
  bool streaming_ = false;
};

}  // namespace glove
}  // namespace ringside
