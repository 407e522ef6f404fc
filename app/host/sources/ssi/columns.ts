import { readChannelName } from "#domain/channelNames.ts";
import type { Channel, SampleType } from "#domain/channels.ts";
import type { ScaleProfile } from "./profiles.ts";

/**
 * The channel behind a column. int16 counts are scaled by the profile. Floats are physical values already: they take
 * the profile's unit where the device itself stated its ranges, and stay `raw` where nobody said what they are.
 */
export function channelOf(name: string, type: SampleType, profile: ScaleProfile): Channel {
  const { kind, axis, unit, factor } = readChannelName(name);
  const raw = { name, kind, axis, unit: "raw", scale: 1, range: null };
  const known = profile.scales[kind];
  if (type === "int16") return { ...raw, ...known };
  if (unit !== null && unit !== "raw") return { ...raw, unit, scale: factor, range: known?.range ?? null };
  return known && profile.name === "ringside" ? { ...raw, unit: known.unit, range: known.range } : raw;
}
