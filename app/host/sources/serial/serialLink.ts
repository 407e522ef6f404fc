import type { DeviceIdentity } from "#domain/captures.ts";
import type { StreamFormat } from "#domain/channels.ts";
import type { FirmwareFacts } from "#domain/deploy/recognition.ts";
import type { Hand } from "#domain/hands.ts";
import type { DeviceLink, LinkEnd, LinkReceiver } from "../source.ts";
import { newDecoder } from "../ssi/decoder.ts";
import { firmwareFacts, recognises } from "../ssi/firmwareFacts.ts";
import type { StreamLayout } from "../ssi/layout.ts";
import { PacketSink } from "../ssi/packetSink.ts";
import { RestartWatch } from "../ssi/restartWatch.ts";
import { type HandshakeTiming, type IdleDevice, selfTest, startStream, stopStream } from "./handshake.ts";
import { type BytePort, PortGone } from "./port.ts";
import type { PortReader } from "./portReader.ts";

/** A device on an open port: idle, streaming for one caller, or closed. */
export class SerialLink implements DeviceLink {
  readonly device: DeviceIdentity;
  readonly hand: Hand | null;
  readonly hands: readonly (Hand | null)[];
  readonly formats: readonly StreamFormat[];
  readonly firmware?: FirmwareFacts;
  readonly sends: "samples" | "both";
  readonly selfTest?: (signal: AbortSignal) => Promise<"passed" | "failed">;
  readonly #port: BytePort;
  readonly #reader: PortReader;
  readonly #path: string;
  readonly #timing: HandshakeTiming;
  readonly #layouts: readonly StreamLayout[];
  readonly #closing = new AbortController();
  #idle: IdleDevice;
  #idling: { readonly stop: AbortController; readonly done: Promise<void> } | null = null;
  #streaming: Promise<LinkEnd> | null = null;

  constructor(
    device: DeviceIdentity,
    open: { readonly port: BytePort; readonly reader: PortReader; readonly path: string; readonly idle: IdleDevice },
    layouts: readonly StreamLayout[],
    timing: HandshakeTiming,
  ) {
    this.device = device;
    this.hand = layouts.length === 1 ? layouts[0]!.hand : open.idle.config.hand;
    this.hands = layouts.map((layout) => layout.hand);
    this.formats = layouts.map((layout) => layout.format);
    this.#port = open.port;
    this.#reader = open.reader;
    this.#path = open.path;
    this.#idle = open.idle;
    this.#layouts = layouts;
    this.#timing = timing;
    const facts = firmwareFacts(open.idle.config);
    if (facts) this.firmware = facts;
    this.sends = recognises(facts) ? "both" : "samples";
    if (recognises(facts)) this.selfTest = (signal) => this.#selfTest(signal);
    this.#beIdle();
  }

  /** @throws ProblemError device.notStarting, device.noData: after `connect` it goes on advertising, or falls silent */
  async stream(receiver: LinkReceiver, signal: AbortSignal): Promise<LinkEnd> {
    if (this.#streaming) throw new Error("this link is streaming already");
    this.#streaming = this.#run(receiver, AbortSignal.any([signal, this.#closing.signal])).finally(() => {
      this.#streaming = null;
    });
    return this.#streaming;
  }

  async close(): Promise<void> {
    if (this.#closing.signal.aborted) return;
    this.#closing.abort();
    await this.#streaming?.catch(() => {});
    await this.#endIdle();
    await this.#port.close();
  }

  async #selfTest(signal: AbortSignal): Promise<"passed" | "failed"> {
    if (this.#streaming) throw new Error("this link is streaming");
    await this.#endIdle();
    try {
      const within = AbortSignal.any([signal, this.#closing.signal]);
      return await selfTest(this.#port, this.#reader, this.#path, this.#timing, within);
    } finally {
      if (!this.#closing.signal.aborted) this.#beIdle();
    }
  }

  async #run(receiver: LinkReceiver, signal: AbortSignal): Promise<LinkEnd> {
    await this.#endIdle();
    if (signal.aborted) return { reason: "aborted" };
    try {
      return await this.#receive(receiver, signal);
    } catch (error) {
      if (error instanceof PortGone) return { reason: "lost", message: error.message };
      throw error;
    } finally {
      // Once, and also after a failure: a device left streaming would not advertise for the next one who asks.
      this.#idle = {
        ...this.#idle,
        lines: await stopStream(this.#port, this.#reader, this.#timing, this.sends === "both"),
      };
      if (!this.#closing.signal.aborted) this.#beIdle();
    }
  }

  async #receive(receiver: LinkReceiver, signal: AbortSignal): Promise<LinkEnd> {
    const { config, lines } = this.#idle;
    if (config.battery !== null) receiver.onBattery?.(config.battery);
    const failed = Promise.withResolvers<never>();
    failed.promise.catch(() => {});
    const sink = new PacketSink(config, this.#layouts, receiver, failed.reject);
    const checks = this.sends === "both";
    const decoder = newDecoder(config, checks);
    // Results between the rows look like a description; a glove that starts again falls silent, which the session sees.
    const watch = checks ? null : new RestartWatch();
    const word = checks ? "check" : "connect";
    let chunk = await startStream(word, this.#port, this.#reader, lines.takeRest(), this.#path, this.#timing, signal);
    try {
      while (chunk !== null) {
        sink.hostTimeUs = chunk.hostTimeUs;
        const { data, restarted } = watch?.push(chunk.bytes) ?? { data: chunk.bytes, restarted: false };
        decoder.push(data, sink);
        if (restarted) return { reason: "lost", message: "the device started again" };
        chunk = await Promise.race([this.#reader.next(Number.POSITIVE_INFINITY, signal), failed.promise]);
      }
    } finally {
      if (watch) decoder.push(watch.end(), sink);
      decoder.end(sink);
    }
    return { reason: "aborted" };
  }

  /** Reads on while nobody streams: the operating system would drop bytes in the middle of a line. */
  #beIdle(): void {
    const stop = new AbortController();
    const read = async () => {
      for (;;) {
        const chunk = await this.#reader.next(Number.POSITIVE_INFINITY, stop.signal);
        if (chunk === null) return;
        this.#idle.lines.push(chunk.bytes);
      }
    };
    // A device that goes away now is noticed by the next one who streams or closes.
    this.#idling = { stop, done: read().catch(() => {}) };
  }

  async #endIdle(): Promise<void> {
    this.#idling?.stop.abort();
    await this.#idling?.done;
    this.#idling = null;
  }
}
