#pragma once

#include "motion_sensor.hpp"

namespace ringside {
namespace glove {

/** What becomes of samples. */
class RowHandler {
 public:
  /** A sample, made about `time_us`. */
  virtual void on_row(const Row& row, uint32_t time_us) = 0;
  /** Samples that were made and overwritten before the next row. */
  virtual void on_lost(uint32_t rows) = 0;

 protected:
  ~RowHandler() = default;
};

/** Keeps a sensor going: lets it settle, empties its FIFO, and starts it again when it falls silent. */
class SampleFeed {
 public:
  explicit SampleFeed(MotionSensor& sensor) : sensor_(sensor) {}

  bool running() const { return state_ == State::running; }
  bool failed() const { return state_ == State::failed; }
  /** Samples that were lost since power-up. */
  uint32_t lost() const { return lost_; }

  void start(uint32_t now_us) {
    if (state_ == State::off) begin(now_us);
  }
  void stop() {
    if (state_ != State::off) sensor_.stop();
    state_ = State::off;
    gap_ = false;
  }

  void poll(uint32_t now_us, RowHandler& handler) {
    const uint32_t waited_us = now_us - since_us_;
    if (state_ == State::failed && waited_us >= silence_us) begin(now_us);
    if (state_ == State::settling && waited_us >= settling_us) {
      state_ = sensor_.clear(now_us) ? State::running : State::failed;
      since_us_ = now_us;
    }
    if (state_ != State::running) return;
    // A full FIFO is a few reads; more would starve everything else.
    for (int reads = 0; reads < 16 && read(now_us, handler); ++reads) {
    }
    if (state_ == State::running && now_us - since_us_ >= silence_us) fail(now_us);
  }

 private:
  enum class State : uint8_t { off, settling, running, failed };
  /** The gyroscope's first samples after power-up are not of the glove: 100 ms is past both chips' start-up times. */
  static constexpr uint32_t settling_us = 100000;
  /** Fifty samples that do not come are no delay. */
  static constexpr uint32_t silence_us = 500000;

  void begin(uint32_t now_us) {
    state_ = sensor_.start() ? State::settling : State::failed;
    since_us_ = now_us;
  }

  void fail(uint32_t now_us) {
    if (!gap_) gap_from_us_ = since_us_;
    gap_ = true;
    state_ = State::failed;
    since_us_ = now_us;
  }

  bool read(uint32_t now_us, RowHandler& handler) {
    const Drained found = sensor_.drain(rows_, now_us);
    if (!found.answered) {
      fail(now_us);
      return false;
    }
    const uint32_t period_us = 1000000u / sensor_.facts().rate_hz;
    uint32_t lost = found.lost;
    if (gap_ && found.rows > 0) {
      const uint32_t made = (now_us - gap_from_us_) / period_us;
      const uint32_t here = found.rows + found.left;
      lost += made > here ? made - here : 0;
      gap_ = false;
    }
    if (lost > 0) handler.on_lost(lost);
    lost_ += lost;
    for (uint32_t i = 0; i < found.rows; ++i) handler.on_row(rows_[i], now_us - (found.left + found.rows - 1 - i) * period_us);
    if (found.rows > 0) since_us_ = now_us;
    return found.rows > 0;
  }

  MotionSensor& sensor_;
  Row rows_[MotionSensor::most_rows];
  State state_ = State::off;
  /** The last sample while it runs, else the start of the state. */
  uint32_t since_us_ = 0;
  /** The sensor was away, and how many it missed is not yet told. */
  bool gap_ = false;
  uint32_t gap_from_us_ = 0;
  uint32_t lost_ = 0;
};

}  // namespace glove
}  // namespace ringside
