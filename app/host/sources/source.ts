import type { DeviceIdentity } from "#domain/captures.ts";
import type { SampleArray, StreamFormat } from "#domain/channels.ts";
import type { FirmwareFacts, GloveResult } from "#domain/deploy/recognition.ts";
import type { Hand } from "#domain/hands.ts";
import type { TruthEvent } from "#domain/punches.ts";

/** A device that a scan found and that can be connected now. */
export interface Discovery {
  readonly device: DeviceIdentity;
  /** One line for the eye: vendor and product, port, address. */
  readonly detail: string;
  readonly rssi_dbm: number | null;
  readonly hand: Hand | null;
}

/** One read's worth of rows, as the device sent them. Sources never invent, repeat or reorder rows. */
export interface Packet {
  /** Which of the link's streams. */
  readonly stream: number;
  /** Interleaved rows, row-major, in the stream's sample type. The receiver keeps it; the source must not reuse it. */
  readonly rows: SampleArray;
  /** Rows that are known to be missing between the previous packet of this stream and this one (sequence numbers). */
  readonly lostBefore: number;
  /** Why they are missing, when `lostBefore` > 0: "corrupt" where a refused packet stood there, else "lost". */
  readonly lostReason?: "lost" | "corrupt";
  /** Monotonic host time at which the last byte of the packet was read (hostNowUs). */
  readonly hostTimeUs: number;
  /** The device's own time of the packet's first row, in microseconds, where the device tells it. */
  readonly deviceTimeUs: number | null;
}

export interface LinkReceiver {
  /**
   * Called in order. A source that can be slowed (a file, the simulator running faster than life) waits for a returned
   * promise; a radio or a serial line cannot be slowed and goes on.
   */
  onPacket(packet: Packet): void | Promise<void>;
  /** A packet was refused: its checksum, length or shape was wrong. */
  onCorrupt(packets: number): void;
  /** The level of the device's battery, 0..1, whenever it tells. */
  onBattery?(level: number): void;
  /** The glove recognised something. `hostTimeUs` as of a packet. */
  onResult?(result: GloveResult, hostTimeUs: number): void;
  /** A readable line that is neither a result nor a description: for the log. */
  onText?(line: string): void;
}

/**
 * How a stream ended: the caller's abort, a device that went away (unplugged, out of reach, connection closed), or one
 * that has no more to send (a replay at the end of its recording). A lost link is not an error: the recorder tries again
 * and writes a gap. An ended one stays ended.
 */
export type LinkEnd = { readonly reason: "aborted" | "ended" } | { readonly reason: "lost"; readonly message: string };

/** A connected device: its format is known, nothing flows until `stream` is called. */
export interface DeviceLink {
  readonly device: DeviceIdentity;
  readonly hand: Hand | null;
  /** One entry per stream of the device; a glove has one. */
  readonly formats: readonly StreamFormat[];
  /** One entry per stream, where the streams are different hands' (two gloves behind one gateway); else `hand` holds. */
  readonly hands?: readonly (Hand | null)[];
  /** What firmware of ours says of itself; absent for a stranger's. */
  readonly firmware?: FirmwareFacts;
  /** `results`: recognises and sends no samples, so that nothing can be recorded of it. Absent: `samples`. */
  readonly sends?: "samples" | "results" | "both";
  /** True where a silence is no fault: a replay plays the gaps of its recording as they were. */
  readonly mayBeSilent?: boolean;
  /**
   * Delivers packets until `signal` aborts or the device goes away. Never rejects for a bad packet. May be called again
   * after it ended with "aborted".
   */
  stream(receiver: LinkReceiver, signal: AbortSignal): Promise<LinkEnd>;
  /** Recognition firmware of ours: tests itself now. @throws ProblemError device.silent */
  selfTest?(signal: AbortSignal): Promise<"passed" | "failed">;
  /** What the device knows about what it made (the simulated glove); times are hostNowUs. */
  truth?(): readonly TruthEvent[];
  /** Leaves the device idle (so that it advertises again) and frees it. Idempotent. */
  close(): Promise<void>;
}

/**
 * One way in: simulated, serial, gateway, BLE. Every operation ends: by its result, by its signal, or by a ProblemError
 * that says what is wrong and what to do. Nothing hangs.
 */
export interface SampleSource {
  readonly kind: DeviceIdentity["kind"];
  /** What can be connected now. An absent adapter or a missing library is an empty list, not an error. */
  find(signal: AbortSignal): Promise<readonly Discovery[]>;
  /**
   * Connects and reads the configuration.
   * @throws ProblemError device.notFound, device.busy, device.silent, device.garbage,
   *         device.badConfig, device.refused …: see the source's own file.
   */
  connect(deviceId: string, signal: AbortSignal): Promise<DeviceLink>;
}

/** The host's monotonic clock in microseconds. Only differences mean anything. */
export function hostNowUs(): number {
  return Number(process.hrtime.bigint() / 1000n);
}
