#pragma once
#pragma GCC optimize("fp-contract=off")

#include <stddef.h>
#include <stdint.h>

namespace ringside {

/** Bytes rounded up so that what follows stays aligned for every type the engine stores. */
inline size_t aligned_bytes(size_t bytes) { return (bytes + 7u) & ~static_cast<size_t>(7u); }

/**
 * Hands out pieces of one block that the caller owns, front to back. Nothing is given back: a pipeline lives as long
 * as its arena. `take` returns null once the block is used up, and stays null.
 */
class Arena {
 public:
  Arena(void* memory, size_t bytes) : next_(static_cast<uint8_t*>(memory)), left_(bytes) {}

  template <class T>
  T* take(size_t count) {
    const size_t bytes = aligned_bytes(count * sizeof(T));
    if (bytes > left_) {
      left_ = 0;
      return nullptr;
    }
    T* piece = reinterpret_cast<T*>(next_);
    next_ += bytes;
    left_ -= bytes;
    return piece;
  }

 private:
  uint8_t* next_;
  size_t left_;
};

}  // namespace ringside
