import { createRequire } from "node:module";
import type { Noble } from "#host/sources/ble/noble.ts";
import { VirtualController } from "./virtualController.ts";

const require = createRequire(import.meta.url);

/**
 * Lets noble and bleno run on virtual controllers. Both take their adapter from one function of a library of theirs, which they
 * read when they are loaded: so this comes first.
 */
function installDriver(): void {
  const sockets = require("@stoprocent/bluetooth-hci-socket") as { loadDriver: (type: unknown) => unknown };
  const load = sockets.loadDriver;
  sockets.loadDriver = (type) =>
    type instanceof VirtualController
      ? function Adapter() {
          return type;
        }
      : load(type);
}
installDriver();

/** The real noble on a virtual adapter. */
export async function nobleOn(controller: VirtualController): Promise<Noble> {
  return require("@abandonware/noble/lib/resolve-bindings.js")("hci", { hciDriver: controller }) as Noble;
}

/** The real bleno, the peripheral's side, on a virtual adapter. */
export function blenoOn(controller: VirtualController): Bleno {
  return require("@stoprocent/bleno/lib/resolve-bindings.js")("hci", { hciDriver: controller }) as Bleno;
}

/** As much of bleno as the virtual glove uses. */
export interface Bleno {
  on(event: "stateChange", listener: (state: string) => void): void;
  on(event: "advertisingStart" | "disconnect" | "accept", listener: () => void): void;
  startAdvertising(name: string, services: readonly string[]): void;
  stopAdvertising(): void;
  setServices(services: readonly object[]): void;
  stop(): void;
  readonly PrimaryService: new (options: object) => object;
  readonly Characteristic: new (options: object) => object;
}
