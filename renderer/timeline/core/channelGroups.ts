import type { Channel, ChannelKind, StreamFormat } from "#domain/channels.ts";

/** Channels that share a track: one sensor of a glove. */
export interface ChannelGroup {
  readonly kind: ChannelKind;
  readonly unit: string;
  /** Positions in the stream's rows. */
  readonly columns: readonly number[];
  readonly channels: readonly Channel[];
}

/** One group per kind and unit, in the order in which the device sends them. */
export function channelGroups(format: StreamFormat): ChannelGroup[] {
  const groups = new Map<string, { kind: ChannelKind; unit: string; columns: number[]; channels: Channel[] }>();
  format.channels.forEach((channel, column) => {
    const key = `${channel.kind} ${channel.unit}`;
    const group = groups.get(key) ?? { kind: channel.kind, unit: channel.unit, columns: [], channels: [] };
    group.columns.push(column);
    group.channels.push(channel);
    groups.set(key, group);
  });
  return [...groups.values()];
}

/** Motion swings about zero; audio and bare numbers may not. */
export function isSigned(kind: ChannelKind): boolean {
  return kind === "acceleration" || kind === "rotation" || kind === "magnetic";
}
