import { readChannelName } from "#domain/channelNames.ts";
import { newSampleArray, type SampleArray, type StreamFormat } from "#domain/channels.ts";
import type { Hand } from "#domain/hands.ts";
import { channelOf } from "./columns.ts";
import type { SsiConfig } from "./config.ts";
import { chooseProfile, type SensorHints } from "./profiles.ts";

/** One stream of a link: which columns of which wire stream, as what. */
export interface StreamLayout {
  readonly format: StreamFormat;
  readonly hand: Hand | null;
  /** Index into SsiConfig.streams. */
  readonly wire: number;
  /** Column positions in a wire row, in the format's channel order. */
  readonly columns: readonly number[];
}

/**
 * The streams that a description amounts to. Fused gloves (`S_0_…`, `S_1_…`) come apart into one stream each, so that
 * every stream has one hand.
 */
export function layoutOf(config: SsiConfig, usb: SensorHints["usb"]): readonly StreamLayout[] {
  const profile = chooseProfile({ ...config, usb });
  return config.streams.flatMap((stream, wire) => {
    const names = stream.columns.map((name, column) => ({ column, name, parsed: readChannelName(name) }));
    const byDevice = Map.groupBy(names, (column) => column.parsed.device);
    return [...byDevice.values()].map((columns) => ({
      format: {
        sampleType: config.sampleType,
        nominalRateHz: stream.rateHz,
        channels: columns.map((column) => channelOf(column.name, config.sampleType, profile)),
      },
      hand:
        columns.find((column) => column.parsed.hand)?.parsed.hand ??
        stream.hand ??
        (byDevice.size === 1 ? config.hand : null),
      wire,
      columns: columns.map((column) => column.column),
    }));
  });
}

/** The given columns of interleaved rows. All columns: the rows themselves, not copied. */
export function pickColumns(rows: SampleArray, width: number, columns: readonly number[]): SampleArray {
  if (columns.length === width) return rows;
  const count = rows.length / width;
  const picked = newSampleArray(rows instanceof Int16Array ? "int16" : "float32", count * columns.length);
  for (let row = 0, to = 0; row < count; row++)
    for (const column of columns) picked[to++] = rows[row * width + column]!;
  return picked;
}
