import { ProblemError } from "#domain/problems.ts";
import { loadNoble, type Noble, NobleMissing, type NoblePeripheral } from "./noble.ts";
import { NoblePeer } from "./noblePeer.ts";
import type { Advertiser, BlePeer, BleRadio, RadioState } from "./radio.ts";
import { within } from "./within.ts";

export interface RadioTiming {
  /** For the adapter to say what it is. */
  readonly readyMs: number;
  /** For a device that is to be connected to be heard again. */
  readonly hearMs: number;
  readonly connectMs: number;
  readonly discoverMs: number;
}

const TIMING: RadioTiming = { readyMs: 2_000, hearMs: 5_000, connectMs: 8_000, discoverMs: 8_000 };

/** Noble's own words for the state of the adapter. */
const STATES: Readonly<Record<string, RadioState>> = {
  poweredOn: "on",
  poweredOff: "off",
  unsupported: "absent",
  unauthorized: "forbidden",
};

/**
 * Bluetooth through noble. It is loaded when it is asked for the first time. One thing at a time: a scan makes way for a
 * connection, since many adapters cannot do both.
 */
export class NobleRadio implements BleRadio {
  readonly #load: () => Promise<Noble>;
  readonly #timing: RadioTiming;
  #noble: Promise<Noble> | null = null;
  #openedMs = 0;
  /** Heard since the adapter was last switched on: noble forgets them with it. */
  readonly #heard = new Map<string, NoblePeripheral>();
  #turn: Promise<void> = Promise.resolve();
  #makeWay = new AbortController();

  constructor(load: () => Promise<Noble> = loadNoble, timing: Partial<RadioTiming> = {}) {
    this.#load = load;
    this.#timing = { ...TIMING, ...timing };
  }

  async state(): Promise<RadioState> {
    let noble: Noble;
    try {
      noble = await this.#open();
    } catch (error) {
      return error instanceof NobleMissing ? error.what : "noModule";
    }
    // An adapter that comes up says that it is off first.
    const left = this.#openedMs + this.#timing.readyMs - performance.now();
    if (noble.state !== "poweredOn" && left > 0) await poweredOn(noble, left);
    return STATES[noble.state] ?? "absent";
  }

  async scan(services: readonly string[], onSeen: (seen: Advertiser) => void, signal: AbortSignal): Promise<void> {
    if ((await this.state()) !== "on") return;
    await this.#inTurn(() => this.#scan(services, onSeen, AbortSignal.any([signal, this.#makeWay.signal])));
  }

  async connect(id: string, services: readonly string[], signal: AbortSignal): Promise<BlePeer> {
    this.#makeWay.abort();
    return this.#inTurn(async () => {
      this.#makeWay = new AbortController();
      const peripheral = this.#heard.get(id) ?? (await this.#hear(id, services, signal));
      return this.#connect(peripheral, signal);
    });
  }

  close(): void {
    void this.#noble?.then((noble) => noble.stop()).catch(() => {});
    this.#noble = null;
    this.#heard.clear();
  }

  async #connect(peripheral: NoblePeripheral, signal: AbortSignal): Promise<BlePeer> {
    const { connectMs, discoverMs } = this.#timing;
    const lost = new Promise<string>((resolve) => {
      peripheral.once("disconnect", (reason: unknown) => resolve(String(reason)));
    });
    try {
      await within(peripheral.connectAsync(), { doing: "connect", limitMs: connectMs, signal });
    } catch (error) {
      // The attempt would go on for ever, and no other could begin.
      peripheral.cancelConnect();
      this.#heard.delete(peripheral.id);
      throw error instanceof ProblemError || signal.aborted ? error : linkLost(error);
    }
    const peer = new NoblePeer(peripheral, lost);
    try {
      await peer.discover(discoverMs, signal);
      return peer;
    } catch (error) {
      await peer.close();
      throw error instanceof ProblemError || signal.aborted ? error : linkLost(error);
    }
  }

  /** @throws ProblemError ble.notSeen */
  async #hear(id: string, services: readonly string[], signal: AbortSignal): Promise<NoblePeripheral> {
    const found = new AbortController();
    const limit = AbortSignal.timeout(this.#timing.hearMs);
    const onSeen = (seen: Advertiser) => {
      if (seen.id === id) found.abort();
    };
    await this.#scan(services, onSeen, AbortSignal.any([signal, limit, found.signal]));
    signal.throwIfAborted();
    const peripheral = this.#heard.get(id);
    if (peripheral === undefined) throw new ProblemError("ble.notSeen");
    return peripheral;
  }

  async #scan(services: readonly string[], onSeen: (seen: Advertiser) => void, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const noble = await this.#open();
    const onDiscover = (peripheral: NoblePeripheral) => {
      this.#heard.set(peripheral.id, peripheral);
      // 127: the adapter does not know (Core 5.3, vol. 4, part E, 7.7.65.2).
      const rssi_dbm = peripheral.rssi === 127 ? null : peripheral.rssi;
      onSeen({ id: peripheral.id, name: peripheral.advertisement.localName ?? null, rssi_dbm });
    };
    const over = new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
    noble.on("discover", onDiscover);
    try {
      await within(noble.startScanningAsync([...services], true), {
        doing: "scan",
        limitMs: this.#timing.readyMs,
        signal,
      });
      await over;
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      noble.off("discover", onDiscover);
      await within(noble.stopScanningAsync(), { doing: "scan", limitMs: this.#timing.readyMs }).catch(() => {});
    }
  }

  #open(): Promise<Noble> {
    this.#noble ??= this.#load().then((noble) => {
      this.#openedMs = performance.now();
      // Without a listener an error of the library would end the studio.
      noble.on("error", () => {});
      noble.removeAllListeners("warning");
      noble.on("stateChange", (state: string) => {
        if (state !== "poweredOn") this.#heard.clear();
      });
      return noble;
    });
    this.#noble.catch(() => {
      this.#noble = null;
    });
    return this.#noble;
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const before = this.#turn;
    const mine = Promise.withResolvers<void>();
    this.#turn = mine.promise;
    await before;
    try {
      return await work();
    } finally {
      mine.resolve();
    }
  }
}

/** Resolves when the adapter is on, or after the limit. */
function poweredOn(noble: Noble, limitMs: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      noble.off("stateChange", listen);
      resolve();
    };
    const listen = (state: string) => {
      if (state === "poweredOn") done();
    };
    const timer = setTimeout(done, limitMs);
    noble.on("stateChange", listen);
  });
}

function linkLost(error: unknown): ProblemError {
  const reason = error instanceof Error ? error.message : String(error);
  return new ProblemError("ble.linkLost", { reason }, { cause: error });
}
