import { setTimeout as sleep } from "node:timers/promises";

/** A serial port as the operating system lists it. */
export interface PortInfo {
  readonly path: string;
  readonly manufacturer?: string | undefined;
  readonly serialNumber?: string | undefined;
  readonly vendorId?: string | undefined;
  readonly productId?: string | undefined;
  /** A program that behaves like a board, not one. */
  readonly simulated?: boolean | undefined;
}

export type ListPorts = () => Promise<readonly PortInfo[]>;

/** Listing takes milliseconds. A system that does not answer has no ports to offer. */
const LIST_MS = 3000;

/** All ports that may be a device. None where they cannot be listed (Linux without udev). */
export async function listPorts(): Promise<readonly PortInfo[]> {
  try {
    const { SerialPort } = await import("serialport");
    const listed = await Promise.race([SerialPort.binding.list(), sleep(LIST_MS, [], { ref: false })]);
    return listed.filter(mayBeGlove);
  } catch {
    return [];
  }
}

/** A board's own UART (`ttyS0` and on) exists on every PC, whether something hangs on it or not. */
export function mayBeGlove(port: PortInfo): boolean {
  return port.vendorId !== undefined || !/ttyS\d+$/.test(port.path);
}

/** `serial:2341:805a:9F3C…`, the same in every socket; `serial:PATH` for what has no number of its own. */
export function portId(port: PortInfo): string {
  const { vendorId, productId, serialNumber, path } = port;
  if (!vendorId || !productId || !serialNumber) return pathId(path);
  return `serial:${vendorId.toLowerCase()}:${productId.toLowerCase()}:${serialNumber}`;
}

export function pathId(path: string): string {
  return `serial:${path}`;
}

export function usbOf(port: PortInfo): { vendorId: string; productId: string } | null {
  const { vendorId, productId } = port;
  return vendorId && productId ? { vendorId: vendorId.toLowerCase(), productId: productId.toLowerCase() } : null;
}

/** By `vendor:product`, running a sketch (not in the boot loader). Arduino's and Adafruit's own board lists. */
const BOARDS: Readonly<Record<string, string>> = {
  "2341:805a": "Nano 33 BLE",
  "2341:8060": "Nicla Sense ME",
  "2341:0060": "Nicla Sense ME",
  "2886:8045": "XIAO nRF52840 Sense",
  "239a:8088": "Feather nRF52840 Sense",
};

export function boardName(port: PortInfo): string {
  const usb = usbOf(port);
  const board = usb && BOARDS[`${usb.vendorId}:${usb.productId}`];
  return board ?? port.manufacturer ?? port.path;
}

/** One line for the eye: who made it, its number, where it is. */
export function portDetail(port: PortInfo): string {
  const usb = usbOf(port);
  const parts = [port.manufacturer, usb && `${usb.vendorId}:${usb.productId}`, port.serialNumber, port.path];
  return parts.filter((part) => part).join(" · ");
}
