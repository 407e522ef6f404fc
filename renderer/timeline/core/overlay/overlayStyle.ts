import type { ChannelGroup } from "../channelGroups.ts";
import type { OverStyle } from "../columnImage.ts";
import { channelToken, mixPixels, type Palette, toPixel } from "../palette.ts";
import type { OverlayLine } from "./overlayLine.ts";

/** Columns drawn and left out in turn; null for a line without breaks. A dash tells apart what has one colour. */
const DASHES = { magnitude: null, average: null, absolute: [6, 3], derivative: [2, 2] } as const;

/** A line between its channel's colour and the colour of text: it stands out from its channel and still belongs to it. */
export function overlayStyle(
  { overlay, channel }: OverlayLine,
  group: ChannelGroup,
  slot: number,
  pxPerUnit: number,
  palette: Palette,
): OverStyle {
  const text = toPixel(palette.text);
  const own =
    channel === null ? text : mixPixels(toPixel(palette.colour(channelToken(group.channels[channel]!))), text, 0.6);
  return { channel: slot, edge: own, pxPerRaw: pxPerUnit, dash: DASHES[overlay.kind] };
}
