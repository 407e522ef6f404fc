/** The Nano 33 BLE's memory as its core uses it (ArduinoCore-mbed: boards.txt, the linker script of nano33ble). */
export const NANO = {
  /** Where a sketch begins in flash; below it stands the boot loader. */
  sketchAddress: 0x10000,
  sketchBytes: 983_040,
  pageBytes: 4096,
  ramAddress: 0x2000_0000,
  ramBytes: 262_144,
} as const;
