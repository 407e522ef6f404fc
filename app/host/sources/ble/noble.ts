import type { EventEmitter } from "node:events";
import { createRequire } from "node:module";

/** As much of noble as is used here; its own types describe another package name. */
export interface Noble extends EventEmitter {
  readonly state: string;
  startScanningAsync(services: string[], allowDuplicates: boolean): Promise<void>;
  stopScanningAsync(): Promise<void>;
  stop(): void;
}

export interface NoblePeripheral extends EventEmitter {
  readonly id: string;
  readonly state: string;
  readonly rssi: number;
  readonly mtu: number | null;
  readonly advertisement: { readonly localName?: string };
  connectAsync(): Promise<void>;
  disconnectAsync(): Promise<void>;
  cancelConnect(): void;
  discoverAllServicesAndCharacteristicsAsync(): Promise<{ readonly characteristics: readonly NobleCharacteristic[] }>;
}

export interface NobleCharacteristic extends EventEmitter {
  readonly uuid: string;
  readAsync(): Promise<Uint8Array>;
  subscribeAsync(): Promise<void>;
  unsubscribeAsync(): Promise<void>;
}

/** The library could not be loaded, or not the part of it that this system needs. */
export class NobleMissing extends Error {
  override readonly name = "NobleMissing";
  readonly bus: boolean;

  constructor(cause: unknown, bus: boolean) {
    super("noble cannot be loaded", { cause });
    this.bus = bus;
  }
}

/**
 * Loads noble, which is optional and may be absent or not built. On Linux only root may open the adapter itself; everybody
 * else goes through BlueZ on the D-Bus.
 * @throws NobleMissing
 */
export async function loadNoble(): Promise<Noble> {
  const { env, platform } = process;
  const byBus = platform === "linux" && process.getuid?.() !== 0 && !env.BLUETOOTH_HCI_SOCKET_UART_PORT;
  let bus = false;
  try {
    // Not its main file, which opens the default adapter when it is loaded.
    const withBindings = createRequire(import.meta.url)("@abandonware/noble/lib/resolve-bindings.js");
    bus = byBus;
    return withBindings(byBus ? "dbus" : "default") as Noble;
  } catch (error) {
    throw new NobleMissing(error, bus);
  }
}
