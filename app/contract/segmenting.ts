import { z } from "zod";
import { SEGMENTER_NAMES } from "#domain/segmenters.ts";
import { hand, outcome } from "./schemas.ts";

const whole = z.number().int().nonnegative();

/** Settings by name (domain/segmenters.ts); those left out are the usual ones. */
export const settingValues = z.record(z.string().max(64), z.union([z.number(), z.string().max(64), z.boolean()]));

/** A stretch that a segmenter found; indexes are of its stream, half-open. */
export const proposal = z.object({
  streamId: z.number().int(),
  hand: hand.nullable(),
  beginIndex: whole,
  endIndex: whole,
  startUs: z.number().int(),
  peakUs: z.number().int().nullable(),
  endUs: z.number().int(),
});

export const segmentingCalls = {
  /**
   * What a segmenter finds in a capture, by time. `write` also stores it as the capture's proposal track of that
   * segmenter, in place of the one before.
   */
  "segment.propose": {
    input: z.object({
      captureId: z.uuid(),
      segmenter: z.enum(SEGMENTER_NAMES),
      settings: settingValues,
      write: z.boolean(),
    }),
    output: outcome(
      z.object({
        settings: settingValues,
        /** The engine that found them. */
        engineHash: z.string(),
        proposals: z.array(proposal),
      }),
    ),
  },
} as const;
