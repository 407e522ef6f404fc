import type { PortInfo } from "../../sources/serial/ports.ts";
import { NANO } from "../images/nano.ts";
import { type BootloaderFaults, FLASH_BYTES, SimulatedBootloader } from "./bootloader.ts";
import { type Sketch, sketchOf } from "./sketch.ts";

export type NanoMode = "sketch" | "bootloader" | "gone";

/** Off the bus between two modes: a little for the reset, longer where the boot loader waits for a second press. */
const RESET_MS = 400;
const DOUBLE_PRESS_MS = 500;
/** The core waits this long after a change to 1200 baud. */
const TOUCH_MS = 200;

export interface NanoOptions {
  /** 16 hex digits: the processor's own number. */
  readonly chip: string;
  /** What it was flashed with before. */
  readonly image?: Uint8Array;
  /** Times real time, of everything but the sensor. */
  readonly speed?: number;
}

/**
 * A Nano 33 BLE that is not there: a boot loader and what was flashed, on one plug. It knows no wire: who carries its
 * bytes hears `onMode` and `onBytes`, and calls `receive` and `setBaud`.
 */
export class SimulatedNano {
  readonly flash = new Uint8Array(FLASH_BYTES).fill(0xff);
  readonly speed: number;
  mode: NanoMode = "gone";
  /** Called at every change, before anything is said in the new mode. */
  onMode: (mode: NanoMode) => void = () => {};
  onBytes: (bytes: Uint8Array) => void = () => {};
  /** A crashed sketch hears no touch. */
  crashed = false;
  /** Of its boot loader. */
  readonly faults: BootloaderFaults = { silent: false, corruptPages: new Set(), chip: "nRF52840-QIAA" };
  /** Hears of each page that the boot loader wrote, with those before it since it started. */
  onPage: (written: readonly number[]) => void = () => {};
  readonly #chip: string;
  #bootloader: SimulatedBootloader | null = null;
  #sketch: Sketch | null = null;
  #timer: NodeJS.Timeout | undefined;
  #touchTimer: NodeJS.Timeout | undefined;
  #baud = 0;

  constructor({ chip, image, speed = 1 }: NanoOptions) {
    this.#chip = chip;
    this.speed = speed;
    if (image) this.flash.set(image, NANO.sketchAddress);
  }

  /** Its USB numbers in its mode now, as the system would list them. */
  usb(): Omit<PortInfo, "path"> {
    const boot = this.mode === "bootloader";
    return {
      manufacturer: "Arduino",
      vendorId: "2341",
      productId: boot ? "005a" : "805a",
      serialNumber: boot ? "0".repeat(16) + this.#chip : this.#chip,
      simulated: true,
    };
  }

  /** What stands where a sketch stands. */
  sketchBytes(count: number): Uint8Array {
    return this.flash.subarray(NANO.sketchAddress, NANO.sketchAddress + count);
  }

  plug(): void {
    if (this.mode === "gone") this.#become(this.#hasSketch() ? "sketch" : "bootloader");
  }

  unplug(): void {
    this.#become("gone");
  }

  /** Twice within half a second: it stays in the boot loader. */
  pressResetTwice(): void {
    if (this.mode !== "gone") this.#restart("bootloader", RESET_MS);
  }

  receive(bytes: Uint8Array): void {
    this.#bootloader?.receive(bytes);
    this.#sketch?.hear(Buffer.from(bytes).toString("latin1"));
  }

  /** A change to 1200 baud, seen by a sketch that lives, starts the boot loader. */
  setBaud(baud: number): void {
    if (baud === this.#baud) return;
    this.#baud = baud;
    if (baud !== 1200 || this.mode !== "sketch" || this.crashed) return;
    this.#touchTimer = setTimeout(() => this.#restart("bootloader", RESET_MS), TOUCH_MS / this.speed);
  }

  #restart(mode: NanoMode, goneMs: number): void {
    this.#become("gone");
    this.#timer = setTimeout(() => this.#become(mode), goneMs / this.speed);
  }

  #become(mode: NanoMode): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#touchTimer);
    this.#bootloader?.stop();
    this.#sketch?.stop();
    this.#bootloader = null;
    this.#sketch = null;
    this.#baud = 0;
    this.mode = mode;
    this.onMode(mode);
    const say = (bytes: Uint8Array) => this.onBytes(bytes);
    if (mode === "bootloader") {
      const next = () => this.#restart(this.#hasSketch() ? "sketch" : "bootloader", RESET_MS + DOUBLE_PRESS_MS);
      this.#bootloader = new SimulatedBootloader(this.flash, this.faults, this.speed, say, next);
      const { written } = this.#bootloader;
      this.#bootloader.onPage = () => this.onPage(written);
    } else if (mode === "sketch" && !this.crashed) {
      this.#sketch = sketchOf(this.sketchBytes(NANO.sketchBytes), this.#chip, say);
    }
  }

  /** The boot loader starts nothing where one of the first two words is erased. */
  #hasSketch(): boolean {
    const view = new DataView(this.flash.buffer, NANO.sketchAddress, 8);
    return view.getUint32(0) !== 0xffff_ffff && view.getUint32(4) !== 0xffff_ffff;
  }
}
