#pragma once

#include "ble_frame.hpp"

namespace ringside {
namespace glove {

enum class Subscribed : uint8_t { nobody, raw, framed };

/** The radio, as far as the core knows it. */
class BleLink {
 public:
  virtual void notify_raw(const uint8_t* bytes, uint32_t count) = 0;
  virtual void notify_framed(const uint8_t* bytes, uint32_t count) = 0;
  /** Recognition: u16 model, u16 class. */
  virtual void notify_class(const uint8_t* bytes, uint32_t count) = 0;
  /** The same, u8 count, scaled features. */
  virtual void notify_features(const uint8_t* bytes, uint32_t count) = 0;
  /** Bytes that a notification may carry now. */
  virtual uint32_t room() const = 0;

 protected:
  ~BleLink() = default;
};

/** Rows over the air, for the characteristic that was subscribed last. */
class BleRows {
 public:
  explicit BleRows(BleLink& link) : link_(link) {}

  void serve(Subscribed subscribed) {
    subscribed_ = subscribed;
    frame_.restart();
  }
  bool wanted() const { return subscribed_ != Subscribed::nobody; }

  void row(const Row& row, uint32_t time_us) {
    if (subscribed_ == Subscribed::raw) {
      uint8_t bytes[row_bytes];
      put_row(bytes, row);
      link_.notify_raw(bytes, sizeof bytes);
    }
    if (subscribed_ != Subscribed::framed) return;
    if (frame_.empty()) frame_.set_room(link_.room());
    if (frame_.push(row, time_us)) send();
  }

  void lost() {
    if (subscribed_ != Subscribed::framed) return;
    if (!frame_.empty()) send();
    frame_.lose();
  }

 private:
  void send() {
    link_.notify_framed(frame_.bytes(), frame_.size());
    frame_.next();
  }

  BleLink& link_;
  BleFrame frame_;
  Subscribed subscribed_ = Subscribed::nobody;
};

}  // namespace glove
}  // namespace ringside
