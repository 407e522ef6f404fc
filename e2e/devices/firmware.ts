import { configLine, encodeFrame, wireBytes } from "#host/sources/ssi/encode.ts";
import { ByteFaults } from "./byteFaults.ts";
import type { RowFeed } from "./rowFeed.ts";

export interface FirmwareOptions {
  readonly feed: RowFeed;
  /** Framing; 1 by default. */
  readonly version?: 1 | 2;
  readonly rowsPerPacket?: number;
  /** Further keys of the description, or other values for its keys: absurd ones too. `undefined` takes a key out. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** First sequence number; 1 as all known senders. */
  readonly firstSequence?: number;
  /** Stops sending after this many rows. */
  readonly rows?: number;
  readonly faultSeed?: number;
}

/** A packet that was sent, before any fault. */
export interface SentPacket {
  readonly sequence: number;
  readonly firstRow: number;
  /** Offset of its first byte in all that was streamed. */
  readonly offset: number;
}

/**
 * What runs on a capture glove: it says its description until it hears `connect`, then sends packets until it hears
 * `disconnect`. It knows no clock and no wire: something else asks for its bytes.
 */
export class CaptureFirmware {
  readonly config: Readonly<Record<string, unknown>>;
  readonly feed: RowFeed;
  readonly version: 1 | 2;
  readonly rowsPerPacket: number;
  /** Of the streamed bytes only: descriptions arrive whole. */
  readonly faults: ByteFaults;
  /** Every packet that was sent, in order. */
  readonly sent: SentPacket[] = [];
  streaming = false;
  #sequence: number;
  #offset = 0;
  readonly #rowLimit: number;

  constructor(options: FirmwareOptions) {
    this.feed = options.feed;
    this.version = options.version ?? 1;
    this.rowsPerPacket = options.rowsPerPacket ?? 6;
    this.config = {
      sample_rate: this.feed.rateHz,
      samples_per_packet: this.rowsPerPacket,
      column_location: Object.fromEntries(this.feed.columns.map((name, position) => [name, position])),
      ...(this.version === 2 ? { version: 2 } : {}),
      device_name: "Virtual glove",
      simulated: true,
      ...this.feed.says,
      ...options.config,
    };
    this.faults = new ByteFaults(options.faultSeed);
    this.#sequence = options.firstSequence ?? 1;
    this.#rowLimit = options.rows ?? Number.POSITIVE_INFINITY;
  }

  /** Rows sent so far, whatever the line did to them afterwards. */
  get rowsSent(): number {
    return this.sent.length * this.rowsPerPacket;
  }

  get packetsLeft(): number {
    return Math.floor((this.#rowLimit - this.rowsSent) / this.rowsPerPacket);
  }

  get packetBytes(): number {
    return this.rowsPerPacket * this.feed.columns.length * 2 + (this.version === 2 ? 10 : 0);
  }

  /** The words of the host. Anything but the bare word is not understood, as on the stock firmware (streaming.md T4). */
  hear(words: string): void {
    if (words === "connect" || words === "cnnect") this.streaming = true;
    if (words === "disconnect") this.streaming = false;
  }

  advertisement(): Uint8Array {
    return configLine(this.config);
  }

  /** The next packets, as they arrive after the line's faults. */
  packets(count: number): Uint8Array {
    const whole = Math.min(count, this.packetsLeft);
    const width = this.feed.columns.length * this.rowsPerPacket;
    const rows = this.feed.rows(this.rowsSent, whole * this.rowsPerPacket);
    const out = new Uint8Array(whole * this.packetBytes);
    for (let i = 0; i < whole; i++) {
      const payload = wireBytes(rows.subarray(i * width, (i + 1) * width));
      out.set(this.version === 2 ? encodeFrame({ word: this.#sequence }, payload) : payload, i * this.packetBytes);
      this.sent.push({ sequence: this.#sequence, firstRow: this.rowsSent, offset: this.#offset });
      this.#sequence = (this.#sequence + 1) >>> 0;
      this.#offset += this.packetBytes;
    }
    return this.faults.apply(out);
  }

  /** Which rows were touched by a fault, and how often, by packet number (0 is the first sent). */
  damagedPackets(): ReadonlyMap<number, number> {
    const touched = new Map<number, number>();
    for (const offset of this.faults.damagedOffsets) {
      const packet = Math.floor(offset / this.packetBytes);
      touched.set(packet, (touched.get(packet) ?? 0) + 1);
    }
    return touched;
  }
}
