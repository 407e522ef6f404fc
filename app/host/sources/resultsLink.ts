import type { DeviceIdentity } from "#domain/captures.ts";
import type { DeviceLink, LinkEnd, LinkReceiver } from "./source.ts";
import { LineReader } from "./ssi/lines.ts";
import { readResult } from "./ssi/results.ts";

/** Bytes as they come, each with the time of its arrival; ends when the signal aborts. @throws whatever ends it otherwise */
export type ReadResults = (
  signal: AbortSignal,
) => AsyncIterable<{ readonly bytes: Uint8Array; readonly hostTimeUs: number }>;

/**
 * A device that recognises and sends nothing else: results as JSON, one a line. It is silent as long as nothing happens, so
 * a silence is no fault.
 */
export class ResultsLink implements DeviceLink {
  readonly device: DeviceIdentity;
  readonly hand = null;
  readonly formats = [];
  readonly sends = "results";
  readonly mayBeSilent = true;
  readonly #read: ReadResults;
  readonly #free: () => Promise<void>;
  readonly #closing = new AbortController();
  #streaming: Promise<LinkEnd> | null = null;

  /** `free` leaves the device as it was; it is called once, when the link is closed, and may fail. */
  constructor(device: DeviceIdentity, read: ReadResults, free: () => Promise<void>) {
    this.device = device;
    this.#read = read;
    this.#free = free;
  }

  stream(receiver: LinkReceiver, signal: AbortSignal): Promise<LinkEnd> {
    this.#streaming = this.#receive(receiver, AbortSignal.any([signal, this.#closing.signal]));
    return this.#streaming;
  }

  async close(): Promise<void> {
    if (this.#closing.signal.aborted) return;
    this.#closing.abort();
    await this.#streaming;
    await this.#free().catch(() => {});
  }

  async #receive(receiver: LinkReceiver, signal: AbortSignal): Promise<LinkEnd> {
    const lines = new LineReader();
    try {
      for await (const { bytes, hostTimeUs } of this.#read(signal)) {
        for (const line of lines.push(bytes)) {
          const result = line.kind === "recognition" ? readResult(line.json) : null;
          if (result) receiver.onResult?.(result, hostTimeUs);
          if (line.kind === "text") receiver.onText?.(line.text);
        }
      }
    } catch (error) {
      if (!signal.aborted) return { reason: "lost", message: error instanceof Error ? error.message : String(error) };
    }
    return signal.aborted ? { reason: "aborted" } : { reason: "lost", message: "the device ended the stream" };
  }
}
