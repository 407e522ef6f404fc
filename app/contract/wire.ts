import { z } from "zod";

/**
 * What travels as text over the WebSocket. Binary messages are live frames (liveFrame.ts).
 * JSON has no `undefined`: an input or output of nothing is left out.
 */
export const toHost = z.object({ id: z.number().int(), call: z.string(), input: z.unknown().optional() });
export const fromHost = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("answer"), id: z.number().int(), output: z.unknown().optional() }),
  /** A bug or a refused input, not an expected failure. */
  z.object({ kind: z.literal("error"), id: z.number().int(), message: z.string() }),
  z.object({ kind: z.literal("event"), name: z.string(), payload: z.unknown() }),
]);
export type ToHost = z.infer<typeof toHost>;
export type FromHost = z.infer<typeof fromHost>;
