import type { LinkReceiver } from "../source.ts";
import type { SsiConfig } from "./config.ts";
import type { DecodedRows, DecoderSink } from "./decoder.ts";
import { pickColumns, type StreamLayout } from "./layout.ts";
import { parseResultLine, readResult } from "./results.ts";

/** Hands decoded rows to a receiver as packets of the link's streams. Set `hostTimeUs` before each push. */
export class PacketSink implements DecoderSink {
  /** When the bytes now being decoded were read. */
  hostTimeUs = 0;
  readonly #config: SsiConfig;
  readonly #layouts: readonly StreamLayout[];
  readonly #receiver: LinkReceiver;
  readonly #onReceiverError: (error: unknown) => void;

  /** `onReceiverError`: the receiver's promise was rejected. The line cannot be slowed, so nobody waits for it. */
  constructor(
    config: SsiConfig,
    layouts: readonly StreamLayout[],
    receiver: LinkReceiver,
    onReceiverError: (error: unknown) => void,
  ) {
    this.#config = config;
    this.#layouts = layouts;
    this.#receiver = receiver;
    this.#onReceiverError = onReceiverError;
  }

  onRows(decoded: DecodedRows): void {
    const width = this.#config.streams[decoded.stream]!.columns.length;
    for (const [stream, layout] of this.#layouts.entries()) {
      if (layout.wire !== decoded.stream) continue;
      const done = this.#receiver.onPacket({
        stream,
        rows: pickColumns(decoded.rows, width, layout.columns),
        lostBefore: decoded.lostBefore,
        lostReason: decoded.lostReason,
        hostTimeUs: this.hostTimeUs,
        deviceTimeUs: decoded.deviceTimeUs,
      });
      done?.catch(this.#onReceiverError);
    }
  }

  onResult(payload: Uint8Array): void {
    const result = readResult(parseResultLine(new TextDecoder().decode(payload)));
    if (result) this.#receiver.onResult?.(result, this.hostTimeUs);
  }

  onCorrupt(packets: number): void {
    this.#receiver.onCorrupt(packets);
  }
}
