import { classifyLine, isPrintable, MAX_LINE_BYTES } from "../ssi/lines.ts";

const LF = 0x0a;
const OPENING_BRACE = 0x7b;

/**
 * Finds the first byte of data after `connect` (streaming.md 2.2). Version 1 marks nothing: while the bytes begin with
 * whole lines of JSON they are descriptions or results that were still under way; what follows the last of them begins a row.
 */
export class StreamStart {
  linesSeen = 0;
  #held = new Uint8Array(0);

  /** The first bytes of data, or null while there is none for certain. */
  push(bytes: Uint8Array): Uint8Array | null {
    const joined = new Uint8Array(this.#held.length + bytes.length);
    joined.set(this.#held);
    joined.set(bytes, this.#held.length);
    this.#held = joined;
    while (this.#held.length > 0) {
      if (this.#held[0] !== OPENING_BRACE) return this.#held;
      const end = this.#held.indexOf(LF);
      const line = end < 0 ? this.#held : this.#held.subarray(0, end + 1);
      if (!isPrintable(line) || line.length > MAX_LINE_BYTES) return this.#held;
      if (end < 0) return null;
      const { kind } = classifyLine(line);
      if (kind !== "config" && kind !== "recognition") return this.#held;
      this.linesSeen++;
      this.#held = this.#held.slice(end + 1);
    }
    return null;
  }
}
