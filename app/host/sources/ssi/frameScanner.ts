import { ByteBuffer } from "./byteBuffer.ts";

/** A frame whose length, checksum and successor are right (streaming.md 4.1 and 5). */
export interface Frame {
  /** Byte 3: reserved in version 2, the packet counter in version 3. */
  readonly reserved: number;
  readonly channel: number;
  /** Bytes 5-8: the sequence number in version 2, the timestamp in version 3. */
  readonly word: number;
  readonly payload: Uint8Array<ArrayBuffer>;
  /** Bytes that belong to no frame, since the frame before. */
  readonly skippedBytes: number;
}

export const SYNC = 0xff;
/** Reserved, channel and four bytes of sequence: what the length counts besides the payload. */
export const COUNTED_HEADER_BYTES = 6;
export const HEADER_BYTES = 9;

/**
 * Finds frames in a stream that may have lost or changed bytes: the receiver of streaming.md 4.2. A sync byte is
 * believed only with the expected length, the right checksum and another sync byte behind the frame.
 */
export class FrameScanner {
  readonly #buffer = new ByteBuffer();
  readonly #fits: (channel: number, payloadBytes: number) => boolean;
  #skipped = 0;

  /** `fits` tells whether a payload of that channel can be so long; never for a channel that does not exist. */
  constructor(fits: (channel: number, payloadBytes: number) => boolean) {
    this.#fits = fits;
  }

  push(bytes: Uint8Array): Frame[] {
    this.#buffer.append(bytes);
    return this.#scan(false);
  }

  /** Frames that waited for the byte behind them. */
  end(): Frame[] {
    return this.#scan(true);
  }

  #scan(ended: boolean): Frame[] {
    const frames: Frame[] = [];
    const bytes = this.#buffer.peek();
    let at = 0;
    while (bytes.length - at > HEADER_BYTES) {
      const size = bytes[at] === SYNC ? this.#frameBytes(bytes, at) : 0;
      if (size > bytes.length - at) break;
      const verdict = size === 0 ? "no" : judge(bytes, at, size);
      if (verdict === "wait" && !ended) break;
      if (verdict === "no") {
        const next = bytes.indexOf(SYNC, at + 1);
        const to = next < 0 ? bytes.length : next;
        this.#skipped += to - at;
        at = to;
        continue;
      }
      frames.push({ ...cut(bytes, at, size), skippedBytes: this.#skipped });
      this.#skipped = 0;
      at += size;
    }
    this.#buffer.drop(at);
    return frames;
  }

  /** Whole length of the frame that begins here, from sync to checksum; 0 where its header cannot be one. */
  #frameBytes(bytes: Uint8Array, at: number): number {
    const length = bytes[at + 1]! | (bytes[at + 2]! << 8);
    return this.#fits(bytes[at + 4]!, length - COUNTED_HEADER_BYTES) ? length + 4 : 0;
  }
}

function judge(bytes: Uint8Array, at: number, size: number): "yes" | "no" | "wait" {
  const last = at + size - 1;
  const checksum = bytes[last]!;
  if (xorOf(bytes, at + 3, last) !== checksum) return "no";
  if (last + 1 < bytes.length) return bytes[last + 1] === SYNC ? "yes" : "no";
  // Nothing behind it yet. After one or two lost bytes the next frame's header stands where the checksum should be, and
  // one time in 256 it fits. Such a frame waits for the byte behind it; any other is good at once.
  const couldBeHeader = checksum === SYNC || checksum === bytes[at + 1] || checksum === bytes[at + 2];
  return couldBeHeader ? "wait" : "yes";
}

function cut(bytes: Uint8Array<ArrayBuffer>, at: number, size: number): Omit<Frame, "skippedBytes"> {
  const [a, b, c, d] = [bytes[at + 5]!, bytes[at + 6]!, bytes[at + 7]!, bytes[at + 8]!];
  return {
    reserved: bytes[at + 3]!,
    channel: bytes[at + 4]!,
    word: (a | (b << 8) | (c << 16) | (d << 24)) >>> 0,
    payload: bytes.slice(at + HEADER_BYTES, at + size - 1),
  };
}

/** XOR of bytes [from, to): reserved through last payload byte for a whole frame. */
export function xorOf(bytes: Uint8Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum ^= bytes[i]!;
  return sum;
}
