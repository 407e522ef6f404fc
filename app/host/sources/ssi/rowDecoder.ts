import type { SampleType } from "#domain/channels.ts";
import { ByteBuffer } from "./byteBuffer.ts";
import { type Decoder, type DecoderSink, samplesOf } from "./decoder.ts";

/** Version 1: rows one after the other, nothing between them (streaming.md 3). The first byte must begin a row. */
export class RowDecoder implements Decoder {
  readonly #buffer = new ByteBuffer();
  readonly #rowBytes: number;
  readonly #type: SampleType;

  constructor(rowBytes: number, type: SampleType) {
    this.#rowBytes = rowBytes;
    this.#type = type;
  }

  push(bytes: Uint8Array, sink: DecoderSink): void {
    this.#buffer.append(bytes);
    const whole = Math.floor(this.#buffer.length / this.#rowBytes) * this.#rowBytes;
    if (whole === 0) return;
    const rows = samplesOf(this.#buffer.take(whole), this.#type);
    sink.onRows({ stream: 0, rows, lostBefore: 0, lostReason: "lost", deviceTimeUs: null });
  }

  /** A row cut short is no row. */
  end(): void {}
}
