import { z } from "zod";
import type { Alert } from "#domain/alerts.ts";
import { SEVERITIES } from "#domain/alerts.ts";
import type { CaptureDetail, CaptureStream, CaptureSummary, DeviceIdentity } from "#domain/captures.ts";
import { CAPTURE_STATES, GAP_REASONS } from "#domain/captures.ts";
import { CHANNEL_KINDS, SAMPLE_TYPES, type StreamFormat } from "#domain/channels.ts";
import { HANDS } from "#domain/hands.ts";
import type { Problem } from "#domain/problems.ts";

const count = z.number().int().nonnegative();

export const problem = z.object({
  code: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
}) satisfies z.ZodType<Problem>;

/**
 * An expected failure is a value of the output, not an exception. JSON leaves out a `value` of nothing, so an outcome of
 * nothing does without it.
 */
export function outcome<T extends z.ZodType>(value: T) {
  const given = value instanceof z.ZodVoid ? (value.optional() as unknown as T) : value;
  return z.discriminatedUnion("ok", [
    z.object({ ok: z.literal(true), value: given }),
    z.object({ ok: z.literal(false), problem }),
  ]);
}
export type Outcome<T> = { ok: true; value: T } | { ok: false; problem: Problem };

/** What an edit did, as a message: its words stand in the catalog under `history.<code>` ("Rename {name}"). */
export const editName = z.object({
  code: z.string().max(64),
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
});

export const captureIds = z.array(z.uuid()).min(1).max(10_000);
export const hand = z.enum(HANDS);
export const name = z.string().trim().min(1).max(200);
/** A label name, or null for none. */
export const label = z.string().trim().min(1).max(64).nullable();
/** Free fields of a capture: person, gym, surface. */
export const metadata = z.record(z.string().trim().min(1).max(64), z.string().max(500));

export const deviceKind = z.enum(["simulated", "serial", "gateway", "ble"]);

export const deviceIdentity = z.object({
  id: z.string(),
  name: z.string(),
  kind: deviceKind,
  simulated: z.boolean(),
}) satisfies z.ZodType<DeviceIdentity>;

export const streamFormat = z.object({
  sampleType: z.enum(SAMPLE_TYPES),
  nominalRateHz: z.number().positive(),
  channels: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(CHANNEL_KINDS),
      axis: z.enum(["x", "y", "z"]).nullable(),
      unit: z.string(),
      scale: z.number(),
      range: z.number().positive().nullable(),
    }),
  ),
}) satisfies z.ZodType<StreamFormat>;

export const linkCounts = z.object({ lost: count, corrupt: count, repeated: count, clipped: count });

export const captureStream = z.object({
  id: z.number().int(),
  device: deviceIdentity,
  hand: hand.nullable(),
  format: streamFormat,
  clock: z.object({ startUs: z.number(), rateHz: z.number().positive() }),
  clockResidualUs: z.number().nullable(),
  rows: count,
  endIndex: count,
  pyramidLevels: count,
  counts: linkCounts,
}) satisfies z.ZodType<CaptureStream>;

export const captureSummary = z.object({
  id: z.uuid(),
  name: z.string(),
  state: z.enum(CAPTURE_STATES),
  simulated: z.boolean(),
  createdAtMs: z.number().int(),
  durationUs: count,
  label: z.string().nullable(),
  metadata: z.record(z.string(), z.string()),
  streams: z.array(captureStream),
  deletedAtMs: z.number().int().nullable(),
  reviewedAtMs: z.number().int().nullable(),
  labelCounts: z.record(z.string(), count),
  handCounts: z.object({ left: count, right: count, none: count }),
  proposals: count,
  videos: count,
}) satisfies z.ZodType<CaptureSummary>;

const indexSpan = { firstIndex: count, rows: count.positive() };

export const captureDetail = captureSummary.extend({
  gaps: z.record(z.string(), z.array(z.object({ ...indexSpan, reason: z.enum(GAP_REASONS), exact: z.boolean() }))),
  clips: z.record(z.string(), z.array(z.object(indexSpan))),
}) satisfies z.ZodType<CaptureDetail>;

export const alert = problem.extend({
  id: z.string(),
  severity: z.enum(SEVERITIES),
  deviceId: z.string().nullable(),
}) satisfies z.ZodType<Alert>;
