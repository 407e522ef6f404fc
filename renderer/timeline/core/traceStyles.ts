import { clipLimitRaw, type SampleType } from "#domain/channels.ts";
import type { ChannelGroup } from "./channelGroups.ts";
import type { MarkStyle, TraceStyle } from "./columnImage.ts";
import { channelToken, mixPixels, type Palette, toPixel } from "./palette.ts";

/**
 * How strongly the band between lowest and highest stands out: a band of many samples lets others shine through, the
 * steep flank of a trace with few samples a pixel is a line and stays as strong as one.
 */
function bodyShare(rowsPerPx: number): number {
  const crowded = Math.min(1, Math.max(0, Math.log2(rowsPerPx / 8) / 3));
  return 1 - 0.35 * crowded;
}

export function traceStyles(
  group: ChannelGroup,
  sampleType: SampleType,
  palette: Palette,
  pxPerUnit: number,
  rowsPerPx: number,
): TraceStyle[] {
  const ground = toPixel(palette.ground);
  return group.channels.map((channel, i) => {
    const edge = toPixel(palette.colour(channelToken(channel)));
    return {
      channel: group.columns[i]!,
      edge,
      body: mixPixels(ground, edge, bodyShare(rowsPerPx)),
      pxPerRaw: channel.scale * pxPerUnit,
      clipRaw: clipLimitRaw(sampleType, channel),
    };
  });
}

export function markStyle(palette: Palette): MarkStyle {
  return {
    gap: toPixel(palette.gap),
    gapLine: toPixel(palette.gapLine),
    lost: toPixel(palette.danger),
    clip: toPixel(palette.clip),
  };
}
