#pragma once

#include "byte_sink.hpp"

namespace ringside {
namespace glove {

/** Text that need not end with a zero: a slice of the pack, or a literal. */
struct Text {
  const char* begin;
  size_t length;
};

inline Text text_of(const char* words) { return Text{words, strlen(words)}; }

/** Compact JSON, written as it comes: commas and escapes are its business, matching brackets the caller's. */
class JsonWriter {
 public:
  explicit JsonWriter(ByteSink& out) : out_(out) {}

  void open_object() { open('{'); }
  void open_object(const char* key) { name(key), open('{'); }
  void open_array(const char* key) { name(key), open('['); }
  void close_object() { close('}'); }
  void close_array() { close(']'); }

  void member(const char* key, const char* value) { member(key, text_of(value)); }
  void member(const char* key, Text value) {
    name(key);
    put('"');
    for (size_t i = 0; i < value.length; ++i) escaped(value.begin[i]);
    put('"');
    comma_ = true;
  }
  /** A string that stands in JSON already, without its quotes: goes out as it is. */
  void member_as_written(const char* key, Text value) {
    name(key);
    put('"');
    out_.write(reinterpret_cast<const uint8_t*>(value.begin), value.length);
    put('"');
    comma_ = true;
  }
  void member(const char* key, int32_t value) { name(key), number(value); }
  void element(int32_t value) {
    separate();
    number(value);
  }
  /** A number of thousandths, as short as it can be written: 23986 is 23.986, 16000 is 16. */
  void member_thousandths(const char* key, int32_t value) {
    name(key);
    number(value / 1000);
    int32_t rest = value % 1000;
    if (rest < 0) rest = -rest;
    if (rest == 0) return;
    put('.');
    for (int32_t digit = 100; rest > 0; digit /= 10) {
      put(static_cast<char>('0' + rest / digit));
      rest %= digit;
    }
  }
  /** Bytes as hexadecimal text. */
  void member_hex(const char* key, const uint8_t* bytes, size_t count) {
    name(key);
    put('"');
    for (size_t i = 0; i < count; ++i) {
      put(hex_digit(bytes[i] >> 4));
      put(hex_digit(bytes[i] & 15u));
    }
    put('"');
    comma_ = true;
  }

 private:
  static char hex_digit(unsigned value) { return "0123456789abcdef"[value & 15u]; }
  void put(char letter) { out_.write(reinterpret_cast<const uint8_t*>(&letter), 1); }
  void separate() {
    if (comma_) put(',');
    comma_ = false;
  }
  void open(char bracket) {
    separate();
    put(bracket);
  }
  void close(char bracket) {
    put(bracket);
    comma_ = true;
  }
  void name(const char* key) {
    separate();
    put('"');
    out_.write(reinterpret_cast<const uint8_t*>(key), strlen(key));
    put('"');
    put(':');
  }
  void escaped(char letter) {
    const uint8_t code = static_cast<uint8_t>(letter);
    if (letter == '"' || letter == '\\') put('\\');
    if (code >= 0x20) return put(letter);
    out_.write(reinterpret_cast<const uint8_t*>("\\u00"), 4);
    put(hex_digit(code >> 4));
    put(hex_digit(code & 15u));
  }
  void number(int32_t value) {
    char digits[11];
    size_t count = 0;
    uint32_t rest = value < 0 ? 0u - static_cast<uint32_t>(value) : static_cast<uint32_t>(value);
    do {
      digits[count++] = static_cast<char>('0' + rest % 10);
      rest /= 10;
    } while (rest > 0);
    if (value < 0) put('-');
    while (count > 0) put(digits[--count]);
    comma_ = true;
  }

  ByteSink& out_;
  bool comma_ = false;
};

}  // namespace glove
}  // namespace ringside
