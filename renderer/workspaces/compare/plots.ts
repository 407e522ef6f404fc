import { type Alignment, anchorUs, type Compared, lineOf } from "../../timeline/compare/aligned.ts";
import type { DrawnLine } from "../../timeline/compare/comparePlot.ts";
import type { ChannelGroup } from "../../timeline/core/channelGroups.ts";
import { channelName, sensorName } from "../../timeline/core/legend.ts";
import { text } from "../../ui/text.ts";

/** One picture: a channel of a sensor, or its magnitude. */
export interface Plot {
  /** `sensor/channel`: the same in captures whose gloves send the same. */
  readonly key: string;
  readonly name: string;
  readonly lines: readonly DrawnLine[];
}

/** The pictures of one sensor. */
export interface SensorPlots {
  readonly key: string;
  readonly name: string;
  readonly unit: string;
  readonly plots: readonly Plot[];
}

const MAGNITUDE = "magnitude";

function sensorKey({ kind, unit }: ChannelGroup): string {
  return `${kind} ${unit}`;
}

/** Small multiples: one row for each sensor that any of the stretches has. Hidden plots are named and have no lines. */
export function plotsOf(
  compared: readonly Compared[],
  alignment: Alignment,
  hidden: ReadonlySet<string>,
  colourOf: (id: string) => string,
): SensorPlots[] {
  const zeros = new Map(compared.map((each) => [each, anchorUs(each, alignment)]));
  return sensorsOf(compared).map(({ key, group, channels }) => ({
    key,
    name: sensorName(group, null),
    unit: group.unit,
    plots: channels.map((channel) => {
      const plot = `${key}/${channel}`;
      const lines = hidden.has(plot) ? [] : linesOf(compared, key, channel, zeros, colourOf);
      return { key: plot, name: channel === MAGNITUDE ? text("timeline.overlay.magnitude") : channel, lines };
    }),
  }));
}

/** Every sensor with the names of all channels that some glove has; a single channel has no magnitude. */
function sensorsOf(compared: readonly Compared[]) {
  const sensors = new Map<string, { readonly group: ChannelGroup; readonly names: Set<string> }>();
  for (const { group } of compared.flatMap(({ sensors }) => sensors)) {
    const key = sensorKey(group);
    const known = sensors.get(key) ?? { group, names: new Set() };
    sensors.set(key, known);
    for (const channel of group.channels) known.names.add(channelName(channel));
  }
  return [...sensors].map(([key, { group, names }]) => ({
    key,
    group,
    channels: names.size > 1 ? [MAGNITUDE, ...names] : [...names],
  }));
}

function linesOf(
  compared: readonly Compared[],
  key: string,
  channel: string,
  zeros: ReadonlyMap<Compared, number>,
  colourOf: (id: string) => string,
): DrawnLine[] {
  return compared.flatMap((each) => {
    const sensor = each.sensors.find(({ group }) => sensorKey(group) === key);
    if (sensor === undefined) return [];
    const at = sensor.group.channels.findIndex((one) => channelName(one) === channel);
    if (at === -1 && channel !== MAGNITUDE) return [];
    const line = lineOf(each, sensor, at === -1 ? null : at, zeros.get(each)!);
    return [{ ...line, colour: colourOf(each.id) }];
  });
}

/** The times that every plot shows: all of what is compared; null where nothing is here. */
export function timesOf(sensors: readonly SensorPlots[]): { readonly fromUs: number; readonly toUs: number } | null {
  let [fromUs, toUs] = [Infinity, -Infinity];
  for (const { timesUs } of sensors.flatMap(({ plots }) => plots.flatMap(({ lines }) => lines))) {
    if (timesUs.length === 0) continue;
    fromUs = Math.min(fromUs, timesUs[0]!);
    toUs = Math.max(toUs, timesUs.at(-1)!);
  }
  return fromUs < toUs ? { fromUs, toUs } : null;
}
