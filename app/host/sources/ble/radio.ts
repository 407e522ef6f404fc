/**
 * Whether this machine can speak Bluetooth LE now, and why not. absent: no adapter. forbidden: by the system. noModule: the
 * library is not installed or does not load. noBus: Linux without root, and no library for the D-Bus.
 */
export type RadioState = "on" | "off" | "absent" | "forbidden" | "noModule" | "noBus";

/** A device that advertises. */
export interface Advertiser {
  /** Stable while it keeps its address: that, or what the system gives in its place (macOS). */
  readonly id: string;
  readonly name: string | null;
  readonly rssi_dbm: number | null;
}

/** A connected device, its services known. Every call ends: by its answer, by its limit, or because the link went. */
export interface BlePeer {
  has(characteristic: string): boolean;
  /** Whole, however long. @throws ProblemError ble.noAnswer, ble.linkLost */
  read(characteristic: string): Promise<Uint8Array>;
  /** From now on, until the link goes or the peer is closed. @throws ProblemError ble.noAnswer, ble.linkLost */
  subscribe(characteristic: string, onValue: (value: Uint8Array) => void): Promise<void>;
  /** @throws ProblemError ble.noAnswer, ble.linkLost */
  unsubscribe(characteristic: string): Promise<void>;
  /** Payload of a notification, bytes; null where the system does not say. */
  readonly mostBytes: number | null;
  /** Resolves when the link is gone, with what is known about it. Never rejects. */
  readonly lost: Promise<string>;
  /** Bounded, idempotent, never fails. */
  close(): Promise<void>;
}

/** The only door to a Bluetooth library. */
export interface BleRadio {
  /** Takes at most two seconds, when it is asked for the first time. */
  state(): Promise<RadioState>;
  /** Tells every advertiser of these services, again when its signal changes, until the signal aborts. */
  scan(services: readonly string[], onSeen: (seen: Advertiser) => void, signal: AbortSignal): Promise<void>;
  /**
   * Connects and finds what it has. `services`: what it advertises, should it have to be heard first.
   * @throws ProblemError ble.notSeen, ble.noAnswer, ble.linkLost; the signal's reason
   */
  connect(id: string, services: readonly string[], signal: AbortSignal): Promise<BlePeer>;
  /** Frees the adapter. */
  close(): void;
}
