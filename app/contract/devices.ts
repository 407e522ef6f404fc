import { z } from "zod";
import { PUNCHES } from "#domain/punches.ts";
import { jobId } from "./jobs.ts";
import { firmwareFacts } from "./recognising.ts";
import { alert, deviceIdentity, deviceKind, hand, linkCounts, outcome, streamFormat } from "./schemas.ts";

/** A device that a scan found, or that is remembered from before and not here now. */
export const foundDevice = z.object({
  device: deviceIdentity,
  /** One line for the eye: vendor and product, port, address. */
  detail: z.string(),
  /** Decibel-milliwatts, where the link has a radio. */
  rssi_dbm: z.number().nullable(),
  present: z.boolean(),
  remembered: z.boolean(),
  hand: hand.nullable(),
});

/** ended: a replay that has been played to its end; connecting it again begins it again. */
export const LINK_STATES = ["connecting", "live", "stalled", "reconnecting", "failed", "ended"] as const;

/** A connected device and how its link does, at most twice a second. */
export const connectedDevice = z.object({
  device: deviceIdentity,
  /** Names the live frames of this device; changes with each connection. */
  liveKey: z.number().int(),
  hand: hand.nullable(),
  state: z.enum(LINK_STATES),
  format: streamFormat.nullable(),
  /** Over the last 10 s; null for the first second. */
  measuredRateHz: z.number().nullable(),
  /** Since it was connected. */
  counts: linkCounts,
  /** Share of the last 10 s that was lost, 0..1. */
  lossShare: z.number(),
  battery: z.number().nullable(),
  /** Rows received since it was connected. */
  rows: z.number().int(),
  /** results: it recognises and sends no samples. Absent: samples. */
  sends: z.enum(["samples", "results", "both"]).optional(),
  /** What firmware of ours says of itself; null for a stranger's. */
  firmware: firmwareFacts.nullable().optional(),
  problem: z.object({ code: z.string(), detail: z.record(z.string(), z.union([z.string(), z.number()])) }).nullable(),
});

/** What the simulated gloves do. A seed and a person give the same motion every time. */
export const simulatedOptions = z.object({
  hands: z.enum(["left", "right", "both"]),
  seed: z.number().int().nonnegative(),
  /** One of the model's people. */
  person: z.string(),
  /** Punches and other motions thrown in a minute. */
  punchesPerMinute: z.number().min(0).max(120),
  rateHz: z.number().min(10).max(2000),
  accelRange_g: z.number().positive(),
  gyroRange_dps: z.number().positive(),
  magnetometer: z.boolean(),
  /** How far the glove's clock is off. */
  clockError_ppm: z.number().min(-1000).max(1000),
  /** Share of packets lost, 0..1. */
  loss: z.number().min(0).max(0.5),
  /** A drill: what is thrown; everything when absent. */
  only: z.array(z.enum(PUNCHES)).min(1).optional(),
});

export const deviceCalls = {
  /** Looks for devices of the given kinds (all when absent). Takes at most a few seconds. */
  "device.find": { input: z.object({ kinds: z.array(deviceKind).optional() }), output: z.array(foundDevice) },
  /**
   * Whether gloves can be found over Bluetooth here: on, off, absent (no adapter), forbidden (by the system), noModule (the
   * library is not installed), noBus (Linux without root, and no D-Bus library).
   */
  "device.bluetooth": {
    input: z.void(),
    output: z.enum(["on", "off", "absent", "forbidden", "noModule", "noBus"]),
  },
  "device.list": { input: z.void(), output: z.array(connectedDevice) },
  "device.connect": { input: z.object({ deviceId: z.string() }), output: outcome(connectedDevice) },
  /** A gateway or Wi-Fi device by `host` or `host:port`. It is remembered. */
  "device.connectAddress": {
    input: z.object({ address: z.string().trim().min(1).max(255) }),
    output: outcome(connectedDevice),
  },
  "device.disconnect": { input: z.object({ deviceId: z.string() }), output: z.void() },
  "device.forget": { input: z.object({ deviceId: z.string() }), output: z.void() },
  "device.setHand": { input: z.object({ deviceId: z.string(), hand: hand.nullable() }), output: z.void() },
  "simulated.options": {
    input: z.void(),
    output: z.object({ options: simulatedOptions, people: z.array(z.string()) }),
  },
  /** Takes effect at the next connection. */
  "simulated.configure": { input: simulatedOptions, output: z.void() },
  /** Offers a recorded capture as a device that plays it as if live; its name says so. */
  "simulated.replay": {
    input: z.object({ captureId: z.uuid(), speed: z.number().min(0.1).max(100) }),
    output: outcome(z.object({ deviceIds: z.array(z.string()) })),
  },
  /**
   * Records everybody of the simulated model into the open project, faster than life, with their truth, which is complete: what
   * somebody trains on who has no gloves yet. Problems: job.cancelled and those of recording; what was recorded stays.
   */
  "simulated.recordPeople": {
    input: z.object({
      sessionsEach: z.number().int().min(1).max(10),
      seconds: z.number().min(10).max(600),
      seed: z.number().int().nonnegative(),
      jobId,
    }),
    output: outcome(z.object({ captureIds: z.array(z.uuid()) })),
  },
  "alert.list": { input: z.void(), output: z.array(alert) },
} as const;

export const deviceEvents = {
  /** The connected devices, whole, whenever something about one changes. */
  "device.changed": z.array(connectedDevice),
  /** The alerts that hold now, whole. */
  "alert.changed": z.array(alert),
} as const;

export type FoundDevice = z.infer<typeof foundDevice>;
export type ConnectedDevice = z.infer<typeof connectedDevice>;
export type SimulatedOptions = z.infer<typeof simulatedOptions>;
