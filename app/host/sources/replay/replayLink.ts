import type { DeviceIdentity } from "#domain/captures.ts";
import type { StreamFormat } from "#domain/channels.ts";
import type { Hand } from "#domain/hands.ts";
import type { RecordedStream } from "../../exchange/recordedStream.ts";
import type { Pacer } from "../pacer.ts";
import type { DeviceLink, LinkEnd, LinkReceiver } from "../source.ts";

/** The stock capture firmware sends six rows a packet. */
const ROWS_A_PACKET = 6;

/**
 * Plays one recorded stream as if it were live: the same rows, the same gaps, in the time of the recording. It ends
 * where the recording ends; streaming again begins again.
 */
export class ReplayLink implements DeviceLink {
  readonly device: DeviceIdentity;
  readonly hand: Hand | null;
  readonly formats: readonly [StreamFormat];
  readonly mayBeSilent = true;
  readonly #recorded: RecordedStream;
  readonly #begin: () => Pacer;
  readonly #closed = new AbortController();

  constructor(device: DeviceIdentity, recorded: RecordedStream, begin: () => Pacer) {
    this.device = device;
    this.hand = recorded.hand;
    this.formats = [recorded.format];
    this.#recorded = recorded;
    this.#begin = begin;
  }

  async stream(receiver: LinkReceiver, callerSignal: AbortSignal): Promise<LinkEnd> {
    const signal = AbortSignal.any([callerSignal, this.#closed.signal]);
    const { format, clock } = this.#recorded;
    const width = format.channels.length;
    const pacer = this.#begin();
    let nextIndex = 0;
    for await (const { firstIndex, values } of this.#recorded.runs()) {
      const rows = values.length / width;
      for (let row = 0; row < rows; row += ROWS_A_PACKET) {
        const end = Math.min(rows, row + ROWS_A_PACKET);
        const index = firstIndex + row;
        const lastRowUs = clock.startUs + ((firstIndex + end - 1) * 1e6) / clock.rateHz;
        if (!(await pacer.until(lastRowUs, signal))) return { reason: "aborted" };
        await receiver.onPacket({
          stream: 0,
          rows: values.slice(row * width, end * width),
          lostBefore: index - nextIndex,
          hostTimeUs: pacer.onTimeLine(lastRowUs),
          deviceTimeUs: null,
        });
        nextIndex = firstIndex + end;
      }
    }
    return { reason: signal.aborted ? "aborted" : "ended" };
  }

  async close(): Promise<void> {
    this.#closed.abort();
  }
}
