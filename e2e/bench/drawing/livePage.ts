import uPlot from "uplot";
import { encodeLiveFrame } from "#contract/liveFrame.ts";
import type { StreamFormat } from "#domain/channels.ts";
import { channelGroups } from "../../../renderer/timeline/core/channelGroups.ts";
import { LiveView } from "../../../renderer/timeline/core/live/liveView.ts";
import { sceneChannels, sceneRows } from "./memoryCapture.ts";

const WINDOW_S = 10;
const CHANNELS = 9;

/** What takes rows of one glove and shows the last ten seconds of them. */
interface LiveRival {
  push(firstIndex: number, rows: Int16Array<ArrayBuffer>): void;
  end(): void;
}

function ringside(host: HTMLElement, format: StreamFormat): LiveRival {
  host.className = "ringside-plot live";
  const view = new LiveView(host, format, { windowS: WINDOW_S, rateHz: format.nominalRateHz });
  return {
    push(firstIndex, rows) {
      const runs = [{ firstIndex, rows: rows.length / CHANNELS }];
      const slice = { key: 1, sampleType: "int16", width: CHANNELS, runs, values: rows } as const;
      view.push(encodeLiveFrame({ hostTimeUs: 0, lagMs: 0, slice }));
    },
    end: () => view.destroy(),
  };
}

/** uPlot as it comes, one plot a sensor, the window shifted and given anew for each animation frame with news. */
function plain(host: HTMLElement, format: StreamFormat): LiveRival {
  const length = WINDOW_S * format.nominalRateHz;
  const times = Array.from({ length }, (_, i) => i / format.nominalRateHz - WINDOW_S);
  const columns = Array.from({ length: CHANNELS }, () => new Array<number>(length).fill(0));
  const groups = channelGroups(format);
  const plots = groups.map((group) => {
    const series = [{}, ...group.columns.map(() => ({ stroke: "#4aa8f2", points: { show: false } }))];
    const scales = { x: { time: false }, y: { range: [-32, 32] as [number, number] } };
    const size = { width: host.clientWidth, height: Math.floor(host.clientHeight / groups.length) };
    const data = [times, ...group.columns.map((at) => columns[at]!)] as uPlot.AlignedData;
    return new uPlot({ ...size, legend: { show: false }, cursor: { show: false }, scales, series }, data, host);
  });
  let frame = 0;
  const draw = () => {
    frame = 0;
    groups.forEach((group, i) => {
      plots[i]!.setData([times, ...group.columns.map((at) => columns[at]!)]);
    });
  };
  return {
    push(_firstIndex, rows) {
      columns.forEach((column, channel) => {
        column.splice(0, rows.length / CHANNELS);
        for (let at = channel; at < rows.length; at += CHANNELS) column.push(rows[at]! / 1024);
      });
      if (frame === 0) frame = requestAnimationFrame(draw);
    },
    end() {
      cancelAnimationFrame(frame);
      for (const plot of plots) plot.destroy();
    },
  };
}

/** Shows `gloves` gloves for some seconds, fed as the host feeds a page: 30 messages a second and glove. */
export async function live(rival: "ringside" | "plain" | "nothing", gloves: number, rateHz: number, seconds: number) {
  const stage = document.getElementById("stage")!;
  stage.replaceChildren();
  stage.className = "";
  const format: StreamFormat = { sampleType: "int16", nominalRateHz: rateHz, channels: sceneChannels(CHANNELS) };
  const made = Array.from({ length: rival === "nothing" ? 0 : gloves }, () => {
    const host = stage.appendChild(document.createElement("div"));
    host.style.cssText = "width: 560px; height: 620px; float: left";
    return (rival === "ringside" ? ringside : plain)(host, format);
  });
  // Made beforehand: making a signal is not what is measured.
  const rows = sceneRows(CHANNELS, rateHz, 0, Math.ceil((seconds + 1) * rateHz));
  const start = performance.now();
  let sent = 0;
  await new Promise<void>((done) => {
    const timer = setInterval(() => {
      const elapsedS = (performance.now() - start) / 1000;
      const due = Math.floor(Math.min(seconds, elapsedS) * rateHz);
      for (const each of made) if (due > sent) each.push(sent, rows.slice(sent * CHANNELS, due * CHANNELS));
      sent = due;
      if (elapsedS < seconds) return;
      clearInterval(timer);
      done();
    }, 33);
  });
  for (const each of made) each.end();
}
