#pragma once

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "json_writer.hpp"

namespace ringside {
namespace glove {

/**
 * Just enough JSON to read what the studio writes beside a pack: no numbers but whole ones, at most eight levels, no
 * memory of its own. `check` a text once; after that the other calls only walk through it.
 */
class JsonReader {
 public:
  JsonReader() : at_(nullptr), end_(nullptr) {}
  explicit JsonReader(Text text) : at_(text.begin), end_(text.begin + text.length) {}

  /** Whether the whole text is one well-formed value of what this reader knows. */
  static bool check(Text text) {
    JsonReader reader(text);
    return reader.skip_value(0) && reader.only_space_left();
  }

  /** The value of a member of the object that stands here; an empty reader where there is none. */
  JsonReader member(const char* key) const {
    JsonReader walk = *this;
    if (!walk.take('{')) return JsonReader();
    Text name;
    while (walk.string(name)) {
      if (!walk.take(':')) break;
      if (name.length == strlen(key) && memcmp(name.begin, key, name.length) == 0) return walk;
      if (!walk.skip_value(0) || !walk.take(',')) break;
    }
    return JsonReader();
  }

  /** Steps into the array that stands here, before its first element. */
  bool enter_array() { return take('['); }
  /** In an array: whether another element stands here. Read or skip it before asking again. */
  bool next_element() {
    space();
    if (at_ == end_ || *at_ == ']') return false;
    if (*at_ == ',') ++at_;
    return at_ != end_;
  }

  /** What stands between the quotes, as it is written, and steps over it. */
  bool string(Text& out) {
    if (!take('"')) return false;
    const char* begin = at_;
    while (at_ != end_ && *at_ != '"') {
      if (static_cast<uint8_t>(*at_) < 0x20) return false;
      if (*at_ == '\\' && !escape()) return false;
      ++at_;
    }
    if (at_ == end_) return false;
    out = Text{begin, static_cast<size_t>(at_ - begin)};
    ++at_;
    return true;
  }

  bool integer(int32_t& out) {
    space();
    const bool negative = at_ != end_ && *at_ == '-';
    if (negative) ++at_;
    int64_t value = 0;
    const char* begin = at_;
    for (; at_ != end_ && *at_ >= '0' && *at_ <= '9'; ++at_) {
      value = value * 10 + (*at_ - '0');
      if (value > INT32_MAX) return false;
    }
    if (at_ == begin) return false;
    out = static_cast<int32_t>(negative ? -value : value);
    return true;
  }

  bool skip() { return skip_value(0); }

 private:
  static constexpr int deepest = 8;

  void space() {
    while (at_ != end_ && (*at_ == ' ' || *at_ == '\n' || *at_ == '\r' || *at_ == '\t')) ++at_;
  }
  bool only_space_left() {
    space();
    return at_ == end_;
  }
  bool take(char wanted) {
    space();
    if (at_ == end_ || *at_ != wanted) return false;
    ++at_;
    return true;
  }
  bool literal(const char* letters) {
    const size_t length = strlen(letters);
    if (static_cast<size_t>(end_ - at_) < length || memcmp(at_, letters, length) != 0) return false;
    at_ += length;
    return true;
  }
  /** At a backslash: steps onto the last letter of the escape. */
  bool escape() {
    ++at_;
    if (at_ == end_) return false;
    if (*at_ != 'u') return *at_ != '\0' && strchr("\"\\/bfnrt", *at_) != nullptr;
    for (int i = 0; i < 4; ++i) {
      ++at_;
      if (at_ == end_ || *at_ == '\0' || strchr("0123456789abcdefABCDEF", *at_) == nullptr) return false;
    }
    return true;
  }

  bool skip_value(int depth) {
    space();
    if (at_ == end_ || depth > deepest) return false;
    if (*at_ == '{' || *at_ == '[') return skip_group(depth);
    Text ignored;
    if (*at_ == '"') return string(ignored);
    int32_t number;
    return literal("true") || literal("false") || literal("null") || integer(number);
  }

  bool skip_group(int depth) {
    const bool object = *at_ == '{';
    const char close = object ? '}' : ']';
    ++at_;
    if (take(close)) return true;
    do {
      Text name;
      if (object && !(string(name) && take(':'))) return false;
      if (!skip_value(depth + 1)) return false;
    } while (take(','));
    return take(close);
  }

  const char* at_;
  const char* end_;
};

}  // namespace glove
}  // namespace ringside
