import type { DeviceIdentity } from "#domain/captures.ts";
import { ProblemError } from "#domain/problems.ts";
import type { DeviceLink, Discovery, SampleSource } from "../source.ts";
import { BleLink } from "./bleLink.ts";
import { NobleRadio } from "./nobleRadio.ts";
import type { BleRadio, RadioState } from "./radio.ts";
import { CONFIG_TIMING, type ConfigTiming, readBleConfig } from "./readConfig.ts";
import { GLOVE_SERVICES, RECOGNITION, SSI } from "./uuids.ts";

export interface BleOptions {
  readonly radio?: BleRadio;
  readonly timing?: Partial<ConfigTiming & { readonly scanMs: number }>;
}

/** A glove advertises every 100 ms or so; in three seconds each has been heard, weak ones too. */
const SCAN_MS = 3_000;
const PREFIX = "ble:";

/** Gloves without a cable, over Bluetooth LE. */
export class BleSource implements SampleSource {
  readonly kind = "ble";
  readonly #radio: BleRadio;
  readonly #timing: ConfigTiming & { readonly scanMs: number };
  /** What they called themselves, by id. */
  readonly #names = new Map<string, string>();

  constructor({ radio = new NobleRadio(), timing }: BleOptions = {}) {
    this.#radio = radio;
    this.#timing = { ...CONFIG_TIMING, scanMs: SCAN_MS, ...timing };
  }

  /** Whether gloves can be found here at all, and why not. */
  state(): Promise<RadioState> {
    return this.#radio.state();
  }

  async find(signal: AbortSignal): Promise<readonly Discovery[]> {
    const seen = new Map<string, Discovery>();
    const limit = AbortSignal.timeout(this.#timing.scanMs);
    await this.#radio.scan(
      GLOVE_SERVICES,
      ({ id, name, rssi_dbm }) => {
        // The name is in the answer to a scan, which may come after the first advertisement or be missed.
        const known = name ?? this.#names.get(id) ?? null;
        if (known !== null) this.#names.set(id, known);
        const device = identity(id, known ?? "Bluetooth glove");
        seen.set(id, { device, detail: `Bluetooth · ${shortId(id)}`, rssi_dbm, hand: null });
      },
      AbortSignal.any([signal, limit]),
    );
    signal.throwIfAborted();
    return [...seen.values()];
  }

  /**
   * @throws ProblemError ble.off, ble.absent, ble.forbidden, ble.noModule, ble.noBus, ble.notSeen, ble.noAnswer,
   *         ble.linkLost, ble.noConfig, device.notSsi, device.badConfig, device.incompleteConfig. Takes at most 25 s.
   */
  async connect(deviceId: string, signal: AbortSignal): Promise<DeviceLink> {
    const id = deviceId.slice(PREFIX.length);
    const state = await this.#radio.state();
    if (state !== "on") throw new ProblemError(`ble.${state}`);
    const peer = await this.#radio.connect(id, GLOVE_SERVICES, signal);
    try {
      const named = this.#names.get(id) ?? "Bluetooth glove";
      const config = peer.has(SSI.config) ? await readBleConfig(peer, named, this.#timing, signal) : null;
      if (config === null && !RECOGNITION.some(({ classes }) => peer.has(classes))) {
        throw new ProblemError("ble.noService", { device: named });
      }
      const device = { ...identity(id, config?.deviceName ?? named), simulated: config?.simulated ?? false };
      return new BleLink(device, peer, config);
    } catch (error) {
      await peer.close();
      throw error;
    }
  }

  close(): void {
    this.#radio.close();
  }
}

function identity(id: string, name: string): DeviceIdentity {
  return { id: `${PREFIX}${id}`, name, kind: "ble", simulated: false };
}

/** All gloves of one firmware may have one name: the end of the address tells them apart. */
function shortId(id: string): string {
  const end = id
    .replaceAll(/[^0-9a-z]/gi, "")
    .slice(-6)
    .toUpperCase();
  return end.match(/../g)?.join(":") ?? end;
}
