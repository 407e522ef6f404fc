import { z } from "zod";
import type { SampleType } from "#domain/channels.ts";
import { HANDS, type Hand } from "#domain/hands.ts";
import { ProblemError } from "#domain/problems.ts";

/** One run of equal rows on the wire. Versions 1 and 2 have one; version 3 has one per channel number. */
export interface WireStream {
  /** Channel byte of its frames (version 3, and version 2 with several streams: the gateway of another Ringside). */
  readonly channel: number;
  readonly rateHz: number;
  readonly rowsPerPacket: number;
  /** Column names in the order of their values. */
  readonly columns: readonly string[];
  /** Where it is said of the stream, not of the device or by a column's name. */
  readonly hand?: Hand | null;
}

/** A checked Simple Streaming Interface description (streaming.md 1 and 5). */
export interface SsiConfig {
  readonly version: 1 | 2 | 3;
  readonly sampleType: SampleType;
  readonly streams: readonly WireStream[];
  /** Milliseconds a tick of the device's clock; version 3 only. */
  readonly timeResolutionMs: number | null;
  readonly deviceName: string | null;
  // What our own firmware adds. Others leave it out.
  readonly firmware: string | null;
  /** SHA-256 of the descriptor that it recognises with, hex. */
  readonly pack: string | null;
  readonly packName: string | null;
  readonly selfTest: "passed" | "failed" | null;
  readonly accelRange_g: number | null;
  readonly gyroRange_dps: number | null;
  readonly hand: Hand | null;
  /** 0..1 */
  readonly battery: number | null;
  /** The device says by itself that no glove is behind it. */
  readonly simulated: boolean;
  /** Keys that nobody here knows, as they came. */
  readonly extra: Readonly<Record<string, unknown>>;
}

/** Above any motion sensor and any microphone that speaks this protocol (48 kHz). */
const MAX_RATE_HZ = 100_000;
/** Two gloves of nine axes are 18; a description of more than 64 does not fit any firmware's buffer. */
const MAX_COLUMNS = 64;
/** The length field of a frame is 16 bits and counts the header too (streaming.md 4.1). */
const MAX_PACKET_BYTES = 65_535 - 6;
/** Rows a packet where the device does not say (streaming.md 1). */
const DEFAULT_ROWS_PER_PACKET = 6;

const wire = {
  sample_rate: z.number().positive().max(MAX_RATE_HZ),
  column_location: z.record(z.string().min(1).max(64), z.int().nonnegative()),
  samples_per_packet: z
    .int()
    .positive()
    .max(MAX_PACKET_BYTES / 2)
    .default(DEFAULT_ROWS_PER_PACKET),
};

const common = z.looseObject({
  version: z.union([z.literal(1), z.literal(2), z.literal(3)]).default(1),
  data_type: z.enum(["int16", "float", "float32"]).default("int16"),
  device_name: z.string().max(200).optional(),
  firmware: z.string().max(200).optional(),
  pack: z.string().max(200).optional(),
  pack_name: z.string().max(200).optional(),
  self_test: z.enum(["passed", "failed"]).optional(),
  accel_range_g: z.number().positive().max(1000).optional(),
  gyro_range_dps: z.number().positive().max(100_000).optional(),
  hand: z.enum(HANDS).optional(),
  battery: z.number().min(0).max(1).optional(),
  simulated: z.boolean().optional(),
});
const oneStream = z.object(wire);
const manyStreams = z.object({
  time_resolution_ms: z.number().positive().max(1000),
  sensors: z
    .array(z.object({ channel: z.int().min(0).max(255), ...wire }))
    .min(1)
    .max(16),
});
const KNOWN = new Set([
  ...Object.keys(common.shape),
  ...Object.keys(oneStream.shape),
  ...Object.keys(manyStreams.shape),
]);

/** True for an object that means to be a description, however wrong it is. */
export function looksLikeConfig(json: unknown): json is object {
  return typeof json === "object" && json !== null && ("column_location" in json || "sensors" in json);
}

/**
 * @throws ProblemError device.incompleteConfig with the first field that is missing, or device.badConfig with the first
 *         that cannot be right, and its value
 */
export function readConfig(json: unknown): SsiConfig {
  const base = parse(common, json);
  const many = looksLikeConfig(json) && "sensors" in json ? parse(manyStreams, json) : null;
  if ((base.version === 3) !== (many !== null)) throw badConfig("version", base.version);
  const sampleType = base.data_type === "int16" ? "int16" : "float32";
  const streams = many ? many.sensors : [{ channel: 0, ...parse(oneStream, json) }];
  const channels = streams.map((stream) => stream.channel);
  if (new Set(channels).size < channels.length) throw badConfig("sensors", channels.join(", "));
  return {
    version: base.version,
    sampleType,
    streams: streams.map((stream) => wireStream(stream, sampleType)),
    timeResolutionMs: many?.time_resolution_ms ?? null,
    deviceName: base.device_name ?? null,
    firmware: base.firmware ?? null,
    pack: base.pack ?? null,
    packName: base.pack_name ?? null,
    selfTest: base.self_test ?? null,
    accelRange_g: base.accel_range_g ?? null,
    gyroRange_dps: base.gyro_range_dps ?? null,
    hand: base.hand ?? null,
    battery: base.battery ?? null,
    simulated: base.simulated ?? false,
    extra: Object.fromEntries(Object.entries(base).filter(([key]) => !KNOWN.has(key))),
  };
}

/** Bytes of one row. */
export function rowBytes(stream: WireStream, type: SampleType): number {
  return stream.columns.length * (type === "int16" ? 2 : 4);
}

export function badConfig(field: string, value: unknown): ProblemError {
  if (value === undefined) return new ProblemError("device.incompleteConfig", { field });
  const shown = typeof value === "string" ? value : (JSON.stringify(value) ?? "?");
  return new ProblemError("device.badConfig", {
    field,
    value: shown.length > 60 ? `${shown.slice(0, 57)}...` : shown,
  });
}

function wireStream(raw: { channel: number } & z.output<typeof oneStream>, type: SampleType): WireStream {
  const byPosition = Object.entries(raw.column_location).sort((a, b) => a[1] - b[1]);
  if (byPosition.length < 1 || byPosition.length > MAX_COLUMNS)
    throw badConfig("column_location.length", byPosition.length);
  for (const [index, [name, position]] of byPosition.entries())
    if (position !== index) throw badConfig(`column_location.${name}`, position);
  const stream: WireStream = {
    channel: raw.channel,
    rateHz: raw.sample_rate,
    rowsPerPacket: raw.samples_per_packet,
    columns: byPosition.map(([name]) => name),
  };
  if (stream.rowsPerPacket * rowBytes(stream, type) > MAX_PACKET_BYTES)
    throw badConfig("samples_per_packet", raw.samples_per_packet);
  return stream;
}

function parse<T extends z.ZodType>(schema: T, json: unknown): z.output<T> {
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const path = result.error.issues[0]?.path ?? [];
  let value = json;
  for (const key of path) value = (value as Record<PropertyKey, unknown> | undefined)?.[key];
  throw badConfig(path.join(".") || "description", value);
}
