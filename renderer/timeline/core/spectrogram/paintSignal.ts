import type { ChannelGroup } from "../channelGroups.ts";
import type { Columns } from "../columns.ts";
import { channelToken, type Palette } from "../palette.ts";

/** The value that the top of the plot stands for: zero is in the middle, and all of the capture fits in. */
export function signalTop({ columns, channels }: ChannelGroup, whole: Columns): number {
  const tops = columns.map((column, i) => {
    const { low, high } = whole.extremes(column);
    return low > high ? 0 : Math.max(Math.abs(low), Math.abs(high)) * channels[i]!.scale;
  });
  return Math.max(...tops) || 1;
}

/** The channels over a spectrogram: from the lowest to the highest value of each column, on a rim that every colour leaves seen. */
export function paintSignal(
  context: CanvasRenderingContext2D,
  group: ChannelGroup,
  columns: Columns,
  whole: Columns,
  palette: Palette,
): void {
  const { height } = context.canvas;
  const top = signalTop(group, whole);
  group.columns.forEach((column, i) => {
    const { scale } = group.channels[i]!;
    const y = (raw: number) => (height / 2) * (1 - (raw * scale) / top);
    context.beginPath();
    let joined = false;
    for (let x = 0, at = column * columns.width; x < columns.width; x++, at++) {
      const [low, high] = [columns.low[at]!, columns.high[at]!];
      if (low > high) {
        joined = false;
        continue;
      }
      if (joined) context.lineTo(x + 0.5, y(high));
      else context.moveTo(x + 0.5, y(high));
      context.lineTo(x + 0.5, y(low));
      joined = true;
    }
    context.lineJoin = "round";
    context.strokeStyle = palette.ground;
    context.lineWidth = 3 * devicePixelRatio;
    context.stroke();
    context.strokeStyle = palette.colour(channelToken(group.channels[i]!));
    context.lineWidth = devicePixelRatio;
    context.stroke();
  });
}
