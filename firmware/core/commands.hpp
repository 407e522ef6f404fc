#pragma once

#include <stdint.h>
#include <string.h>

namespace ringside {
namespace glove {

enum class Command : uint8_t { none, connect, disconnect, selftest, check };

/**
 * Finds commands in what comes from the host. They carry no terminator, so a command is known by its last letter: the
 * longest word that what came ends with. After a command what came before is forgotten.
 */
class CommandMatcher {
 public:
  Command push(uint8_t byte) {
    if (filled_ == sizeof last_) {
      memmove(last_, last_ + 1, sizeof last_ - 1);
      --filled_;
    }
    last_[filled_++] = static_cast<char>(byte);
    // "disconnect" ends with "connect": the longer word first. "cnnect" is a stock firmware's idea of a lost byte.
    if (ends_with("disconnect")) return found(Command::disconnect);
    if (ends_with("connect") || ends_with("cnnect")) return found(Command::connect);
    if (ends_with("selftest")) return found(Command::selftest);
    if (ends_with("check")) return found(Command::check);
    return Command::none;
  }

 private:
  bool ends_with(const char* word) const {
    const uint32_t length = static_cast<uint32_t>(strlen(word));
    return length <= filled_ && memcmp(last_ + filled_ - length, word, length) == 0;
  }
  Command found(Command command) {
    filled_ = 0;
    return command;
  }

  char last_[10];
  uint32_t filled_ = 0;
};

}  // namespace glove
}  // namespace ringside
