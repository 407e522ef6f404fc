#pragma once

#include <stdint.h>

/** Facts that the chip was made with: of these only its radio address. */
struct NRF_FICR_Type {
  uint32_t DEVICEADDR[2];
};
extern const NRF_FICR_Type* const NRF_FICR;
