import { join } from "node:path";
import { z } from "zod";
import type { DeviceIdentity } from "#domain/captures.ts";
import { HANDS, type Hand } from "#domain/hands.ts";
import { JsonFile } from "../jsonFile.ts";

const knownDevice = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(["simulated", "serial", "gateway", "ble"]),
  simulated: z.boolean(),
  detail: z.string(),
  hand: z.enum(HANDS).nullable(),
  /** Of a gateway that wants one. */
  token: z.string().optional(),
});
export type KnownDevice = z.infer<typeof knownDevice>;

/** The devices that were connected before, with the hand that the user gave them. */
export class KnownDevices {
  readonly #file: JsonFile<KnownDevice[]>;

  constructor(file: JsonFile<KnownDevice[]>) {
    this.#file = file;
  }

  static async open(dataFolder: string, log: (message: string) => void) {
    return new KnownDevices(await JsonFile.open(join(dataFolder, "devices.json"), z.array(knownDevice), [], log));
  }

  all(): readonly KnownDevice[] {
    return this.#file.value;
  }

  find(deviceId: string): KnownDevice | null {
    return this.all().find((device) => device.id === deviceId) ?? null;
  }

  async remember(device: DeviceIdentity, detail: string, hand: Hand | null, token?: string | null): Promise<void> {
    const entry: KnownDevice = { ...device, detail, hand, ...(token ? { token } : {}) };
    const known = this.find(device.id);
    if (known !== null && JSON.stringify(known) === JSON.stringify(entry)) return;
    await this.#file.change((devices) => [...devices.filter(({ id }) => id !== device.id), entry]);
  }

  async setHand(deviceId: string, hand: Hand | null): Promise<void> {
    const known = this.find(deviceId);
    if (known === null || known.hand === hand) return;
    await this.#file.change((devices) =>
      devices.map((device) => (device.id === deviceId ? { ...device, hand } : device)),
    );
  }

  async forget(deviceId: string): Promise<void> {
    if (this.find(deviceId) === null) return;
    await this.#file.change((devices) => devices.filter(({ id }) => id !== deviceId));
  }
}
