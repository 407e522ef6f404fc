import type { DeviceIdentity } from "#domain/captures.ts";
import type { StreamFormat } from "#domain/channels.ts";
import type { Hand } from "#domain/hands.ts";
import { type DeviceLink, hostNowUs, type LinkEnd, type LinkReceiver } from "../source.ts";
import type { SsiConfig } from "../ssi/config.ts";
import { newDecoder } from "../ssi/decoder.ts";
import { layoutOf, type StreamLayout } from "../ssi/layout.ts";
import { PacketSink } from "../ssi/packetSink.ts";
import type { HttpPlace } from "./http.ts";

export interface HttpTiming {
  /** For `/config`, while connecting. */
  readonly askMs: number;
  /** For `/config`, while looking who is there. */
  readonly findMs: number;
  /** A device that answers but has no description yet. */
  readonly readyMs: number;
  /** For a gateway to look around; it takes its time over Bluetooth. */
  readonly scanMs: number;
  /** For a gateway to connect to a device: it sleeps 2 s itself and may wait for a description. */
  readonly configureMs: number;
  /** Without a byte for this long the stream is over. */
  readonly stallMs: number;
}

export const HTTP_TIMING: HttpTiming = {
  askMs: 4000,
  findMs: 1500,
  readyMs: 5000,
  scanMs: 8000,
  configureMs: 15_000,
  stallMs: 5000,
};

/** How rows are had: raw ones (version 1), cut anywhere (streaming.md 7), or the framed ones of another Ringside. */
export interface HttpRows {
  readonly config: SsiConfig;
  readonly path: string;
  /** Where the sender tells the exact formats; else the description is all there is. */
  readonly formats?: readonly StreamFormat[];
}

export class HttpLink implements DeviceLink {
  readonly device: DeviceIdentity;
  readonly hand: Hand | null;
  readonly hands: readonly (Hand | null)[];
  readonly formats: readonly StreamFormat[];
  readonly #config: SsiConfig;
  readonly #layouts: readonly StreamLayout[];
  readonly #place: HttpPlace;
  readonly #path: string;
  readonly #timing: HttpTiming;
  readonly #free: () => Promise<void>;
  readonly #closing = new AbortController();

  /** `free` leaves the device idle; it is called once, when the link is closed, and may fail. */
  constructor(
    device: DeviceIdentity,
    place: HttpPlace,
    { config, path, formats }: HttpRows,
    timing: HttpTiming,
    free: () => Promise<void>,
  ) {
    this.device = device;
    this.#config = config;
    this.#layouts = layoutOf(config, null);
    this.hands = this.#layouts.map((layout) => layout.hand);
    this.hand = this.hands.length === 1 ? this.hands[0]! : null;
    this.formats = formats ?? this.#layouts.map((layout) => layout.format);
    this.#place = place;
    this.#path = path;
    this.#timing = timing;
    this.#free = free;
  }

  /** @throws ProblemError device.refused, device.unreachable where the stream cannot be opened */
  async stream(receiver: LinkReceiver, signal: AbortSignal): Promise<LinkEnd> {
    const ending = AbortSignal.any([signal, this.#closing.signal]);
    try {
      return await this.#receive(receiver, ending);
    } catch (error) {
      if (ending.aborted) return { reason: "aborted" };
      throw error;
    }
  }

  async close(): Promise<void> {
    if (this.#closing.signal.aborted) return;
    this.#closing.abort();
    await this.#free().catch(() => {});
  }

  async #receive(receiver: LinkReceiver, signal: AbortSignal): Promise<LinkEnd> {
    const reader = (await this.#place.openStream(this.#path, this.#timing.askMs, signal)).getReader();
    if (this.#config.battery !== null) receiver.onBattery?.(this.#config.battery);
    const failed = Promise.withResolvers<never>();
    failed.promise.catch(() => {});
    const sink = new PacketSink(this.#config, this.#layouts, receiver, failed.reject);
    const decoder = newDecoder(this.#config);
    try {
      for (;;) {
        const chunk = await Promise.race([this.#nextChunk(reader), failed.promise]);
        if (!(chunk instanceof Uint8Array)) return signal.aborted ? { reason: "aborted" } : chunk;
        sink.hostTimeUs = hostNowUs();
        decoder.push(chunk, sink);
      }
    } finally {
      reader.cancel().catch(() => {});
    }
  }

  async #nextChunk(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array | LinkEnd> {
    const stalled = Promise.withResolvers<LinkEnd>();
    const { stallMs } = this.#timing;
    const timer = setTimeout(
      () => stalled.resolve({ reason: "lost", message: `nothing came for ${stallMs / 1000} s` }),
      stallMs,
    );
    const read = reader.read().then(
      ({ value }): Uint8Array | LinkEnd => value ?? { reason: "lost", message: "the device ended the stream" },
      (error): LinkEnd => ({ reason: "lost", message: error instanceof Error ? error.message : String(error) }),
    );
    try {
      return await Promise.race([read, stalled.promise]);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** The bytes of `/results` as they come. There may be none for as long as nothing is recognised. */
export async function* resultBytes(place: HttpPlace, signal: AbortSignal) {
  const reader = (await place.openStream("/results", null, signal)).getReader();
  try {
    for (;;) {
      const { value } = await reader.read();
      if (value === undefined) return;
      yield { bytes: value, hostTimeUs: hostNowUs() };
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}
