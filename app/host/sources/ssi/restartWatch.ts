import { isPrintable } from "./lines.ts";

/**
 * Sees that a device stopped streaming by itself and advertises again (it lost its power for a moment, say). Its
 * description must never be taken for samples: version 1 marks nothing.
 */
export class RestartWatch {
  #held: Uint8Array = new Uint8Array(0);

  /** The bytes that are samples for certain, and whether a description begins behind them. */
  push(bytes: Uint8Array): { readonly data: Uint8Array; readonly restarted: boolean } {
    const all = this.#held.length === 0 ? bytes : Uint8Array.from([...this.#held, ...bytes]);
    this.#held = new Uint8Array(0);
    for (let at = all.indexOf(BRACE); at >= 0; at = all.indexOf(BRACE, at + 1)) {
      const seen = all.subarray(at, at + ENOUGH);
      if ((seen[1] ?? QUOTE) !== QUOTE || !isPrintable(seen)) continue;
      const restarted = seen.length === ENOUGH;
      if (!restarted) this.#held = all.slice(at);
      return { data: all.subarray(0, at), restarted };
    }
    return { data: all, restarted: false };
  }

  /** The stream is over: what was held back after all. */
  end(): Uint8Array {
    return this.#held;
  }
}

const BRACE = 0x7b;
const QUOTE = 0x22;
/** `{"` and 46 more readable bytes: one in 10^20 for bytes of any other meaning. The shortest description has 60. */
const ENOUGH = 48;
