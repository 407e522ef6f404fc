import type { Gap, GapReason } from "#domain/captures.ts";
import type { SampleArray, StreamFormat } from "#domain/channels.ts";
import type { Packet } from "../sources/source.ts";

/** Rows with their place: what every listener of a device works with. */
export interface Block {
  /** Which of the link's streams. */
  readonly stream: number;
  /** Index of the first row, counted since the device was connected; lost rows count. */
  readonly firstIndex: number;
  readonly rows: SampleArray;
  /** Rows, not values. */
  readonly count: number;
  /** What is missing directly before the first row, in order. Their indexes end at `firstIndex`. */
  readonly gaps: readonly Gap[];
  /** When the last row was read (hostNowUs). */
  readonly hostTimeUs: number;
  /** The device's own time of the first row, where it tells. */
  readonly deviceTimeUs: number | null;
}

/** Silence longer than three packets and this is a stall (streaming.md 14.6). */
const STALL_GRACE_US = 250_000;
/** How long rows are watched after a stall before it is decided whether the silence cost any. */
const SETTLE_US = 250_000;

/**
 * Puts the packets of one stream on its sample index. What a source knows to be lost becomes an exact gap. After an
 * interruption nobody knows how much is missing, so the host clock tells: an estimated gap. After a silence the rows
 * may have been only held back, and then come in a burst; rows are therefore held until 250 ms of them tell which of
 * the two it was. Nothing is ever made up, dropped or reordered.
 */
export class RowPlacer {
  readonly #stream: number;
  readonly #width: number;
  readonly #rateHz: () => number;
  #nextIndex = 0;
  #lastHostUs: number | null = null;
  #packetRows = 1;
  #broken: GapReason | null = null;
  #held: Packet[] = [];

  /** @param rateHz the best rate known now: the measured one where there is one, else the claimed one */
  constructor(stream: number, format: StreamFormat, rateHz: () => number) {
    this.#stream = stream;
    this.#width = format.channels.length;
    this.#rateHz = rateHz;
  }

  /** One past the last placed index. */
  get nextIndex(): number {
    return this.#nextIndex;
  }

  /** Silence longer than this is a stall. */
  get stallAfterUs(): number {
    return STALL_GRACE_US + (3 * this.#packetRows * 1e6) / this.#rateHz();
  }

  /** Returns what can be placed now: usually the packet, nothing while a silence is judged. */
  place(packet: Packet): Block[] {
    if (packet.rows.length < this.#width) return [];
    if (this.#held.length === 0 && !this.#endsSilence(packet)) return [this.#put(packet, this.#missedSince(packet))];
    this.#held.push(packet);
    return packet.hostTimeUs - this.#held[0]!.hostTimeUs >= SETTLE_US ? this.flush() : [];
  }

  /** Places what is still held. Call it before anything that ends a stretch: a lost link, the end of a recording. */
  flush(): Block[] {
    const held = this.#held;
    this.#held = [];
    if (held.length === 0) return [];
    const missing = this.#missingIn(held);
    return held.map((packet, i) => this.#put(packet, i === 0 ? missing : null));
  }

  /** The link broke here; how much is missing shows when the next packet comes. Place held rows first. */
  interrupt(reason: GapReason): void {
    this.#broken = reason;
  }

  #endsSilence(packet: Packet): boolean {
    const last = this.#lastHostUs;
    return this.#broken === null && last !== null && packet.hostTimeUs - last > this.stallAfterUs;
  }

  #missedSince(packet: Packet): Missing | null {
    if (this.#broken === null || this.#lastHostUs === null) return null;
    const rows = this.#rowsSince(this.#lastHostUs, packet.hostTimeUs) - packet.rows.length / this.#width;
    return rows > 0 ? { rows, reason: this.#broken } : null;
  }

  #missingIn(held: readonly Packet[]): Missing | null {
    const came = held.reduce((sum, packet) => sum + packet.rows.length / this.#width + packet.lostBefore, 0);
    const rows = this.#rowsSince(this.#lastHostUs!, held.at(-1)!.hostTimeUs) - came;
    // A lateness that three packets explain is no loss.
    const explained = 3 * this.#packetRows + (this.#rateHz() * STALL_GRACE_US) / 2e6;
    return rows > explained ? { rows, reason: "stall" } : null;
  }

  #rowsSince(fromUs: number, toUs: number): number {
    return Math.round(((toUs - fromUs) * this.#rateHz()) / 1e6);
  }

  #put(packet: Packet, missing: Missing | null): Block {
    const gaps: Gap[] = [];
    if (missing !== null) {
      gaps.push({ firstIndex: this.#nextIndex, rows: missing.rows, reason: missing.reason, exact: false });
      this.#nextIndex += missing.rows;
    }
    if (packet.lostBefore > 0) {
      const reason = packet.lostReason ?? "lost";
      gaps.push({ firstIndex: this.#nextIndex, rows: packet.lostBefore, reason, exact: true });
      this.#nextIndex += packet.lostBefore;
    }
    const { rows, hostTimeUs, deviceTimeUs } = packet;
    const count = rows.length / this.#width;
    const block = { stream: this.#stream, firstIndex: this.#nextIndex, rows, count, gaps, hostTimeUs, deviceTimeUs };
    this.#nextIndex += count;
    this.#lastHostUs = hostTimeUs;
    this.#packetRows = count;
    this.#broken = null;
    return block;
  }
}

interface Missing {
  readonly rows: number;
  readonly reason: GapReason;
}
