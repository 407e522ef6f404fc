import type { BulkFetch } from "#contract/contract.ts";
import { encodeSlice } from "#contract/slice.ts";
import type { CaptureDetail, CaptureStream } from "#domain/captures.ts";
import type { Channel, SampleArray } from "#domain/channels.ts";
import { addToBins, coarser, emptyBins, pyramidLevels } from "#domain/pyramid.ts";

export interface Scene {
  readonly streams: number;
  readonly channels: number;
  readonly rateHz: number;
  readonly rows: number;
  /** Size of all plots together, without axes, CSS pixels. */
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Sensors of a glove in turn; a number of channels that is no multiple of three is one sensor of its own. */
export function sceneChannels(count: number): Channel[] {
  const kinds = ["acceleration", "rotation", "magnetic"] as const;
  const units = ["g", "dps", "uT"];
  return Array.from({ length: count }, (_, i) => {
    const sensor = Math.floor(i / 3);
    const ofGlove = count % 3 === 0 && sensor < 3;
    return {
      name: `c${i}`,
      kind: ofGlove ? kinds[sensor]! : "other",
      axis: ofGlove ? (["x", "y", "z"] as const)[i % 3]! : null,
      unit: ofGlove ? units[sensor]! : "raw",
      scale: 1 / 1024,
      range: 32,
    };
  });
}

/** Guard with noise, and a punch every two seconds: as spiky as the real thing, and the same every time. */
export function sceneRows(channels: number, rateHz: number, from: number, to: number): Int16Array<ArrayBuffer> {
  const rows = new Int16Array((to - from) * channels);
  let noise = from + 1;
  for (let row = from, at = 0; row < to; row++) {
    const sincePunchS = (row / rateHz) % 2;
    const punch = sincePunchS < 0.12 ? Math.sin((sincePunchS / 0.12) * Math.PI) * 24_000 : 0;
    for (let channel = 0; channel < channels; channel++, at++) {
      noise = (Math.imul(noise, 1_103_515_245) + 12_345) & 0x7fffffff;
      rows[at] = punch * Math.cos(channel) + 900 * Math.sin(row / 31 + channel) + (noise >> 20) - 1024;
    }
  }
  return rows;
}

/** A capture with its pyramid in memory, answering as the host does. */
export class MemoryCapture {
  readonly capture: CaptureDetail;
  readonly seconds: number;
  /** Samples of each stream; the streams share them, which the drawing does not know. */
  readonly rows: Int16Array;
  readonly #levels: SampleArray[];
  readonly #scene: Scene;

  constructor(scene: Scene) {
    const { streams, channels, rateHz, rows } = scene;
    this.#scene = scene;
    this.seconds = rows / rateHz;
    this.rows = sceneRows(channels, rateHz, 0, rows);
    const finest = emptyBins("int16", Math.ceil(rows / 8) * channels * 2);
    addToBins(finest, 0, 0, channels, this.rows, 0);
    this.#levels = [finest];
    while (this.#levels.length < pyramidLevels(rows)) {
      this.#levels.push(coarser(this.#levels.at(-1)!, channels, "int16"));
    }
    const stream = (id: number): CaptureStream => ({
      id,
      device: { id: `simulated:${id}`, name: "Bench", kind: "simulated", simulated: true },
      hand: null,
      format: { sampleType: "int16", nominalRateHz: rateHz, channels: sceneChannels(channels) },
      clock: { startUs: 0, rateHz },
      clockResidualUs: null,
      rows,
      endIndex: rows,
      pyramidLevels: this.#levels.length,
      counts: { lost: 0, corrupt: 0, repeated: 0, clipped: 0 },
    });
    this.capture = {
      id: "bench",
      name: "Bench",
      state: "finished",
      simulated: true,
      createdAtMs: 0,
      durationUs: Math.round(this.seconds * 1e6),
      label: null,
      metadata: {},
      streams: Array.from({ length: streams }, (_, i) => stream(i + 1)),
      deletedAtMs: null,
      reviewedAtMs: null,
      labelCounts: {},
      handCounts: { left: 0, right: 0, none: 0 },
      proposals: 0,
      videos: 0,
      gaps: {},
      clips: {},
    };
  }

  fetchBulk(path: string): BulkFetch {
    const url = new URL(path, "http://bench/");
    const level = /pyramid\/(\d+)$/.exec(url.pathname)?.[1];
    const values = level === undefined ? this.rows : this.#levels[Number(level)]!;
    const width = this.#scene.channels * (level === undefined ? 1 : 2);
    const from = Number(url.searchParams.get("from"));
    const to = Math.min(Number(url.searchParams.get("to")), values.length / width);
    const runs = [{ firstIndex: from, rows: to - from }];
    const bytes = encodeSlice({
      key: 1,
      sampleType: "int16",
      width,
      runs,
      values: values.subarray(from * width, to * width),
    });
    return { bytes: Promise.resolve(bytes), cancel: () => {} };
  }
}
