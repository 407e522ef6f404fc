import type { Gap, GapReason } from "#domain/captures.ts";
import type { SampleArray, StreamFormat } from "#domain/channels.ts";
import { type ClockLine, usToIndex } from "#domain/time.ts";
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
  /** When the first row was measured, as far as the host can tell: rows that come in a burst were not measured in one. */
  readonly measuredUs: number;
  /** The device's own time of the first row, where it tells. */
  readonly deviceTimeUs: number | null;
}

/** What the arrivals of the last seconds tell about a stream's clock; null where they are too few. */
export interface RecentClock {
  rateHz(): number | null;
  /** Sample index -> host time, under the arrivals. */
  line(): ClockLine | null;
}

export const NO_CLOCK: RecentClock = { rateHz: () => null, line: () => null };

/** Silence longer than three packets and this is a stall (streaming.md 14.6). */
const STALL_GRACE_US = 250_000;
/** How long rows are watched after an interruption before it is decided how many it cost. */
const SETTLE_US = 250_000;

/**
 * Puts the packets of one stream on its sample index. What a source knows to be lost becomes an exact gap.
 *
 * After an interruption, be it a broken link or only a silence, nobody says how much is missing: the rows may even have
 * been held back only, and then come in a burst. Rows are therefore held for 250 ms, and placed so that the one that
 * came with the least delay lies on the line of the arrivals before: an estimated gap, or none. Nothing is ever made
 * up, dropped or reordered.
 */
export class RowPlacer {
  readonly #stream: number;
  readonly #width: number;
  readonly #nominalRateHz: number;
  readonly #clock: RecentClock;
  #nextIndex = 0;
  #lastHostUs: number | null = null;
  #packetRows = 1;
  #broken: GapReason | null = null;
  #held: Packet[] = [];

  constructor(stream: number, format: StreamFormat, clock: RecentClock) {
    this.#stream = stream;
    this.#width = format.channels.length;
    this.#nominalRateHz = format.nominalRateHz;
    this.#clock = clock;
  }

  /** One past the last placed index. */
  get nextIndex(): number {
    return this.#nextIndex;
  }

  /** Silence longer than this is a stall. */
  get stallAfterUs(): number {
    return STALL_GRACE_US + (3 * this.#packetRows * 1e6) / this.#rateHz;
  }

  /** Returns what can be placed now: usually the packet, nothing while an interruption is judged. */
  place(packet: Packet): Block[] {
    if (packet.rows.length < this.#width) return [];
    if (this.#held.length === 0 && !this.#endsInterruption(packet)) return [this.#put(packet, 0, "lost")];
    this.#held.push(packet);
    return packet.hostTimeUs - this.#held[0]!.hostTimeUs >= SETTLE_US ? this.flush() : [];
  }

  /** Places what is still held. Call it before anything that ends a stretch: a lost link, the end of a recording. */
  flush(): Block[] {
    const held = this.#held;
    this.#held = [];
    if (held.length === 0) return [];
    const reason = this.#broken ?? "stall";
    const missing = this.#missingBefore(held);
    this.#broken = null;
    return held.map((packet, i) => this.#put(packet, i === 0 ? missing : 0, reason));
  }

  /** The link broke here; how much is missing shows when the next packets come. Place held rows first. */
  interrupt(reason: GapReason): void {
    if (this.#lastHostUs !== null) this.#broken = reason;
  }

  get #rateHz(): number {
    return this.#clock.rateHz() ?? this.#nominalRateHz;
  }

  #endsInterruption(packet: Packet): boolean {
    if (this.#lastHostUs === null) return false;
    return this.#broken !== null || packet.hostTimeUs - this.#lastHostUs > this.stallAfterUs;
  }

  /** Rows that must be missing before the first held packet, so that none of them was there before it was measured. */
  #missingBefore(held: readonly Packet[]): number {
    const last = { startUs: this.#lastHostUs! - ((this.#nextIndex - 1) * 1e6) / this.#rateHz, rateHz: this.#rateHz };
    const line = this.#clock.line() ?? last;
    let came = 0;
    let missing = Number.POSITIVE_INFINITY;
    for (const packet of held) {
      came += packet.lostBefore + packet.rows.length / this.#width;
      const lastIndex = this.#nextIndex + came - 1;
      missing = Math.min(missing, Math.round(usToIndex(line, packet.hostTimeUs)) - lastIndex);
    }
    // Where the link held, a lateness that three packets and the machine explain is no loss.
    const explained = 3 * this.#packetRows + (this.#rateHz * STALL_GRACE_US) / 2e6;
    return missing > (this.#broken === null ? explained : 0) ? missing : 0;
  }

  #put(packet: Packet, missing: number, missingReason: GapReason): Block {
    const gaps: Gap[] = [];
    this.#skip(gaps, missing, missingReason, false);
    this.#skip(gaps, packet.lostBefore, packet.lostReason ?? "lost", true);
    const { rows, hostTimeUs, deviceTimeUs } = packet;
    const count = rows.length / this.#width;
    const firstIndex = this.#nextIndex;
    const measuredUs = this.#measuredUs(firstIndex, count, hostTimeUs);
    const block = { stream: this.#stream, firstIndex, rows, count, gaps, hostTimeUs, measuredUs, deviceTimeUs };
    this.#nextIndex += count;
    this.#lastHostUs = hostTimeUs;
    this.#packetRows = count;
    return block;
  }

  /** Never later than the arrival allows, nor so early that it would have been a stall: then the line is not to be trusted. */
  #measuredUs(firstIndex: number, count: number, hostTimeUs: number): number {
    const line = this.#clock.line();
    const latest = hostTimeUs - ((count - 1) * 1e6) / this.#rateHz;
    if (line === null) return latest;
    const onLine = line.startUs + (firstIndex * 1e6) / line.rateHz;
    return Math.min(latest, Math.max(latest - STALL_GRACE_US, onLine));
  }

  #skip(gaps: Gap[], rows: number, reason: GapReason, exact: boolean): void {
    if (rows <= 0) return;
    gaps.push({ firstIndex: this.#nextIndex, rows, reason, exact });
    this.#nextIndex += rows;
  }
}
