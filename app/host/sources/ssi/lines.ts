import { ByteBuffer } from "./byteBuffer.ts";
import { looksLikeConfig } from "./config.ts";
import { looksLikeRecognition, parseResultLine } from "./results.ts";

/** What a device says about itself while it is not streaming (streaming.md 2.3). */
export type Line =
  | { readonly kind: "config"; readonly json: object }
  /** A knowledge pack runs on it: its results, its times, or its map of models. */
  | { readonly kind: "recognition"; readonly json: object }
  /** Readable, but not ours. */
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "binary" };

/** Longest line that a firmware can send; the largest known buffer is 256 bytes, ours is below 1 kB. */
export const MAX_LINE_BYTES = 4096;
const LF = 0x0a;

/** Cuts bytes into lines at LF. What has no end within the longest line is binary and is dropped. */
export class LineReader {
  readonly #buffer = new ByteBuffer();
  #searched = 0;

  push(bytes: Uint8Array): Line[] {
    this.#buffer.append(bytes);
    const lines: Line[] = [];
    for (let end = this.#findEnd(); end >= 0; end = this.#findEnd()) {
      lines.push(classifyLine(this.#buffer.take(end + 1)));
      this.#searched = 0;
    }
    if (this.#buffer.length > MAX_LINE_BYTES) {
      this.#buffer.drop(this.#buffer.length);
      this.#searched = 0;
      lines.push({ kind: "binary" });
    }
    return lines;
  }

  /** The beginning of a line, given away; empty at a line's start. */
  takeRest(): Uint8Array {
    this.#searched = 0;
    return this.#buffer.take(this.#buffer.length);
  }

  #findEnd(): number {
    const end = this.#buffer.peek().indexOf(LF, this.#searched);
    if (end < 0) this.#searched = this.#buffer.length;
    return end;
  }
}

export function isPrintable(bytes: Uint8Array): boolean {
  return bytes.every((byte) => (byte >= 0x20 && byte < 0x7f) || byte === 0x09 || byte === 0x0d || byte === LF);
}

/** Never throws. A description behind the tail of a stream, on the same line, is found too. */
export function classifyLine(bytes: Uint8Array): Line {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8").trim();
  const start = text.search(/\{\s*["}]/);
  const json =
    start < 0
      ? undefined
      : (parseResultLine(text.slice(start)) ?? parseResultLine(text.slice(Math.max(0, text.lastIndexOf('{"')))));
  if (looksLikeConfig(json)) return { kind: "config", json };
  if (looksLikeRecognition(json)) return { kind: "recognition", json };
  return isPrintable(bytes) && text !== "" ? { kind: "text", text } : { kind: "binary" };
}
