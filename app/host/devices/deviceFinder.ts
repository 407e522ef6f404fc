import type { FoundDevice } from "#contract/devices.ts";
import type { DeviceIdentity } from "#domain/captures.ts";
import { inTime } from "../capture/waiting.ts";
import type { Discovery } from "../sources/source.ts";
import type { Sources } from "../sources/sources.ts";
import type { KnownDevices } from "./knownDevices.ts";

/** A scan that takes longer is cut off: what was found until then is shown. */
const SCAN_MS = 5_000;
/** A system that does not even answer the call-off is left waiting. */
const GRACE_MS = 500;

/** Looks for devices on all ways in at once, and adds those that are remembered and not here. */
export class DeviceFinder {
  readonly #sources: Sources;
  readonly #known: KnownDevices;
  readonly #log: (message: string) => void;
  readonly #seen = new Map<string, Discovery>();

  constructor(sources: Sources, known: KnownDevices, log: (message: string) => void) {
    this.#sources = sources;
    this.#known = known;
    this.#log = log;
  }

  async find(kinds: readonly DeviceIdentity["kind"][] | undefined): Promise<FoundDevice[]> {
    const asked = this.#sources.all.filter((source) => kinds?.includes(source.kind) ?? true);
    const scans = await Promise.all(asked.map((source) => this.#scan(source)));
    const found = scans.flat();
    for (const discovery of found) this.#seen.set(discovery.device.id, discovery);
    const here = new Set(found.map(({ device }) => device.id));
    const absent = this.#known.all().filter(({ id, kind }) => !here.has(id) && (kinds?.includes(kind) ?? true));
    return [
      ...found.map(({ device, detail, rssi_dbm, hand }) => {
        const known = this.#known.find(device.id);
        return { device, detail, rssi_dbm, present: true, remembered: known !== null, hand: known?.hand ?? hand };
      }),
      ...absent.map(({ detail, hand, ...device }) => {
        return { device, detail, rssi_dbm: null, present: false, remembered: true, hand };
      }),
    ];
  }

  /** What is known about a device before it is connected. */
  lookUp(deviceId: string): Discovery {
    const seen = this.#seen.get(deviceId);
    const known = this.#known.find(deviceId);
    if (seen) return { ...seen, hand: known?.hand ?? seen.hand };
    if (known) {
      const { detail, hand, ...device } = known;
      return { device, detail, rssi_dbm: null, hand };
    }
    const kind = deviceId.slice(0, deviceId.indexOf(":")) as DeviceIdentity["kind"];
    const device = { id: deviceId, name: deviceId.slice(kind.length + 1), kind, simulated: kind === "simulated" };
    return { device, detail: "", rssi_dbm: null, hand: null };
  }

  async #scan(source: Sources["all"][number]): Promise<readonly Discovery[]> {
    try {
      return await inTime(source.find(AbortSignal.timeout(SCAN_MS)), SCAN_MS + GRACE_MS, []);
    } catch (error) {
      this.#log(`looking for ${source.kind} devices: ${error instanceof Error ? error.message : String(error)}`);
      return [];
    }
  }
}
