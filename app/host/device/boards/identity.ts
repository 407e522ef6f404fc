import type { Board } from "#domain/deploy/flash.ts";
import { boardName, type PortInfo, usbOf } from "../../sources/serial/ports.ts";

const ARDUINO = "2341";
/** What its board list calls the Nano 33 BLE (ArduinoCore-mbed, boards.txt): one number as a sketch, three in the boot loader. */
const NANO_SKETCH = "805a";
const NANO_BOOTLOADER = ["005a", "015a", "025a"];
const NANO_NAME = "Nano 33 BLE";
/** Its own number has 16 digits; the boot loader puts 16 zeros before it. */
const CHIP_DIGITS = 16;

/** The board on a port, the same in both modes. Only one with a serial number can be followed from one to the other. */
export function boardAt(port: PortInfo): Omit<Board, "deviceId"> {
  const usb = usbOf(port);
  const serial = port.serialNumber;
  const bootloader = usb?.vendorId === ARDUINO && NANO_BOOTLOADER.includes(usb.productId);
  const nano = bootloader || (usb?.vendorId === ARDUINO && usb.productId === NANO_SKETCH);
  const product = nano ? NANO_SKETCH : usb?.productId;
  return {
    id: usb && serial ? `usb:${usb.vendorId}:${product}:${nano ? chipOf(serial) : serial}` : `path:${port.path}`,
    name: (port.simulated ? "Simulated " : "") + (nano ? NANO_NAME : boardName(port)),
    mode: bootloader ? "bootloader" : "sketch",
    portShown: port.path,
    simulated: port.simulated ?? false,
    supported: nano && serial !== undefined,
  };
}

function chipOf(serialNumber: string): string {
  return serialNumber.slice(-CHIP_DIGITS).toUpperCase();
}
