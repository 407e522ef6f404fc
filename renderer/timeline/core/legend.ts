import type { Channel } from "#domain/channels.ts";
import type { Hand } from "#domain/hands.ts";
import { text } from "../../ui/text.ts";
import type { ChannelGroup } from "./channelGroups.ts";
import type { OverlayLine } from "./overlay/overlayLine.ts";
import { channelToken } from "./palette.ts";

/** Digits after the point, so that the last digit is about the sensor's own step. */
function decimals(channel: Channel): number {
  return Math.min(4, Math.max(0, Math.ceil(-Math.log10(channel.scale * 10))));
}

function withMinus(digits: string): string {
  return digits.startsWith("-") ? `\u2212${digits.slice(1)}` : digits;
}

/** A physical value for the eye: a true minus sign, and always the same width. */
export function formatValue(raw: number, channel: Channel): string {
  return withMinus((raw * channel.scale).toFixed(decimals(channel)));
}

/** The name of a sensor, with its hand where it has one. */
export function sensorName({ kind }: Pick<ChannelGroup, "kind">, hand: Hand | null): string {
  const sensor = text(`timeline.sensor.${kind}`);
  return hand === null ? sensor : text(`timeline.sensorOf.${hand}`, { sensor });
}

export function channelName(channel: Channel): string {
  return channel.axis?.toUpperCase() ?? channel.name;
}

/** The name of a sensor and its channels in their colours, each with a value; under them what is computed from them. */
export class Legend {
  readonly #group: ChannelGroup;
  readonly #values: HTMLElement[];
  readonly #lineValues: HTMLElement[];

  constructor(host: HTMLElement, group: ChannelGroup, hand: Hand | null = null, lines: readonly OverlayLine[] = []) {
    this.#group = group;
    const legend = document.createElement("div");
    legend.className = "legend";
    const name = document.createElement("span");
    name.className = "legendName";
    name.textContent = sensorName(group, hand);
    legend.append(name);
    this.#values = group.channels.map((channel, i) => {
      const { entry, value } = this.#entry(channelName(channel), `var(${channelToken(channel)})`);
      entry.dataset.column = String(group.columns[i]);
      legend.append(entry);
      return value;
    });
    this.#lineValues = lines.map(({ overlay, channel }) => {
      const of = channel === null ? "" : channelName(group.channels[channel]!);
      const { entry, value } = this.#entry(
        text(`timeline.overlay.line.${overlay.kind}`, { channel: of }),
        "var(--text)",
      );
      legend.append(entry);
      return value;
    });
    host.append(legend);
  }

  /** Raw values, one a channel; null where there is none. */
  show(raw: readonly (number | null)[]): void {
    this.#values.forEach((element, i) => {
      const value = raw[i] ?? null;
      put(element, value === null ? "" : formatValue(value, this.#group.channels[i]!));
    });
  }

  /** Physical values of the computed lines. */
  showLines(values: readonly (number | null)[]): void {
    this.#lineValues.forEach((element, i) => {
      const value = values[i] ?? null;
      put(element, value === null ? "" : withMinus(String(Number(value.toPrecision(4)))));
    });
  }

  #entry(name: string, colour: string): { entry: HTMLElement; value: HTMLElement } {
    const entry = document.createElement("span");
    entry.className = "legendChannel";
    entry.style.setProperty("--trace", colour);
    const label = document.createElement("b");
    label.textContent = name;
    const value = document.createElement("span");
    value.className = "legendValue";
    entry.append(label, value);
    return { entry, value };
  }
}

function put(element: HTMLElement, words: string): void {
  if (element.textContent !== words) element.textContent = words;
}
