#pragma once

#include <stdint.h>

namespace ringside {
namespace glove {

constexpr uint32_t row_columns = 6;
constexpr uint32_t row_bytes = row_columns * 2;

/** One sample of the motion sensor, in counts: AccelerometerX, Y, Z, GyroscopeX, Y, Z, in the axes of the board's print. */
struct Row {
  int16_t values[row_columns];
};

inline void put_u16(uint8_t* to, uint32_t value) {
  to[0] = static_cast<uint8_t>(value);
  to[1] = static_cast<uint8_t>(value >> 8);
}

inline void put_u32(uint8_t* to, uint32_t value) {
  put_u16(to, value);
  put_u16(to + 2, value >> 16);
}

/** Twelve bytes, little-endian. */
inline void put_row(uint8_t* to, const Row& row) {
  for (uint32_t c = 0; c < row_columns; ++c) put_u16(to + 2 * c, static_cast<uint16_t>(row.values[c]));
}

inline int16_t get_i16(const uint8_t* from) { return static_cast<int16_t>(from[0] | (from[1] << 8)); }

}  // namespace glove
}  // namespace ringside
