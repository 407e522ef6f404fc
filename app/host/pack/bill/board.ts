/** What a Nano 33 BLE gives a sketch (boards.txt of Arduino's mbed core: upload.maximum_size, upload.maximum_data_size). */
export const BOARD = {
  name: "Arduino Nano 33 BLE Sense",
  flashBytes: 983_040,
  ramBytes: 262_144,
  clockHz: 64e6,
} as const;

/**
 * What the Arduino core takes of it with Bluetooth, USB and a sketch around the pack. An assumption, on the large side: the
 * core is no part of this repository, and nothing here measures it.
 */
export const CORE_SHARE = { flashBytes: 327_680, ramBytes: 81_920 } as const;
