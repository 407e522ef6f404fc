import type { SampleArray } from "#domain/channels.ts";
import { lengthField } from "./frameDecoder.ts";
import { HEADER_BYTES, SYNC, xorOf } from "./frameScanner.ts";

/** The sending side of the wire: what a glove does. Used by the virtual glove and by tests of the receiving side. */

/** Samples as wire bytes (little-endian). */
export function wireBytes(rows: SampleArray): Uint8Array {
  return new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength);
}

export interface FrameHeader {
  /** Byte 3: 0 in version 2, the packet counter in version 3. */
  readonly reserved?: number;
  readonly channel?: number;
  /** Bytes 5-8: sequence number in version 2, timestamp in version 3. */
  readonly word: number;
}

/** One frame of version 2 or 3 (streaming.md 4.1 and 5). */
export function encodeFrame(header: FrameHeader, payload: Uint8Array): Uint8Array {
  const frame = new Uint8Array(HEADER_BYTES + payload.length + 1);
  const view = new DataView(frame.buffer);
  frame[0] = SYNC;
  view.setUint16(1, lengthField(payload.length), true);
  frame[3] = header.reserved ?? 0;
  frame[4] = header.channel ?? 0;
  view.setUint32(5, header.word >>> 0, true);
  frame.set(payload, HEADER_BYTES);
  frame[frame.length - 1] = xorOf(frame, 3, frame.length - 1);
  return frame;
}

/** The line that an idle device repeats. */
export function configLine(config: object, ending = "\r\n"): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(config) + ending);
}
