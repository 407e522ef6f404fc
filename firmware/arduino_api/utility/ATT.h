#pragma once

#include <stdint.h>

/** The inside of ArduinoBLE, for the one fact that it does not tell outside: what size a link has agreed on. */
class ATTClass {
 public:
  bool connected(uint16_t link) const;
  uint16_t mtu(uint16_t link) const;
};
extern ATTClass& ATT;
