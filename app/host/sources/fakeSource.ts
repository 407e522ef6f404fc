import type { DeviceIdentity } from "#domain/captures.ts";
import type { SampleArray, StreamFormat } from "#domain/channels.ts";
import type { FirmwareFacts, GloveResult } from "#domain/deploy/recognition.ts";
import { ProblemError } from "#domain/problems.ts";
import {
  type DeviceLink,
  type Discovery,
  hostNowUs,
  type LinkEnd,
  type LinkReceiver,
  type SampleSource,
} from "./source.ts";

/** What the fake device does next. "lose" ends the link; the rest of the script plays after the next connection. */
export type FakeStep =
  | {
      readonly rows: SampleArray;
      readonly lostBefore?: number;
      readonly corrupt?: number;
      readonly deviceTimeUs?: number;
    }
  | { readonly corrupt: number }
  | { readonly battery: number }
  | { readonly result: GloveResult }
  | { readonly waitMs: number }
  | "lose";

export interface FakeDevice {
  readonly identity: DeviceIdentity;
  readonly format: StreamFormat;
  readonly script: readonly FakeStep[];
  readonly sends?: DeviceLink["sends"];
  readonly firmware?: FirmwareFacts;
}

/**
 * A scripted source for tests: "three good packets, then lose". At the end of the script it stays silent until it is
 * aborted. What was done to it stands in `connections` and `closed`.
 */
export class FakeSource implements SampleSource {
  readonly kind: DeviceIdentity["kind"];
  connections = 0;
  closed = 0;
  /** False: the device is out of reach; found no more, and connecting says device.notFound. */
  present = true;
  readonly #device: FakeDevice;
  readonly #steps: FakeStep[];

  constructor(device: FakeDevice) {
    this.#device = device;
    this.#steps = [...device.script];
    this.kind = device.identity.kind;
  }

  async find(): Promise<readonly Discovery[]> {
    if (!this.present) return [];
    return [{ device: this.#device.identity, detail: "fake", rssi_dbm: null, hand: null }];
  }

  async connect(deviceId: string, signal: AbortSignal): Promise<DeviceLink> {
    signal.throwIfAborted();
    if (!this.present || deviceId !== this.#device.identity.id) {
      throw new ProblemError("device.notFound", { device: deviceId });
    }
    this.connections++;
    return {
      device: this.#device.identity,
      hand: null,
      formats: this.#device.sends === "results" ? [] : [this.#device.format],
      ...(this.#device.sends ? { sends: this.#device.sends } : {}),
      ...(this.#device.firmware ? { firmware: this.#device.firmware } : {}),
      stream: (receiver, streamSignal) => this.#play(receiver, streamSignal),
      close: async () => {
        this.closed++;
      },
    };
  }

  async #play(receiver: LinkReceiver, signal: AbortSignal): Promise<LinkEnd> {
    while (!signal.aborted) {
      const step = this.#steps.shift();
      if (step === "lose") return { reason: "lost", message: "the script says so" };
      if (step === undefined) await pause(Number.POSITIVE_INFINITY, signal);
      else if ("waitMs" in step) await pause(step.waitMs, signal);
      else if ("battery" in step) receiver.onBattery?.(step.battery);
      else if ("result" in step) receiver.onResult?.(step.result, hostNowUs());
      else {
        if (step.corrupt) receiver.onCorrupt(step.corrupt);
        if ("rows" in step) {
          await receiver.onPacket({
            stream: 0,
            rows: step.rows,
            lostBefore: step.lostBefore ?? 0,
            lostReason: step.corrupt ? "corrupt" : "lost",
            hostTimeUs: hostNowUs(),
            deviceTimeUs: step.deviceTimeUs ?? null,
          });
        }
      }
    }
    return { reason: "aborted" };
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = Number.isFinite(ms) ? setTimeout(resolve, ms) : undefined;
    signal.addEventListener(
      "abort",
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
    if (signal.aborted) resolve();
  });
}
