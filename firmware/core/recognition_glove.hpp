#pragma once

#include "announcer.hpp"
#include "ble_rows.hpp"
#include "commands.hpp"
#include "moods.hpp"
#include "recognizer.hpp"
#include "result_json.hpp"
#include "sample_feed.hpp"

namespace ringside {
namespace glove {

/** The recognising glove without its board (PROTOCOL.md 3). */
class RecognitionGlove final : private RowHandler {
 public:
  RecognitionGlove(MotionSensor& sensor, ByteSink& serial, BleLink& link, Recognizer& recognizer, const GloveConfig& config)
      : config_(config), serial_(serial), link_(link), recognizer_(recognizer), announcer_(serial), frames_(serial), packer_(frames_), ble_(link), feed_(sensor) {
    describe();
  }

  /** A byte of the host, from the cable. */
  void hear(uint8_t byte) {
    switch (commands_.push(byte)) {
      case Command::connect:
        return enter(Talk::rows);
      case Command::check:
        return enter(Talk::check);
      case Command::disconnect:
        return enter(Talk::results);
      case Command::selftest:
        return tell_self_test();
      case Command::none:
        return;
    }
  }

  void serve(Subscribed subscribed) { ble_.serve(subscribed); }
  void set_battery(int32_t thousandths) { config_.battery_thousandths = thousandths; }
  const GloveConfig& config() const { return config_; }

  void poll(uint32_t now_us) {
    now_us_ = now_us;
    if (talk_ == Talk::results) announcer_.poll(now_us, config_);
    feed_.start(now_us);
    feed_.poll(now_us, *this);
  }

  Mood mood() {
    if (feed_.failed()) return Mood::no_sensor;
    if (!recognizer_.works()) return Mood::no_pack;
    if (loss_.on(now_us_)) return Mood::lost;
    if (hit_.on(now_us_)) return Mood::hit;
    return talk_ == Talk::results && !ble_.wanted() ? Mood::recognising : Mood::streaming;
  }

 private:
  /** What goes over the cable. */
  enum class Talk : uint8_t { results, rows, check };
  static constexpr uint8_t result_channel = 1;

  void describe() {
    const Pack* pack = recognizer_.pack();
    config_.self_test = recognizer_.works() ? "passed" : "failed";
    config_.pack_hash = pack == nullptr ? nullptr : pack->hash;
    if (pack == nullptr) return;
    pack->json.member("name").string(config_.pack_name);
    config_.hand = hand_of(recognizer_);
  }

  void enter(Talk talk) {
    if (talk == talk_ && talk != Talk::check) return;
    // Leaving a check leaves its numbering, too.
    if (talk == Talk::check || talk_ == Talk::check) start_over();
    talk_ = talk;
    packer_.restart();
  }

  void start_over() {
    rows_ = 0;
    recognizer_.restart(0);
  }

  /** While rows or a check go out a line of text would break their frames: the answer goes as a frame of results. */
  void tell_self_test() {
    const SelfTestReport& report = recognizer_.test();
    recognizer_.restart(rows_);
    describe();
    text_.clear();
    JsonWriter json(text_);
    json.open_object();
    json.member("SelfTest", recognizer_.works() ? "passed" : "failed");
    json.member("Vectors", static_cast<int32_t>(report.vectors));
    if (!recognizer_.works() && report.vectors > 0) json.member("Vector", static_cast<int32_t>(report.failed_vector));
    if (recognizer_.reason() != nullptr) json.member("Reason", recognizer_.reason());
    if (config_.pack_hash != nullptr) json.member_hex("pack", config_.pack_hash, 32);
    json.close_object();
    tell();
  }

  void on_row(const Row& row, uint32_t time_us) override {
    ble_.row(row, time_us);
    if (talk_ != Talk::check) {
      recognise(row);
      if (talk_ == Talk::rows) packer_.push(row);
      return;
    }
    if (!packer_.push(row)) return;
    // A result must not leave before the frame that holds its row.
    for (uint32_t i = 0; i < RowPacker::rows_per_packet; ++i) recognise(packer_.packet()[i]);
  }

  /** What was before a hole says nothing about what comes after it; the numbers go on. */
  void on_lost(uint32_t rows) override {
    ble_.lost();
    loss_.begin(now_us_);
    if (talk_ == Talk::results) {
      rows_ += rows;
    } else {
      const uint32_t skipped = packer_.lose(rows);
      rows_ += talk_ == Talk::check ? skipped : rows;
    }
    recognizer_.restart(rows_);
  }

  void recognise(const Row& row) {
    Decision decision;
    ++rows_;
    if (!recognizer_.push(row, decision)) return;
    hit_.begin(now_us_);
    notify(decision);
    if (talk_ == Talk::rows) return;
    const Text name = class_name(*recognizer_.pack(), decision.class_number);
    text_.clear();
    write_result(text_, decision, name, recognizer_.first_row(), ResultDetail::everything);
    if (text_.overflowed()) {
      text_.clear();
      write_result(text_, decision, name, recognizer_.first_row(), ResultDetail::class_only);
    }
    tell();
  }

  void tell() {
    if (talk_ != Talk::results) return frames_.send(result_channel, text_.bytes(), static_cast<uint32_t>(text_.size()));
    serial_.write(text_.bytes(), text_.size());
    serial_.write(reinterpret_cast<const uint8_t*>("\r\n"), 2);
  }

  void notify(const Decision& decision) {
    uint8_t bytes[128];
    constexpr uint32_t most_features = sizeof bytes - 5;
    const uint32_t features = decision.feature_count < most_features ? decision.feature_count : most_features;
    put_u16(bytes, 0);
    put_u16(bytes + 2, decision.class_number);
    link_.notify_class(bytes, 4);
    bytes[4] = static_cast<uint8_t>(features);
    memcpy(bytes + 5, decision.scaled, features);
    link_.notify_features(bytes, 5 + features);
  }

  GloveConfig config_;
  ByteSink& serial_;
  BleLink& link_;
  Recognizer& recognizer_;
  Announcer announcer_;
  CommandMatcher commands_;
  FrameWriter frames_;
  RowPacker packer_;
  BleRows ble_;
  SampleFeed feed_;
  /** 256 features and as many outputs, five letters each at most, and names. */
  BufferSink<4096> text_;
  PassingMood hit_{150000};
  PassingMood loss_{1000000};
  Talk talk_ = Talk::results;
  /** Rows that the pipeline was or should have been given since it started over. */
  uint32_t rows_ = 0;
  uint32_t now_us_ = 0;
};

}  // namespace glove
}  // namespace ringside
