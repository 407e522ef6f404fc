import { mixPixels, toPixel } from "../palette.ts";
import type { ColourMap } from "./look.ts";

/** Perceptually even maps (Matplotlib's, by eighths), dark to bright; grey is even by itself. */
const STOPS: Readonly<Record<ColourMap, readonly string[]>> = {
  viridis: ["#440154", "#472d7b", "#3b528b", "#2c728e", "#21918c", "#28ae80", "#5ec962", "#addc30", "#fde725"],
  magma: ["#000004", "#1d1147", "#51127c", "#832681", "#b73779", "#e75263", "#fc8961", "#fec488", "#fcfdbf"],
  cividis: ["#00224e", "#1a386f", "#434e6c", "#61656f", "#7d7c78", "#9b9476", "#bcad6c", "#dec958", "#fee838"],
  grey: ["#000000", "#1f1f1f", "#3f3f3f", "#5f5f5f", "#7f7f7f", "#9f9f9f", "#bfbfbf", "#dfdfdf", "#ffffff"],
};

/** 256 pixels (0xAABBGGRR) from the weakest to the strongest. */
export function colourTable(map: ColourMap): Uint32Array {
  const stops = STOPS[map].map(toPixel);
  return Uint32Array.from({ length: 256 }, (_, i) => {
    const at = (i / 255) * (stops.length - 1);
    const low = Math.min(stops.length - 2, Math.floor(at));
    return mixPixels(stops[low]!, stops[low + 1]!, at - low);
  });
}
