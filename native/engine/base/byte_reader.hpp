#pragma once
#pragma GCC optimize("fp-contract=off")

#include <stddef.h>
#include <stdint.h>
#include <string.h>

namespace ringside {

/**
 * Reads little-endian numbers from bytes that nobody has checked. Past the end it gives zeros and remembers it: read
 * everything, then ask `ok` once.
 */
class ByteReader {
 public:
  ByteReader(const uint8_t* bytes, size_t count) : next_(bytes), left_(count) {}

  bool ok() const { return ok_; }
  size_t left() const { return left_; }
  const uint8_t* place() const { return next_; }

  uint8_t u8() { return number<uint8_t>(); }
  int8_t i8() { return number<int8_t>(); }
  uint16_t u16() { return number<uint16_t>(); }
  uint32_t u32() { return number<uint32_t>(); }
  int32_t i32() { return number<int32_t>(); }
  int64_t i64() { return number<int64_t>(); }
  float f32() { return number<float>(); }

  /** The place of the next `count` bytes, which are skipped; null if there are not as many. */
  const uint8_t* take(uint64_t count) {
    if (count > left_) {
      ok_ = false;
      left_ = 0;
      return nullptr;
    }
    const uint8_t* piece = next_;
    next_ += count;
    left_ -= static_cast<size_t>(count);
    return piece;
  }

 private:
  template <class T>
  T number() {
    T value = 0;
    const uint8_t* piece = take(sizeof(T));
    if (piece != nullptr) memcpy(&value, piece, sizeof(T));
    return value;
  }

  const uint8_t* next_;
  size_t left_;
  bool ok_ = true;
};

}  // namespace ringside
