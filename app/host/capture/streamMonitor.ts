import type { ConnectedDevice } from "#contract/devices.ts";
import type { DeviceIdentity, GapReason } from "#domain/captures.ts";
import type { StreamFormat } from "#domain/channels.ts";
import type { Hand } from "#domain/hands.ts";
import { sent } from "../sent.ts";
import { hostNowUs, type Packet } from "../sources/source.ts";
import { ByteShiftWatch } from "./byteShift.ts";
import { addTally, emptyTally, LinkWindow } from "./linkWindow.ts";
import { RowInspector } from "./rowInspector.ts";
import { type Block, RowPlacer } from "./rowPlacer.ts";

/** Keeps watch over one stream of a connected device: places its rows, counts what goes wrong, measures its rate. */
export class StreamMonitor {
  readonly device: DeviceIdentity;
  readonly format: StreamFormat;
  /** Names the live frames of this stream. */
  readonly liveKey: number;
  hand: Hand | null;
  readonly totals = emptyTally();
  readonly #window = new LinkWindow();
  readonly #placer: RowPlacer;
  readonly #inspector: RowInspector;
  readonly #byteShift: ByteShiftWatch;

  constructor(stream: number, device: DeviceIdentity, format: StreamFormat, hand: Hand | null, liveKey: number) {
    this.device = device;
    this.format = format;
    this.hand = hand;
    this.liveKey = liveKey;
    this.#placer = new RowPlacer(stream, format, this.#window);
    this.#inspector = new RowInspector(format);
    this.#byteShift = new ByteShiftWatch(format);
  }

  /** Rows a second over the last 10 s; null for the first second. */
  get measuredRateHz(): number | null {
    return this.#window.rateHz();
  }

  /** Silence longer than this is a stall. */
  get stallAfterUs(): number {
    return this.#placer.stallAfterUs;
  }

  get byteShiftSuspected(): boolean {
    return this.#byteShift.suspected;
  }

  /** What the last ten seconds brought. */
  recent() {
    return this.#window.tally(hostNowUs());
  }

  receive(packet: Packet): Block[] {
    const blocks = this.#placer.place(packet);
    for (const block of blocks) this.#count(block);
    return blocks;
  }

  /** Rows that were held back while a silence was judged (RowPlacer). */
  flush(): Block[] {
    const blocks = this.#placer.flush();
    for (const block of blocks) this.#count(block);
    return blocks;
  }

  /** The link broke; call it after flush. */
  interrupt(reason: GapReason): void {
    this.#placer.interrupt(reason);
    this.#inspector.breakOff();
  }

  refused(packets: number): void {
    this.totals.corrupt += packets;
    this.#window.count(hostNowUs(), { corrupt: packets });
  }

  /** This stream as the page sees it, but for what only its link knows. */
  view(): Omit<ConnectedDevice, "state" | "battery" | "problem" | "sends" | "firmware"> {
    const { rows, ...counts } = this.totals;
    const recent = this.recent();
    const expected = recent.rows + recent.lost;
    return {
      device: this.device,
      liveKey: this.liveKey,
      hand: this.hand,
      format: sent(this.format),
      measuredRateHz: this.measuredRateHz,
      counts,
      lossShare: expected === 0 ? 0 : recent.lost / expected,
      rows,
    };
  }

  #count(block: Block): void {
    if (block.gaps.length > 0) this.#inspector.breakOff();
    const { repeated, clipped } = this.#inspector.inspect(block.rows);
    const lost = block.gaps.reduce((sum, gap) => sum + gap.rows, 0);
    const tally = { rows: block.count, lost, repeated, clipped };
    addTally(this.totals, tally);
    this.#window.count(block.hostTimeUs, tally);
    // An estimated index does not lie on the line of the arrivals before it.
    if (block.gaps.some((gap) => !gap.exact)) this.#window.restartRate();
    this.#window.arrived(block.firstIndex + block.count - 1, block.hostTimeUs);
    this.#byteShift.add(block.rows);
  }
}
