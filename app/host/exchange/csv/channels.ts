import { readChannelName } from "#domain/channelNames.ts";
import type { Channel } from "#domain/channels.ts";
import { quantityOf, type SensorColumn } from "./header.ts";
import type { Survey } from "./survey.ts";

/** A column that becomes a channel, with its channel. */
export interface ChannelColumn extends SensorColumn {
  readonly channel: Channel;
  /** Which device of a gateway fusion (`S_1_…`) it belongs to; null for the only one. */
  readonly device: number | null;
}

/** Two columns of one quantity, one in counts and one in a unit: `A_X [LSB]` and `A_X [mg]`. */
export interface Companions {
  readonly counts: SensorColumn;
  readonly physical: SensorColumn;
}

export function companionsOf(sensors: readonly SensorColumn[]): Companions[] {
  return sensors.flatMap((counts) => {
    if (readChannelName(counts.name).unit !== "raw") return [];
    const physical = sensors.find((other) => other !== counts && isUnitOf(other.name, counts.name));
    return physical ? [{ counts, physical }] : [];
  });
}

/**
 * The channels of a file. Where counts and unit stand side by side, the counts are kept, with the scale that turns them
 * into the unit; otherwise values stay as they are written and the scale is that of the unit in the name.
 */
export function channelsOf(sensors: readonly SensorColumn[], companions: readonly Companions[], seen: Survey) {
  const scales = new Map<string, number>();
  const dropped = new Set<string>();
  for (const { counts, physical } of companions) {
    const scale = scaleBetween(counts.name, physical.name, seen);
    if (scale === null) continue;
    scales.set(counts.name, scale);
    dropped.add(physical.name);
  }
  return sensors
    .filter(({ name }) => !dropped.has(name))
    .map((column): ChannelColumn => {
      const said = readChannelName(column.name);
      const scale = scales.get(column.name);
      const physical = companions.find(({ counts }) => counts.name === column.name)?.physical;
      const unit = scale === undefined ? said.unit : readChannelName(physical!.name).unit;
      const channel: Channel = {
        name: scale === undefined ? column.name : quantityOf(column.name),
        kind: said.kind,
        axis: said.axis,
        unit: unit ?? "raw",
        scale: scale ?? said.factor,
        range: scale === undefined ? null : Math.round(scale * 32768 * 1000) / 1000,
      };
      return { ...column, channel, device: said.device };
    });
}

function isUnitOf(name: string, counts: string): boolean {
  const { unit } = readChannelName(name);
  return unit !== null && unit !== "raw" && quantityOf(name) === quantityOf(counts);
}

/** Unit a count, by least squares; null where the one is not the other times a number. */
function scaleBetween(counts: string, physical: string, { columns, product }: Survey): number | null {
  const countSquares = columns.get(counts)!.sumSquares;
  const physicalSquares = columns.get(physical)!.sumSquares;
  if (!columns.get(counts)!.int16 || countSquares === 0) return null;
  const both = product(counts, physical);
  const left = physicalSquares - both ** 2 / countSquares;
  if (left > 1e-4 * physicalSquares) return null;
  return (both / countSquares) * readChannelName(physical).factor;
}
