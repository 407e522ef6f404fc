import type { DeviceIdentity } from "#domain/captures.ts";
import type { StreamFormat } from "#domain/channels.ts";
import type { FirmwareFacts } from "#domain/deploy/recognition.ts";
import type { Hand } from "#domain/hands.ts";
import { type DeviceLink, hostNowUs, type LinkEnd, type LinkReceiver } from "../source.ts";
import { rowBytes, type SsiConfig } from "../ssi/config.ts";
import { samplesOf } from "../ssi/decoder.ts";
import { firmwareFacts } from "../ssi/firmwareFacts.ts";
import { layoutOf, type StreamLayout } from "../ssi/layout.ts";
import { PacketSink } from "../ssi/packetSink.ts";
import { FramedValues } from "./framedValues.ts";
import type { BlePeer } from "./radio.ts";
import { readBleResult } from "./results.ts";
import { BATTERY, RECOGNITION, SSI } from "./uuids.ts";

/** A connected glove: samples, results, or both, as its characteristics allow. */
export class BleLink implements DeviceLink {
  readonly device: DeviceIdentity;
  readonly hand: Hand | null;
  readonly hands: readonly (Hand | null)[];
  readonly formats: readonly StreamFormat[];
  readonly firmware?: FirmwareFacts;
  readonly sends: "samples" | "results" | "both";
  readonly #peer: BlePeer;
  readonly #config: SsiConfig | null;
  readonly #layouts: readonly StreamLayout[];
  readonly #closing = new AbortController();

  /** `config`: null for a glove that only recognises and says nothing of itself. */
  constructor(device: DeviceIdentity, peer: BlePeer, config: SsiConfig | null) {
    this.device = device;
    this.#peer = peer;
    this.#config = config;
    const samples = config !== null && (peer.has(SSI.rows) || peer.has(SSI.framed));
    const results = RECOGNITION.some(({ classes }) => peer.has(classes));
    this.sends = !samples ? "results" : results ? "both" : "samples";
    this.#layouts = samples ? layoutOf(config, null) : [];
    this.hands = this.#layouts.map((layout) => layout.hand);
    this.hand = this.hands.length === 1 ? this.hands[0]! : (config?.hand ?? null);
    this.formats = this.#layouts.map((layout) => layout.format);
    const facts = config && firmwareFacts(config);
    if (facts) this.firmware = facts;
  }

  /** @throws ProblemError ble.noAnswer where a subscription is not answered */
  async stream(receiver: LinkReceiver, signal: AbortSignal): Promise<LinkEnd> {
    const ending = AbortSignal.any([signal, this.#closing.signal]);
    const failed = Promise.withResolvers<never>();
    failed.promise.catch(() => {});
    const ended = new Promise<LinkEnd>((resolve) => {
      const stop = () => resolve({ reason: "aborted" });
      ending.addEventListener("abort", stop, { once: true });
      if (ending.aborted) stop();
    });
    const lost = this.#peer.lost.then((reason): LinkEnd => ({ reason: "lost", message: reason }));
    const subscribed: string[] = [];
    const subscribe = async (characteristic: string, onValue: (value: Uint8Array) => void) => {
      subscribed.push(characteristic);
      await Promise.race([this.#peer.subscribe(characteristic, onValue), ended]);
    };
    try {
      await this.#hearBattery(receiver, subscribe);
      await this.#hearResults(receiver, subscribe);
      if (this.#config && this.#layouts.length > 0) {
        const sink = new PacketSink(this.#config, this.#layouts, receiver, failed.reject);
        await this.#hearRows(this.#config, sink, subscribe);
      }
      return await Promise.race([ended, lost, failed.promise]);
    } finally {
      // On a link that is gone this costs nothing; where it is not, the glove stops sending.
      for (const one of subscribed.reverse()) await this.#peer.unsubscribe(one).catch(() => {});
    }
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#peer.close();
  }

  async #hearRows(config: SsiConfig, sink: PacketSink, subscribe: Subscribe): Promise<void> {
    const bytes = rowBytes(config.streams[0]!, config.sampleType);
    if (config.extra.ble_framed === 1 && this.#peer.has(SSI.framed)) {
      const values = new FramedValues(bytes);
      return subscribe(SSI.framed, (value) => {
        sink.hostTimeUs = hostNowUs();
        const read = values.read(value);
        if (read === null) sink.onCorrupt(1);
        else sink.onRows({ stream: 0, lostReason: "lost", ...read });
      });
    }
    // No number, no checksum: what is lost shows in the arrivals only, and the receiver estimates it from them.
    return subscribe(SSI.rows, (value) => {
      sink.hostTimeUs = hostNowUs();
      if (value.length === 0 || value.length % bytes !== 0) return sink.onCorrupt(1);
      const rows = samplesOf(new Uint8Array(value), config.sampleType);
      sink.onRows({ stream: 0, rows, lostBefore: 0, lostReason: "lost", deviceTimeUs: null });
    });
  }

  /** Of a glove that has both services the first is heard: they say the same. */
  async #hearResults(receiver: LinkReceiver, subscribe: Subscribe): Promise<void> {
    const service = RECOGNITION.find(({ classes }) => this.#peer.has(classes));
    if (service === undefined) return;
    await subscribe(service.classes, (value) => {
      const result = readBleResult(value);
      if (result === null) receiver.onCorrupt(1);
      else receiver.onResult?.(result, hostNowUs());
    });
  }

  async #hearBattery(receiver: LinkReceiver, subscribe: Subscribe): Promise<void> {
    if (this.#config?.battery != null) receiver.onBattery?.(this.#config.battery);
    if (!this.#peer.has(BATTERY.level)) return;
    const tell = (value: Uint8Array) => {
      if (value.length > 0 && value[0]! <= 100) receiver.onBattery?.(value[0]! / 100);
    };
    // A glove is not worse for a battery that it does not tell.
    await this.#peer.read(BATTERY.level).then(tell, () => {});
    await subscribe(BATTERY.level, tell).catch(() => {});
  }
}

type Subscribe = (characteristic: string, onValue: (value: Uint8Array) => void) => Promise<void>;
