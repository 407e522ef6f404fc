import { configLine, encodeFrame, wireBytes } from "#host/sources/ssi/encode.ts";
import { ByteFaults } from "./byteFaults.ts";
import type { RowFeed } from "./rowFeed.ts";

/** What runs beside the sampling of recognition firmware (firmware/PROTOCOL.md 3). */
export interface Recogniser {
  /** As at the start of `check`. */
  reset(): void;
  /** What it finds in the rows that have just been measured: a line of JSON each. */
  push(rows: Int16Array): readonly object[];
  selfTest(): object;
}

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
  /** Recognition firmware: it describes itself as such, and takes `check` and `selftest`. */
  readonly recogniser?: Recogniser;
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
  readonly #recogniser: Recogniser | undefined;
  #checking = false;
  #results = 0;

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
      ...(options.recogniser ? { firmware: "ringside-recognition 1.0.0", self_test: "passed" } : {}),
      ...this.feed.says,
      ...options.config,
    };
    this.faults = new ByteFaults(options.faultSeed);
    this.#sequence = options.firstSequence ?? 1;
    this.#recogniser = options.recogniser;
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

  /**
   * The words of the host. Anything but the bare word is not understood, as on the stock firmware (streaming.md T4).
   * @returns what it answers at once
   */
  hear(words: string): Uint8Array | null {
    if (words === "connect" || words === "cnnect") this.streaming = true;
    if (words === "disconnect") this.streaming = false;
    if (words === "connect" || words === "disconnect") this.#checking = false;
    if (!this.#recogniser) return null;
    if (words === "selftest") return configLine(this.#recogniser.selfTest());
    if (words === "check") {
      this.#recogniser.reset();
      this.#checking = true;
      this.streaming = true;
    }
    return null;
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
    if (this.#checking) return this.#withResults(out, rows, whole);
    return this.faults.apply(out);
  }

  /** A result leaves after the frame that holds the sample that decided it. */
  #withResults(frames: Uint8Array, rows: Int16Array, count: number): Uint8Array {
    const width = this.feed.columns.length * this.rowsPerPacket;
    const parts: Uint8Array[] = [];
    for (let i = 0; i < count; i++) {
      parts.push(frames.subarray(i * this.packetBytes, (i + 1) * this.packetBytes));
      for (const result of this.#recogniser!.push(rows.slice(i * width, (i + 1) * width))) {
        const payload = new TextEncoder().encode(JSON.stringify(result));
        parts.push(encodeFrame({ channel: 1, word: ++this.#results }, payload));
      }
    }
    return Buffer.concat(parts);
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
