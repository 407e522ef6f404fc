import { LIVE_SLICE_AT, readLiveTimes } from "#contract/liveFrame.ts";
import { decodeSlice } from "#contract/slice.ts";
import type { StreamFormat } from "#domain/channels.ts";
import { text } from "../../../ui/text.ts";
import { type ChannelGroup, channelGroups } from "../channelGroups.ts";
import { Legend } from "../legend.ts";
import { readPalette, watchTheme } from "../palette.ts";
import { TIME_AXIS_PX } from "../plotFrame.ts";
import { listenToWheel } from "../wheel.ts";
import { FindingLayer, type FindingMark } from "./findingLayer.ts";
import { LiveColumns } from "./liveColumns.ts";
import { LiveTrack } from "./liveTrack.ts";
import { SampleRing } from "./sampleRing.ts";

export const LIVE_WINDOW_S = { least: 2, usual: 10, most: 60 } as const;

export interface LiveOptions {
  /** Seconds in the picture at first; held within LIVE_WINDOW_S. */
  readonly windowS: number;
  /** Measured rate; the format's nominal one where nobody has measured yet. */
  readonly rateHz: number;
  /** Another window was chosen, with the wheel or otherwise. */
  readonly onWindow?: (windowS: number) => void;
  /** Age of the newest sample when it was painted, milliseconds; at most four times a second. */
  readonly onLag?: (lagMs: number) => void;
}

/** The picture moves 30 times a second: a trace 100 px a second wide moves 3 px, and half the work is saved. */
const FRAME_MS = 1000 / 31;
const NUMBERS_MS = 250;
const GUTTER_PX = 60;

function heldWindow(windowS: number): number {
  return Math.min(LIVE_WINDOW_S.most, Math.max(LIVE_WINDOW_S.least, windowS));
}

/**
 * The live picture of one device: every sensor a track, newest sample at the right edge. It draws only when samples
 * came and the page is visible, and keeps no more than the longest window. Ctrl and the wheel change the window.
 */
export class LiveView {
  readonly #host: HTMLElement;
  readonly #ring: SampleRing;
  readonly #options: LiveOptions;
  #windowS: number;
  readonly #tracks: { readonly track: LiveTrack; readonly legend: Legend }[];
  readonly #findings: FindingLayer;
  readonly #ends: (() => void)[] = [];
  #columns: LiveColumns | null = null;
  #frame = 0;
  #paintedMs = 0;
  #numbersMs = 0;
  #arrivedMs = 0;
  #lagMs = 0;

