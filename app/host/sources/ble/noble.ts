import type { EventEmitter } from "node:events";
import { readdir } from "node:fs/promises";
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

/** What is missing for noble to work at all. */
export class NobleMissing extends Error {
  override readonly name = "NobleMissing";
  readonly what: "noModule" | "noBus" | "absent";

  constructor(what: NobleMissing["what"], cause?: unknown) {
    super(`noble cannot be used: ${what}`, { cause });
    this.what = what;
  }
}

/**
 * Loads noble, which is optional and may be absent or not built. On Linux only root may open the adapter itself; everybody
 * else goes through BlueZ on the D-Bus. Where Linux lists no adapter noble is left alone: it would complain on standard output.
 * @throws NobleMissing
 */
export async function loadNoble(): Promise<Noble> {
  const { env, platform } = process;
  const onSerialLine = env.BLUETOOTH_HCI_SOCKET_UART_PORT !== undefined;
  const onLinux = platform === "linux" && !onSerialLine;
  if (onLinux && !(await hasAdapter())) throw new NobleMissing("absent");
  const byBus = onLinux && process.getuid?.() !== 0;
  let what: NobleMissing["what"] = "noModule";
  try {
    // Not its main file, which opens the default adapter when it is loaded.
    const withBindings = createRequire(import.meta.url)("@abandonware/noble/lib/resolve-bindings.js");
    if (byBus) what = "noBus";
    return withBindings(byBus ? "dbus" : "default") as Noble;
  } catch (error) {
    throw new NobleMissing(what, error);
  }
}

async function hasAdapter(): Promise<boolean> {
  const names = await readdir("/sys/class/bluetooth").catch(() => []);
  return names.some((name) => /^hci\d+$/.test(name));
}
