import { z } from "zod";
import { outcome } from "./schemas.ts";

/** What gateways listen on when nobody says otherwise (streaming.md 8.1). */
export const GATEWAY_PORT = 5555;
/** A gateway serves one glove or a pair. */
export const MOST_SERVED = 2;

/** Our own gateway: a connected glove, served over HTTP for other programs (streaming.md 7 and 8). */
export const gatewayState = z.object({
  running: z.boolean(),
  /** `http://127.0.0.1:5555`; null while it does not run. */
  address: z.string().nullable(),
  /** What a client that is not on this machine must send; null where only this machine is served. */
  token: z.string().nullable(),
  /** What it serves; null: the first connected glove. Several: their columns side by side, as gateways do. */
  deviceIds: z.array(z.string()),
  clients: z.number().int().nonnegative(),
  rowsSent: z.number().int().nonnegative(),
});

export const gatewayCalls = {
  "gateway.state": { input: z.void(), output: gatewayState },
  /** Problems: gateway.portTaken, gateway.noSuchDevice, gateway.differ (gloves of two rates or types cannot be one stream). */
  "gateway.start": {
    input: z.object({
      port: z.number().int().min(0).max(65_535),
      /** False: this machine only. */
      network: z.boolean(),
      deviceIds: z.array(z.string()).max(MOST_SERVED),
    }),
    output: outcome(gatewayState),
  },
  "gateway.stop": { input: z.void(), output: z.void() },
} as const;

export const gatewayEvents = { "gateway.changed": gatewayState } as const;
