import { samplesOf } from "../ssi/decoder.ts";

/** u16 sequence, u32 time (firmware/PROTOCOL.md 4). */
export const FRAME_HEAD_BYTES = 6;

export interface FramedValue {
  readonly rows: Int16Array;
  readonly lostBefore: number;
  /** Of the first row on the glove's own clock, from its first notification on, without its wrap. */
  readonly deviceTimeUs: number;
}

/**
 * Reads the notifications of our own firmware: numbered, so that what is missing is known. Each of a subscription holds the
 * same number of rows; a gap of more than 65,535 notifications (an hour at the fastest) cannot be told from a shorter one.
 */
export class FramedValues {
  readonly #rowBytes: number;
  #last: { readonly sequence: number; readonly rows: number; readonly word: number; readonly timeUs: number } | null =
    null;

  constructor(rowBytes: number) {
    this.#rowBytes = rowBytes;
  }

  /** Null for what cannot be a notification of it: too short, or not whole rows. */
  read(value: Uint8Array): FramedValue | null {
    const bytes = value.length - FRAME_HEAD_BYTES;
    if (bytes < this.#rowBytes || bytes % this.#rowBytes !== 0) return null;
    const view = new DataView(value.buffer, value.byteOffset, value.byteLength);
    const sequence = view.getUint16(0, true);
    const word = view.getUint32(2, true);
    const rows = bytes / this.#rowBytes;
    const last = this.#last;
    const missing = last === null ? 0 : (sequence - last.sequence - 1 + 0x10000) & 0xffff;
    const timeUs = last === null ? word : last.timeUs + ((word - last.word) >>> 0);
    this.#last = { sequence, rows, word, timeUs };
    return {
      rows: samplesOf(new Uint8Array(value.subarray(FRAME_HEAD_BYTES)), "int16") as Int16Array,
      lostBefore: missing * (last?.rows ?? 0),
      deviceTimeUs: timeUs,
    };
  }
}
