import { z } from "zod";
import { ProblemError } from "#domain/problems.ts";
import { badConfig, readConfig, type SsiConfig } from "../ssi/config.ts";
import type { Address } from "./address.ts";
import { type HttpPlace, reasonOf } from "./http.ts";

/** What `/config` of an Open Gateway says (streaming.md 8.3). Only what is of use here; the rest varies. */
const state = z.looseObject({
  mode: z.string(),
  source: z.string().nullish(),
  device_id: z.string().nullish(),
  /** A number, or the same as text after `/connect` and `/disconnect`. */
  sample_rate: z.union([z.number(), z.string()]).nullish(),
  column_location: z.record(z.string(), z.unknown()).nullish(),
  /** Bytes, in spite of its name; 1 while no device is connected. */
  samples_per_packet: z.number().nullish(),
  source_samples_per_packet: z.number().nullish(),
  data_type: z.string().nullish(),
});
export type GatewayState = z.infer<typeof state>;

const PASSED_ON = ["accel_range_g", "gyro_range_dps", "hand", "simulated", "device_name"] as const;

const scanned = z.array(z.looseObject({ device_id: z.string(), name: z.string().optional() }));

/** What a gateway can look for that is a glove; a test source is none, and comes last. */
const SOURCES = ["serial", "ble", "test"] as const;

export interface GatewayDevice {
  readonly source: string;
  readonly deviceId: string;
  readonly name: string;
}

export function readGatewayState(json: unknown): GatewayState | null {
  const result = state.safeParse(json);
  return result.success ? result.data : null;
}

/** A device is connected to the gateway and sends samples, not results. */
export function isCapturing(gateway: GatewayState): boolean {
  return gateway.mode.toLowerCase() === "data_capture" && !!gateway.device_id && (gateway.samples_per_packet ?? 0) > 1;
}

export function isRecognizing(gateway: GatewayState): boolean {
  return gateway.mode.toLowerCase() === "recognition";
}

export function isTestSource(source: string | null | undefined): boolean {
  return source?.toLowerCase() === "test";
}

/**
 * The samples that `/stream` will send. `name` is what a scan called the device: a gateway passes on nothing else that
 * tells which sensor it is.
 * @throws ProblemError device.badConfig, device.incompleteConfig
 */
export function gatewayConfig(gateway: GatewayState, name: string | undefined): SsiConfig {
  const deviceId = gateway.device_id ?? "";
  // Several float devices fused are announced as int16 and sent as float, cut in the middle (streaming.md T19).
  if (deviceId.includes(",") && /float/i.test(deviceId)) throw badConfig("data_type", "float");
  const rate = typeof gateway.sample_rate === "string" ? Number(gateway.sample_rate) : gateway.sample_rate;
  return readConfig({
    version: 1,
    sample_rate: rate ?? undefined,
    column_location: gateway.column_location ?? undefined,
    samples_per_packet: gateway.source_samples_per_packet ?? undefined,
    data_type: gateway.data_type ?? undefined,
    device_name: (name ?? deviceId).slice(0, 200) || undefined,
    simulated: isTestSource(gateway.source),
    // What another Ringside's gateway tells beyond that.
    ...Object.fromEntries(PASSED_ON.flatMap((key) => (gateway[key] === undefined ? [] : [[key, gateway[key]]]))),
  });
}

/** Devices that the gateway sees. A kind that it cannot look for (no Bluetooth there) is left out. */
export async function scanGateway(
  place: HttpPlace,
  limitMs: number,
  signal: AbortSignal,
): Promise<readonly GatewayDevice[]> {
  const perSource = await Promise.all(
    SOURCES.map(async (source) => {
      try {
        const answer = await place.ask("/scan", limitMs, signal, { source });
        const list = answer.status === 200 ? scanned.safeParse(answer.json) : null;
        return (list?.data ?? []).map(({ device_id, name }) => ({
          source,
          deviceId: device_id,
          name: name ?? device_id,
        }));
      } catch {
        signal.throwIfAborted();
        return [];
      }
    }),
  );
  return perSource.flat();
}

/**
 * Connects the gateway to a device, to send samples.
 * @throws ProblemError device.refused, device.unreachable
 */
export async function configureGateway(
  place: HttpPlace,
  device: NonNullable<Address["behind"]>,
  limitMs: number,
  signal: AbortSignal,
): Promise<GatewayState> {
  const answer = await place.ask("/config", limitMs, signal, {
    device_id: device.deviceId,
    source: device.source.toUpperCase(),
    mode: "DATA_CAPTURE",
  });
  const gateway = answer.status === 200 ? readGatewayState(answer.json) : null;
  if (gateway) return gateway;
  throw new ProblemError("device.refused", {
    device: `${place.name} (${device.deviceId})`,
    reason: reasonOf(answer.status, answer.text),
  });
}
