#pragma once

#include <ArduinoBLE.h>
#include <utility/ATT.h>

#include "battery_pin.hpp"
#include "../core/ble_rows.hpp"
#include "../core/config.hpp"

namespace ringside {
namespace glove {

/** The services that both gloves have: streaming, and the battery where it is known (PROTOCOL.md 4). */
class Radio : public BleLink {
 public:
  static constexpr const char* streaming_service = "16480000-0525-4ad5-b4fb-6dd83f49546b";

  /** Starts to be found, under this name and service. False: the radio does not work; the cable still does. */
  bool begin(const GloveConfig& config, const char* advertised_service) {
    if (!BLE.begin()) return false;
    BLE.setDeviceName(config.device_name);
    BLE.setLocalName(config.device_name);
    BLE.setAdvertisedServiceUuid(advertised_service);
    // 7.5 to 15 ms in units of 1.25 ms: every central grants something in it.
    BLE.setConnectionInterval(6, 12);
    config_.addDescriptor(config_words_);
    raw_.addDescriptor(raw_words_);
    streaming_.addCharacteristic(config_);
    streaming_.addCharacteristic(raw_);
    streaming_.addCharacteristic(framed_);
    BLE.addService(streaming_);
    add_services();
    publish(config);
    if (config.battery_thousandths >= 0) {
      battery_.addCharacteristic(level_);
      BLE.addService(battery_);
    }
    BLE.advertise();
    return true;
  }

  /** Waits for the radio at most this long, with the core asleep. */
  void wait(unsigned long ms) { BLE.poll(ms); }
  bool linked() const { return BLE.connected(); }

  /** True if who is subscribed has changed: the one that came last is served. */
  bool changed(Subscribed& now) {
    const bool raw = raw_.subscribed();
    const bool framed = framed_.subscribed();
    if (raw == raw_was_ && framed == framed_was_) return false;
    if (raw && !raw_was_) served_ = Subscribed::raw;
    if (framed && !framed_was_) served_ = Subscribed::framed;
    if (served_ == Subscribed::raw && !raw) served_ = framed ? Subscribed::framed : Subscribed::nobody;
    if (served_ == Subscribed::framed && !framed) served_ = raw ? Subscribed::raw : Subscribed::nobody;
    raw_was_ = raw;
    framed_was_ = framed;
    now = served_;
    return true;
  }

  void publish(const GloveConfig& config) {
    write_config(text_, config, Wire::ble);
    config_.writeValue(text_.bytes(), static_cast<int>(text_.size()));
    if (config.battery_thousandths < 0) return;
    const uint8_t percent = static_cast<uint8_t>(config.battery_thousandths / 10);
    level_.writeValue(&percent, 1);
  }

  void notify_raw(const uint8_t* bytes, uint32_t count) override { raw_.writeValue(bytes, static_cast<int>(count)); }
  void notify_framed(const uint8_t* bytes, uint32_t count) override { framed_.writeValue(bytes, static_cast<int>(count)); }
  void notify_class(const uint8_t*, uint32_t) override {}
  void notify_features(const uint8_t*, uint32_t) override {}

  /** The library cuts what is longer than the link agreed on, so the glove must know. Its links are numbered from 0. */
  uint32_t room() const override {
    for (uint16_t link = 0; link < 16; ++link) {
      if (ATT.connected(link)) return ATT.mtu(link) - 3u;
    }
    return 20;
  }

 protected:
  virtual void add_services() {}
  ~Radio() = default;

 private:
  BLEService streaming_{streaming_service};
  BLECharacteristic config_{"16480001-0525-4ad5-b4fb-6dd83f49546b", BLERead, 512};
  BLECharacteristic raw_{"16480002-0525-4ad5-b4fb-6dd83f49546b", BLERead | BLENotify, 20};
  BLECharacteristic framed_{"16480003-0525-4ad5-b4fb-6dd83f49546b", BLENotify, BleFrame::longest};
  BLEDescriptor config_words_{"2901", "Sensor Configuration"};
  BLEDescriptor raw_words_{"2901", "Sensor Data TX"};
  BLEService battery_{"180f"};
  BLECharacteristic level_{"2a19", BLERead | BLENotify, 1};
  ConfigText text_;
  Subscribed served_ = Subscribed::nobody;
  bool raw_was_ = false;
  bool framed_was_ = false;
};

/** The capture glove has nothing more to say. */
class CaptureRadio final : public Radio {};

}  // namespace glove
}  // namespace ringside
