#pragma once

/** The library of revision 2's sensor: `begin` loads its maker's configuration file into it. */
class BoschSensorClass {
 public:
  int begin();
};
extern BoschSensorClass IMU;
