import { NANO } from "../images/nano.ts";
import { crc16 } from "../samba/crc16.ts";

/** The Nano's flash as a whole: the boot loader, then the sketch. */
export const FLASH_BYTES = 0x10_0000;
const BUFFER_BYTES = 0x2000;
const RING_BYTES = 0x2000;
/** From `Y` to its answer: erasing and writing a page (logs of real boards: 155 to 165 ms). */
const PAGE_MS = 160;

/** What goes wrong, on demand. It may be changed at any time. */
export interface BootloaderFaults {
  /** Hears everything and says nothing. */
  silent: boolean;
  /** These pages get a flipped bit whenever they are written. */
  readonly corruptPages: Set<number>;
  /** What it says of its processor. */
  chip: string;
}

/**
 * The boot loader of the Nano 33 BLE, as its machine code behaves: the commands, the stray bytes after two answers,
 * writes that fail without a word, and the rings and buffers that overflow silently.
 */
export class SimulatedBootloader {
  /** Pages written since the start, in order. */
  readonly written: number[] = [];
  /** Called when a page is written, before that is told. */
  onPage: () => void = () => {};
  readonly #faults: Readonly<BootloaderFaults>;
  readonly #flash: Uint8Array;
  readonly #speed: number;
  readonly #answer: (bytes: Uint8Array) => void;
  readonly #reset: () => void;
  readonly #buffer = new Uint8Array(BUFFER_BYTES);
  #ring: number[] = [];
  #command = "";
  #filling = { at: 0, left: 0 };
  #source = 0;
  #busy = false;
  #stopped = false;

  constructor(
    flash: Uint8Array,
    faults: Readonly<BootloaderFaults>,
    speed: number,
    answer: (bytes: Uint8Array) => void,
    reset: () => void,
  ) {
    this.#faults = faults;
    this.#flash = flash;
    this.#speed = speed;
    this.#answer = answer;
    this.#reset = reset;
  }

  receive(bytes: Uint8Array): void {
    if (this.#faults.silent) return;
    for (const byte of bytes) if (this.#ring.length < RING_BYTES) this.#ring.push(byte);
    this.#work();
  }

  stop(): void {
    this.#stopped = true;
  }

  #work(): void {
    let at = 0;
    while (at < this.#ring.length && !this.#busy && !this.#stopped) {
      const byte = this.#ring[at++]!;
      if (this.#filling.left > 0) {
        this.#buffer[this.#filling.at++ % BUFFER_BYTES] = byte;
        this.#filling.left--;
        continue;
      }
      this.#command += String.fromCharCode(byte);
      if (byte !== 0x23) continue;
      const command = this.#command;
      this.#command = "";
      this.#do(command);
    }
    this.#ring = this.#ring.slice(at);
  }

  #do(command: string): void {
    const first = Number.parseInt(command.slice(1, 9), 16) || 0;
    const second = Number.parseInt(command.slice(10), 16) || 0;
    const say = (text: string) => this.#answer(Buffer.from(text, "latin1"));
    switch (command[0]) {
      case "N":
        say("\n\r");
        break;
      case "V":
        say("Arduino Bootloader (SAM-BA extended) 2.0 [Arduino:IKXYZ]\n\r\0n");
        break;
      case "I":
        say(`${this.#faults.chip}\n\r\0X`);
        break;
      case "X":
        say("X\n\r");
        break;
      case "S":
        this.#filling = { at: first, left: second };
        break;
      case "Y":
        if (second > 0) this.#write(first, second);
        else {
          this.#source = first;
          say("Y\n\r");
        }
        break;
      case "Z": {
        const from = NANO.sketchAddress + first;
        const crc = crc16(this.#flash.subarray(from, from + second));
        say(`Z${crc.toString(16).toUpperCase().padStart(8, "0")}#\n\r`);
        break;
      }
      case "K":
        this.#reset();
    }
  }

  #write(offset: number, count: number): void {
    this.#busy = true;
    setTimeout(() => {
      if (this.#stopped) return;
      const at = NANO.sketchAddress + offset;
      const whole = count % NANO.pageBytes === 0 && offset % NANO.pageBytes === 0;
      // What is not a whole page is not erased, and flash can only lose bits.
      if (whole) this.#flash.fill(0xff, at, at + count);
      for (let i = 0; i < count; i++) this.#flash[at + i]! &= this.#buffer[(this.#source + i) % BUFFER_BYTES]!;
      const page = offset / NANO.pageBytes;
      if (this.#faults.corruptPages.has(page)) this.#flash[at + 8]! ^= 1;
      this.written.push(page);
      this.#busy = false;
      this.onPage();
      if (this.#stopped) return;
      this.#answer(Buffer.from("Y\n\r"));
      this.#work();
    }, PAGE_MS / this.#speed);
  }
}
