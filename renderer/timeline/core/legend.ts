import type { Channel } from "#domain/channels.ts";
import type { Hand } from "#domain/hands.ts";
import { text } from "../../ui/text.ts";
import type { ChannelGroup } from "./channelGroups.ts";
import { channelToken } from "./palette.ts";

/** Digits after the point, so that the last digit is about the sensor's own step. */
function decimals(channel: Channel): number {
  return Math.min(4, Math.max(0, Math.ceil(-Math.log10(channel.scale * 10))));
}

/** A physical value for the eye: a true minus sign, and always the same width. */
export function formatValue(raw: number, channel: Channel): string {
  const value = (raw * channel.scale).toFixed(decimals(channel));
  return value.startsWith("-") ? `\u2212${value.slice(1)}` : value;
}

/** The name of a sensor and its channels in their colours, each with a value. */
export class Legend {
  readonly #group: ChannelGroup;
  readonly #values: HTMLElement[];

  constructor(host: HTMLElement, group: ChannelGroup, hand: Hand | null = null) {
    this.#group = group;
    const legend = document.createElement("div");
    legend.className = "legend";
    const name = document.createElement("span");
    name.className = "legendName";
    const sensor = text(`timeline.sensor.${group.kind}`);
    name.textContent = hand === null ? sensor : text(`timeline.sensorOf.${hand}`, { sensor });
    legend.append(name);
    this.#values = group.channels.map((channel) => {
      const entry = document.createElement("span");
      entry.className = "legendChannel";
      entry.style.setProperty("--trace", `var(${channelToken(channel)})`);
      const axis = document.createElement("b");
      axis.textContent = channel.axis?.toUpperCase() ?? channel.name;
      const value = document.createElement("span");
      value.className = "legendValue";
      entry.append(axis, value);
      legend.append(entry);
      return value;
    });
    host.append(legend);
  }

  /** Raw values, one a channel; null where there is none. */
  show(raw: readonly (number | null)[]): void {
    this.#values.forEach((element, i) => {
      const value = raw[i] ?? null;
      const shown = value === null ? "" : formatValue(value, this.#group.channels[i]!);
      if (element.textContent !== shown) element.textContent = shown;
    });
  }
}
