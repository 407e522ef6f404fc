import { hostNowUs } from "../source.ts";
import type { BytePort } from "./port.ts";

/** What one read gave, and when. */
export interface Chunk {
  readonly bytes: Uint8Array;
  readonly hostTimeUs: number;
}

/**
 * Reads a port with patience that ends. There is always at most one read under way; a read that outlasts somebody's
 * patience is kept for the next one who asks, so no byte is ever lost. Its time is taken when it comes.
 */
export class PortReader {
  readonly #port: BytePort;
  #pending: Promise<Chunk> | null = null;

  constructor(port: BytePort) {
    this.#port = port;
  }

  /**
   * The next bytes; null when they did not come within `ms`, or the signal aborted first.
   * @throws PortGone
   */
  async next(ms: number, signal: AbortSignal): Promise<Chunk | null> {
    if (signal.aborted || ms <= 0) return null;
    this.#pending ??= this.#read();
    const pending = this.#pending;
    const patience = Promise.withResolvers<null>();
    const giveUp = () => patience.resolve(null);
    const timer = Number.isFinite(ms) ? setTimeout(giveUp, ms) : undefined;
    signal.addEventListener("abort", giveUp, { once: true });
    try {
      const chunk = await Promise.race([pending, patience.promise]);
      if (chunk !== null) this.#pending = null;
      return chunk;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener("abort", giveUp);
    }
  }

  async #read(): Promise<Chunk> {
    const read = this.#port.read().then((bytes) => ({ bytes, hostTimeUs: hostNowUs() }));
    // Whoever asks next gets the failure; until then nobody listens.
    read.catch(() => {});
    return read;
  }
}
