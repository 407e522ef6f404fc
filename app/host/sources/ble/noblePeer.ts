import { ProblemError } from "#domain/problems.ts";
import type { NobleCharacteristic, NoblePeripheral } from "./noble.ts";
import type { BlePeer } from "./radio.ts";
import { within } from "./within.ts";

/** A read or a subscription is a few packets: seconds are plenty on the slowest link. */
const CALL_MS = 4_000;
const CLOSE_MS = 2_000;
/** What a notification carries beside its payload (Core 5.3, vol. 3, part F, 3.4.7.1). */
const NOTIFICATION_HEAD_BYTES = 3;

/** A device that noble is connected to. */
export class NoblePeer implements BlePeer {
  readonly lost: Promise<string>;
  readonly #peripheral: NoblePeripheral;
  readonly #characteristics = new Map<string, NobleCharacteristic>();
  #gone = false;

  /** `lost` must have been listened for before connecting: a link can go while it comes. */
  constructor(peripheral: NoblePeripheral, lost: Promise<string>) {
    this.#peripheral = peripheral;
    this.lost = lost;
    void lost.then(() => {
      this.#gone = true;
    });
  }

  get mostBytes(): number | null {
    const { mtu } = this.#peripheral;
    return mtu === null ? null : mtu - NOTIFICATION_HEAD_BYTES;
  }

  /** All of them: asked for some, the library fails where one is missing. */
  async discover(limitMs: number, signal: AbortSignal): Promise<void> {
    const work = this.#peripheral.discoverAllServicesAndCharacteristicsAsync();
    const { characteristics } = await within(work, { doing: "discover", limitMs, lost: this.lost, signal });
    for (const one of characteristics) this.#characteristics.set(one.uuid, one);
  }

  has(characteristic: string): boolean {
    return this.#characteristics.has(characteristic);
  }

  read(characteristic: string): Promise<Uint8Array> {
    return this.#bounded("read", this.#get(characteristic).readAsync());
  }

  async subscribe(characteristic: string, onValue: (value: Uint8Array) => void): Promise<void> {
    const one = this.#get(characteristic);
    one.removeAllListeners("data");
    one.on("data", (value: Uint8Array) => onValue(value));
    await this.#bounded("subscribe", one.subscribeAsync());
  }

  async unsubscribe(characteristic: string): Promise<void> {
    const one = this.#get(characteristic);
    one.removeAllListeners("data");
    await this.#bounded("unsubscribe", one.unsubscribeAsync());
  }

  async close(): Promise<void> {
    for (const one of this.#characteristics.values()) one.removeAllListeners("data");
    if (this.#gone) return;
    this.#gone = true;
    await within(this.#peripheral.disconnectAsync(), { doing: "disconnect", limitMs: CLOSE_MS, lost: this.lost }).catch(
      () => {},
    );
  }

  /** On a link that is gone the library would not even reject. */
  async #bounded<T>(doing: string, work: Promise<T>): Promise<T> {
    try {
      return await within(work, { doing, limitMs: CALL_MS, lost: this.lost });
    } catch (error) {
      if (error instanceof ProblemError) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      throw new ProblemError("ble.linkLost", { reason }, { cause: error });
    }
  }

  #get(characteristic: string): NobleCharacteristic {
    const one = this.#characteristics.get(characteristic);
    if (one === undefined) throw new Error(`there is no characteristic ${characteristic}: ask has() first`);
    return one;
  }
}
