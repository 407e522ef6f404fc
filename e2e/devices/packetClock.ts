import type { CaptureFirmware } from "./firmware.ts";

/** Packets in one write. */
const BATCH = 64;

/** Tells how many packets a glove owes by now, without drifting. */
export class PacketClock {
  readonly #firmware: CaptureFirmware;
  #speed: number;
  #start: { readonly ms: number; readonly packets: number } | null = null;

  /** `speed`: times real time; Infinity owes a batch at any time. */
  constructor(firmware: CaptureFirmware, speed: number) {
    this.#firmware = firmware;
    this.#speed = speed;
  }

  get speed(): number {
    return this.#speed;
  }

  set speed(speed: number) {
    this.#speed = speed;
    this.restart();
  }

  get flatOut(): boolean {
    return this.#speed === Number.POSITIVE_INFINITY;
  }

  /** Counts from now on: what was not sent until now is not owed. */
  restart(): void {
    this.#start = null;
  }

  /** The packets to send now; null when none is due. */
  due(): Uint8Array | null {
    const firmware = this.#firmware;
    this.#start ??= { ms: performance.now(), packets: firmware.sent.length };
    const packetsPerMs = (this.#speed * firmware.feed.rateHz) / firmware.rowsPerPacket / 1000;
    const done = firmware.sent.length - this.#start.packets;
    const owed = this.flatOut ? BATCH : Math.floor((performance.now() - this.#start.ms) * packetsPerMs) - done;
    const count = Math.min(owed, BATCH, firmware.packetsLeft);
    return count > 0 ? firmware.packets(count) : null;
  }
}
