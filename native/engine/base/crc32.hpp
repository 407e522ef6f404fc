#pragma once
#pragma GCC optimize("fp-contract=off")

#include <stddef.h>
#include <stdint.h>

namespace ringside {

/** CRC-32 as in zlib and Ethernet (polynomial 0xEDB88320, reflected). Bit by bit: no table in flash. */
inline uint32_t crc32(const uint8_t* bytes, size_t count) {
  uint32_t crc = 0xffffffffu;
  for (size_t i = 0; i < count; ++i) {
    crc ^= bytes[i];
    for (int bit_number = 0; bit_number < 8; ++bit_number) crc = (crc >> 1) ^ ((crc & 1u) != 0 ? 0xedb88320u : 0u);
  }
  return ~crc;
}

}  // namespace ringside
