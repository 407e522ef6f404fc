/** The columns of a model by name: its six axes, the lengths of both vectors, and their lengths across the forearm. */
export const COLUMNS = [
  "AccelX",
  "AccelY",
  "AccelZ",
  "GyroX",
  "GyroY",
  "GyroZ",
  "Accel",
  "Gyro",
  "AccelAcross",
  "GyroAcross",
] as const;
export type Column = (typeof COLUMNS)[number];
