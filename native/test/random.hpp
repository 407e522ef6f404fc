#pragma once

#include <stdint.h>

/** The same numbers on every machine: xorshift64* (S. Vigna). For tests only. */
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed * 0x9e3779b97f4a7c15ull + 1ull) {}

  uint32_t bits() {
    state_ ^= state_ >> 12;
    state_ ^= state_ << 25;
    state_ ^= state_ >> 27;
    return static_cast<uint32_t>((state_ * 0x2545f4914f6cdd1dull) >> 32);
  }

  /** A whole number from low to high, both possible. */
  int32_t between(int32_t low, int32_t high) {
    const uint64_t span = static_cast<uint64_t>(static_cast<int64_t>(high) - low) + 1u;
    return static_cast<int32_t>(low + static_cast<int64_t>(bits() * span >> 32));
  }

  int16_t sample(int32_t amplitude) { return static_cast<int16_t>(between(-amplitude, amplitude)); }

 private:
  uint64_t state_;
};
