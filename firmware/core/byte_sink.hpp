#pragma once

#include <stddef.h>
#include <stdint.h>
#include <string.h>

namespace ringside {
namespace glove {

/** Where bytes go: a serial port, a notification, a buffer. Takes all of them; what it cannot take it counts itself. */
class ByteSink {
 public:
  virtual void write(const uint8_t* bytes, size_t count) = 0;

 protected:
  ~ByteSink() = default;
};

/** A sink of fixed size. What does not fit is left out whole, and `overflowed` says so. */
template <size_t capacity>
class BufferSink final : public ByteSink {
 public:
  void write(const uint8_t* bytes, size_t count) override {
    if (overflowed_ || count > capacity - used_) {
      overflowed_ = true;
      return;
    }
    memcpy(bytes_ + used_, bytes, count);
    used_ += count;
  }
  void clear() {
    used_ = 0;
    overflowed_ = false;
  }
  const uint8_t* bytes() const { return bytes_; }
  size_t size() const { return used_; }
  bool overflowed() const { return overflowed_; }

 private:
  uint8_t bytes_[capacity];
  size_t used_ = 0;
  bool overflowed_ = false;
};

}  // namespace glove
}  // namespace ringside
