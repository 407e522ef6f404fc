import type { SampleArray, SampleType } from "#domain/channels.ts";
import { rowBytes, type SsiConfig } from "./config.ts";
import { FrameDecoder } from "./frameDecoder.ts";
import { RowDecoder } from "./rowDecoder.ts";

/** Consecutive rows of one wire stream, with what is known to be missing before them. */
export interface DecodedRows {
  /** Index into SsiConfig.streams. */
  readonly stream: number;
  /** Interleaved, row-major, own memory. */
  readonly rows: SampleArray;
  readonly lostBefore: number;
  readonly lostReason: "lost" | "corrupt";
  /** Of the first row, in the device's clock; version 3 only. */
  readonly deviceTimeUs: number | null;
}

export interface DecoderSink {
  onRows(rows: DecodedRows): void;
  onCorrupt(packets: number): void;
  /** A result that came between the rows, as text: the rows that it is about were given before. */
  onResult?(payload: Uint8Array): void;
}

/** Turns the bytes of a stream into rows. Never throws, whatever comes. */
export interface Decoder {
  push(bytes: Uint8Array, sink: DecoderSink): void;
  /** The stream is over: gives out what waited for a byte that will not come. */
  end(sink: DecoderSink): void;
}

/** The decoder for a description's own version; `results`: of a glove that was told to `check`. */
export function newDecoder(config: SsiConfig, results = false): Decoder {
  return config.version === 1 ? newRawDecoder(config) : new FrameDecoder(config, results);
}

/** Rows without framing: version 1, and everything that comes over HTTP (streaming.md 7). */
export function newRawDecoder(config: SsiConfig): Decoder {
  return new RowDecoder(rowBytes(config.streams[0]!, config.sampleType), config.sampleType);
}

/** Wire bytes as samples. The wire is little-endian, as is every machine that Ringside runs on. */
export function samplesOf(bytes: Uint8Array<ArrayBuffer>, type: SampleType): SampleArray {
  const owned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  return type === "int16"
    ? new Int16Array(owned.buffer, owned.byteOffset, owned.byteLength / 2)
    : new Float32Array(owned.buffer, owned.byteOffset, owned.byteLength / 4);
}
