import { z } from "zod";
import { streamFormat } from "#contract/schemas.ts";
import { HANDS } from "#domain/hands.ts";
import type { SsiConfig } from "../ssi/config.ts";
import type { HttpRows } from "./httpLink.ts";

/** What the gateway of another Ringside adds to its `/config`: its gloves apart, each with its exact format. */
const framed = z.object({
  framed: z.object({
    path: z.string().regex(/^\/[\w/?=&-]{1,100}$/),
    gloves: z
      .array(
        z.object({
          channel: z.number().int().min(0).max(255),
          hand: z.enum(HANDS).nullable(),
          format: streamFormat,
        }),
      )
      .min(1)
      .max(4),
  }),
});

/**
 * The framed rows of another Ringside, where a gateway is one: one row a frame, numbered, so that nothing is lost unseen and
 * two gloves come apart. Null for any other gateway, and for gloves that do not fit together.
 */
export function framedRows(state: unknown, config: SsiConfig): HttpRows | null {
  const told = framed.safeParse(state);
  if (!told.success) return null;
  const { path, gloves } = told.data.framed;
  if (gloves.some(({ format }) => format.sampleType !== config.sampleType)) return null;
  const streams = gloves.map(({ channel, hand, format }) => ({
    channel,
    hand,
    rateHz: format.nominalRateHz,
    rowsPerPacket: 1,
    columns: format.channels.map(({ name }) => name),
  }));
  return { config: { ...config, version: 2, streams }, path, formats: gloves.map(({ format }) => format) };
}