  constructor(host: HTMLElement, format: StreamFormat, options: LiveOptions) {
    this.#host = host;
    this.#options = options;
    this.#windowS = heldWindow(options.windowS);
    // As much as the longest window shows, so that a wider one or a resize can paint all of it at once.
    const rows = LIVE_WINDOW_S.most * options.rateHz + 64;
    this.#ring = new SampleRing(format.sampleType, format.channels.length, rows);
    const groups = channelGroups(format);
    this.#tracks = groups.map((group, i) => this.#newTrack(group, format, i === groups.length - 1));
    this.#findings = new FindingLayer(host, { leftPx: GUTTER_PX, bottomPx: TIME_AXIS_PX });
    const observer = new ResizeObserver(() => this.#resize());
    observer.observe(host);
    const wake = () => this.#ask();
    document.addEventListener("visibilitychange", wake);
    this.#ends.push(
      () => observer.disconnect(),
      () => document.removeEventListener("visibilitychange", wake),
      watchTheme(() => this.#setPalette()),
      // The same as on the timeline: Ctrl and the wheel show less or more. There is nowhere to pan to.
      listenToWheel(host, { pan: () => {}, zoom: (factor) => this.setWindow(this.#windowS / factor) }),
    );
    this.#resize();
  }

  /** Takes one live frame of this device (contract/liveFrame.ts). */
  push(frame: ArrayBuffer): void {
    const slice = decodeSlice(frame, LIVE_SLICE_AT);
    if (!this.#ring.push(slice)) return;
    this.#lagMs = readLiveTimes(frame).lagMs;
    this.#arrivedMs = performance.now();
    this.#ask();
  }

  /** Exactly these stand over the samples that they are about. */
  showFindings(marks: readonly FindingMark[]): void {
    this.#findings.show(marks);
    this.#placeFindings();
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    for (const end of this.#ends) end();
    for (const { track } of this.#tracks) track.frame.destroy();
    this.#host.replaceChildren();
  }

  #newTrack(group: ChannelGroup, format: StreamFormat, last: boolean) {
    const element = document.createElement("div");
    element.className = "track";
    this.#host.append(element);
    const { rateHz } = this.#options;
    const track = new LiveTrack(element, group, format.sampleType, this.#windowS, rateHz, readPalette(this.#host), {
      gutterPx: GUTTER_PX,
      timeAxis: last ? "bottom" : "none",
      unit: group.unit,
      formatTime: (seconds) => (seconds === 0 ? text("timeline.live.now") : text("timeline.live.ago", { s: -seconds })),
    });
    return { track, legend: new Legend(track.frame.over, group) };
  }

  #resize(): void {
    const { clientWidth: width, clientHeight: height } = this.#host;
    if (width < 80 || height < 40) return;
    const each = Math.floor((height - TIME_AXIS_PX) / this.#tracks.length);
    this.#tracks.forEach(({ track }, i) => {
      track.resize(width, i === this.#tracks.length - 1 ? each + TIME_AXIS_PX : each);
    });
    this.#newColumns();
  }

  /** Shows so many seconds, held within LIVE_WINDOW_S; what is kept of them is in the picture at once. */
  setWindow(windowS: number): void {
    const held = heldWindow(windowS);
    if (held === this.#windowS) return;
    this.#windowS = held;
    this.#options.onWindow?.(held);
    for (const { track } of this.#tracks) track.setWindow(this.#windowS);
    this.#newColumns();
  }

  #newColumns(): void {
    const columns = this.#tracks[0]!.track.frame.width;
    this.#columns = new LiveColumns(this.#ring, columns, columns / (this.#windowS * this.#options.rateHz));
    this.#paintedMs = 0;
    this.#ask();
  }

  #setPalette(): void {
    const palette = readPalette(this.#host);
    for (const { track } of this.#tracks) track.setPalette(palette);
    this.#paint(performance.now());
  }

  #ask(): void {
    if (this.#frame !== 0 || document.hidden) return;
    this.#frame = requestAnimationFrame((nowMs) => {
      this.#frame = 0;
      if (nowMs - this.#paintedMs < FRAME_MS) this.#ask();
      else this.#paint(nowMs);
    });
  }

  #paint(nowMs: number): void {
    const live = this.#columns;
    if (live === null) return;
    this.#paintedMs = nowMs;
    const moved = live.advance();
    for (const { track } of this.#tracks) track.paint(live.columns, live.offset, moved, nowMs / 1000);
    this.#placeFindings();
    if (nowMs - this.#numbersMs >= NUMBERS_MS) this.#tellNumbers(nowMs);
  }

  #placeFindings(): void {
    const widthPx = this.#host.clientWidth - GUTTER_PX;
    this.#findings.place(this.#ring.end - 1, widthPx / (this.#windowS * this.#options.rateHz), widthPx);
  }

  #tellNumbers(nowMs: number): void {
    this.#numbersMs = nowMs;
    const newest = this.#ring.end - 1;
    for (const { track, legend } of this.#tracks) {
      legend.show(
        track.group.columns.map((column) => (this.#ring.has(newest) ? this.#ring.value(newest, column) : null)),
      );
    }
    this.#options.onLag?.(this.#lagMs + performance.now() - this.#arrivedMs);
  }
}
