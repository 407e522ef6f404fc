import type { LinkCounts } from "#domain/captures.ts";
import { NO_COUNTS } from "#domain/captures.ts";
import type { StreamFormat } from "#domain/channels.ts";
import { ClockFit } from "#domain/clockFit.ts";
import { indexToUs } from "#domain/time.ts";
import type { Journal, StreamEnd } from "../store/api.ts";
import { RowInspector } from "./rowInspector.ts";
import type { Block } from "./rowPlacer.ts";

/** How often the counters reach the disk; a crash may cost them this much. */
const PROGRESS_US = 1_000_000;

/**
 * Writes one stream of one capture: cuts off what was measured before the start or after the stop, moves the device's
 * index so that the first kept row is 0, hands rows and gaps to the journal, and fits the stream's clock.
 */
export class StreamWriter {
  readonly streamId: number;
  readonly #journal: Journal;
  readonly #format: StreamFormat;
  readonly #zeroUs: number;
  readonly #inspector: RowInspector;
  readonly #fit: ClockFit;
  #stopUs = Number.POSITIVE_INFINITY;
  /** A block was cut at the stop: whatever comes in the same burst was measured later still. */
  #stopped = false;
  /** The device's index of our row 0. */
  #base: number | null = null;
  #endIndex = 0;
  #rows = 0;
  #counts: LinkCounts = NO_COUNTS;
  #lastHostUs: number | null = null;
  #firstRowUs = 0;
  #toldUs = 0;

  /** @param zeroUs host time (hostNowUs) of the capture's start */
  constructor(journal: Journal, streamId: number, format: StreamFormat, zeroUs: number) {
    this.streamId = streamId;
    this.#journal = journal;
    this.#format = format;
    this.#zeroUs = zeroUs;
    this.#inspector = new RowInspector(format);
    this.#fit = new ClockFit(format.nominalRateHz);
  }

  /** Rows written so far. */
  get rows(): number {
    return this.#rows;
  }

  /** Rows measured from now on (host time) are not part of the capture. */
  stopAt(hostUs: number): void {
    this.#stopUs = hostUs;
  }

  add(block: Block): void {
    if (this.#stopped) return;
    const periodUs = 1e6 / this.#rateHz();
    const kept = keptRows(block, periodUs, this.#base === null ? this.#zeroUs : Number.NEGATIVE_INFINITY, this.#stopUs);
    this.#stopped = kept.to < block.count;
    if (kept.to <= kept.from) return;
    const deviceIndex = block.firstIndex + kept.from;
    if (this.#base === null) {
      this.#base = deviceIndex;
      this.#firstRowUs = block.measuredUs + kept.from * periodUs - this.#zeroUs;
    } else this.#writeGaps(block);
    this.#writeRows(block, kept, deviceIndex - this.#base);
    this.#tellProgress(block.hostTimeUs);
  }

  /** A packet was refused. */
  corrupt(packets: number): void {
    this.#counts = { ...this.#counts, corrupt: this.#counts.corrupt + packets };
  }

  /** The device was away when the recording stopped: what it did not send until then is missing. */
  missingUntil(stopUs: number, reason: "stall" | "disconnect"): void {
    if (this.#lastHostUs === null) return;
    const rows = Math.ceil(((stopUs - this.#lastHostUs) * this.#rateHz()) / 1e6) - 1;
    if (rows <= 0) return;
    this.#journal.gap(this.streamId, { firstIndex: this.#endIndex, rows, reason, exact: false });
    this.#endIndex += rows;
    this.#counts = { ...this.#counts, lost: this.#counts.lost + rows };
  }

  end(): StreamEnd {
    const fitted = this.#fit.fit();
    return {
      streamId: this.streamId,
      clock: fitted?.line ?? { startUs: this.#firstRowUs, rateHz: this.#format.nominalRateHz },
      clockResidualUs: fitted?.residualUs ?? null,
      counts: this.#counts,
    };
  }

  /** Capture time just after the last row, or after the gap behind it. */
  endUs(): number {
    return this.#endIndex === 0 ? 0 : indexToUs(this.end().clock, this.#endIndex - 1) + 1;
  }

  #rateHz(): number {
    return this.#fit.fit()?.line.rateHz ?? this.#format.nominalRateHz;
  }

  #writeGaps(block: Block): void {
    for (const gap of block.gaps) {
      this.#journal.gap(this.streamId, { ...gap, firstIndex: gap.firstIndex - this.#base! });
      this.#counts = { ...this.#counts, lost: this.#counts.lost + gap.rows };
      this.#inspector.breakOff();
    }
  }

  #writeRows(block: Block, kept: { from: number; to: number }, index: number): void {
    const width = this.#format.channels.length;
    const rows = block.rows.subarray(kept.from * width, kept.to * width);
    const count = kept.to - kept.from;
    const { repeated, clipped } = this.#inspector.inspect(rows);
    this.#counts = {
      ...this.#counts,
      repeated: this.#counts.repeated + repeated,
      clipped: this.#counts.clipped + clipped,
    };
    const whole = kept.to === block.count;
    const hostUs = block.hostTimeUs - this.#zeroUs;
    const deviceUs =
      block.deviceTimeUs === null
        ? null
        : Math.round(block.deviceTimeUs + ((block.count - 1) * 1e6) / this.#format.nominalRateHz);
    // An arrival belongs to the last row that it brought; a packet that the stop cut has lost that row.
    this.#journal.append(
      this.streamId,
      index,
      rows,
      whole ? [{ index: index + count - 1, hostUs: Math.round(hostUs), deviceUs }] : [],
    );
    if (whole) this.#fit.add(index + count - 1, hostUs);
    this.#endIndex = index + count;
    this.#rows += count;
    this.#lastHostUs = block.hostTimeUs;
  }

  #tellProgress(hostTimeUs: number): void {
    if (hostTimeUs - this.#toldUs < PROGRESS_US) return;
    this.#toldUs = hostTimeUs;
    this.#journal.progress(this.streamId, this.end());
  }
}

/** Which rows of a block were measured in [fromUs, toUs). */
function keptRows(block: Block, periodUs: number, fromUs: number, toUs: number): { from: number; to: number } {
  const rowAt = (timeUs: number) =>
    Math.min(block.count, Math.max(0, Math.ceil((timeUs - block.measuredUs) / periodUs)));
  return { from: rowAt(fromUs), to: rowAt(toUs) };
}
