#pragma once

#include "json_writer.hpp"

namespace ringside {
namespace glove {

/** Reads base64 text byte by byte. Padding and whatever is no base64 end it. */
class Base64 {
 public:
  explicit Base64(Text text) : at_(text.begin), end_(text.begin + text.length) {}

  bool next(uint8_t& out) {
    while (bits_ < 8) {
      const int32_t value = at_ == end_ ? -1 : value_of(*at_);
      if (value < 0) return false;
      ++at_;
      pool_ = (pool_ << 6) | static_cast<uint32_t>(value);
      bits_ += 6;
    }
    bits_ -= 8;
    out = static_cast<uint8_t>(pool_ >> bits_);
    return true;
  }

  /** `count` bytes, or false if the text ends before. */
  bool next(uint8_t* out, size_t count) {
    for (size_t i = 0; i < count; ++i) {
      if (!next(out[i])) return false;
    }
    return true;
  }

 private:
  static int32_t value_of(char letter) {
    if (letter >= 'A' && letter <= 'Z') return letter - 'A';
    if (letter >= 'a' && letter <= 'z') return letter - 'a' + 26;
    if (letter >= '0' && letter <= '9') return letter - '0' + 52;
    if (letter == '+') return 62;
    return letter == '/' ? 63 : -1;
  }

  const char* at_;
  const char* end_;
  uint32_t pool_ = 0;
  uint32_t bits_ = 0;
};

}  // namespace glove
}  // namespace ringside
