import type { Decoder } from "./decoder.ts";

/** What a decoder made of some pieces, for tests. */
export interface Collected {
  /** All samples, in order. */
  readonly values: number[];
  /** One entry per sample row index: the row's first sample, or null in a gap. */
  readonly index: (readonly number[] | null)[];
  readonly reasons: string[];
  readonly corrupt: number;
  readonly deviceTimesUs: (number | null)[];
}

/** Feeds the pieces and ends the stream. `width`: columns of stream `stream`. */
export function collect(decoder: Decoder, pieces: Iterable<Uint8Array>, width = 1, stream = 0): Collected {
  const values: number[] = [];
  const index: (readonly number[] | null)[] = [];
  const reasons: string[] = [];
  const deviceTimesUs: (number | null)[] = [];
  let corrupt = 0;
  const sink = {
    onRows(decoded: Parameters<Parameters<Decoder["push"]>[1]["onRows"]>[0]) {
      if (decoded.stream !== stream) return;
      for (let i = 0; i < decoded.lostBefore; i++) index.push(null);
      if (decoded.lostBefore > 0) reasons.push(decoded.lostReason);
      deviceTimesUs.push(decoded.deviceTimeUs);
      for (let i = 0; i < decoded.rows.length; i += width) index.push([...decoded.rows.subarray(i, i + width)]);
      values.push(...decoded.rows);
    },
    onCorrupt(packets: number) {
      corrupt += packets;
    },
  };
  for (const piece of pieces) decoder.push(piece, sink);
  decoder.end(sink);
  return { values, index, reasons, corrupt, deviceTimesUs };
}

/** Cuts bytes into pieces of the given sizes. */
export function* inPieces(bytes: Uint8Array, sizes: Iterator<number>): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; ) {
    const size = sizes.next().value ?? bytes.length;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}
