import uPlot from "uplot";
import { channelGroups } from "../../../renderer/timeline/core/channelGroups.ts";
import type { MemoryCapture, Scene } from "./memoryCapture.ts";
import type { Rival } from "./page.ts";

const COLOURS = ["#f0913a", "#4aa8f2", "#c6e05a", "#b79cff", "#ff8fc7", "#86d96f", "#ffc247"];

/** uPlot as it comes, one plot a track, given every sample: what one would write first. */
export function plainPlots(stage: HTMLElement, memory: MemoryCapture, scene: Scene): Rival {
  const times = new Float64Array(scene.rows);
  for (let row = 0; row < scene.rows; row++) times[row] = row / scene.rateHz;
  const column = (channel: number) => {
    const values = new Float32Array(scene.rows);
    for (let row = 0; row < scene.rows; row++) values[row] = memory.rows[row * scene.channels + channel]! / 1024;
    return values;
  };
  const columns = Array.from({ length: scene.channels }, (_, channel) => column(channel));
  const groups = memory.capture.streams.flatMap((stream) => channelGroups(stream.format));
  const plots = groups.map((group) => {
    const options: uPlot.Options = {
      width: scene.widthPx + 60,
      height: Math.floor(scene.heightPx / groups.length) + 30,
      legend: { show: false },
      cursor: { show: false },
      scales: { x: { time: false }, y: { auto: false, range: [-32, 32] } },
      series: [{}, ...group.columns.map((_, i) => ({ stroke: COLOURS[i % COLOURS.length]!, points: { show: false } }))],
    };
    const data = [times, ...group.columns.map((at) => columns[at]!)] as unknown as uPlot.AlignedData;
    return new uPlot(options, data, stage);
  });
  return {
    show(fromS, toS) {
      for (const plot of plots) plot.batch(() => plot.setScale("x", { min: fromS, max: toS }));
    },
    end() {
      for (const plot of plots) plot.destroy();
      stage.replaceChildren();
    },
  };
}
