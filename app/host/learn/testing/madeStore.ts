import type { SampleSlice } from "#contract/slice.ts";
import { type CaptureDetail, type CaptureSummary, NO_COUNTS } from "#domain/captures.ts";
import type { StreamFormat } from "#domain/channels.ts";
import type { Hand } from "#domain/hands.ts";
import { type LabelScheme, USUAL_SCHEME } from "#domain/labeling/scheme.ts";
import type { Segment, Track } from "#domain/labeling/segments.ts";
import { ProblemError } from "#domain/problems.ts";
import { randomOf } from "#domain/random.ts";
import { gloveFormat } from "../../sources/simulated/sensor.ts";

export const RATE_HZ = 100;

export function format(accelRange_g = 16, gyroRange_dps = 2000): StreamFormat {
  return gloveFormat({ rateHz: RATE_HZ, accelRange_g, gyroRange_dps, magnetometer: false, clockError_ppm: 0 });
}

/** One glove of a made capture: rows of six axes, by runs. */
export interface MadeStream {
  readonly hand: Hand | null;
  readonly format: StreamFormat;
  readonly rateHz: number;
  readonly values: Int16Array;
  readonly runs: readonly { readonly firstIndex: number; readonly rows: number }[];
}

export function madeStream(values: Int16Array, more: Partial<MadeStream> = {}): MadeStream {
  const runs = [{ firstIndex: 0, rows: values.length / 6 }];
  return { hand: "right", format: format(), rateHz: RATE_HZ, values, runs, ...more };
}

/** A punch of each kind turns about an axis of its own, at these seconds; 1 g at rest, and a little noise. */
export function rowsOfPunches(seconds: number, punches: readonly { atS: number; axis: 0 | 1 | 2 }[], seed = 1) {
  const random = randomOf(seed, "rows");
  return Int16Array.from({ length: seconds * RATE_HZ * 6 }, (_, i) => {
    const [timeS, column] = [Math.floor(i / 6) / RATE_HZ, i % 6];
    const height = (axis: number) =>
      Math.max(0, ...punches.map((one) => (one.axis === axis ? 1 - Math.abs(timeS - one.atS) / 0.1 : 0)));
    const any = Math.max(height(0), height(1), height(2));
    const value = column < 3 ? (column === 2 ? 2048 : 0) + 9000 * any : 15_000 * height(column - 3);
    return Math.round(value + 40 * random.normal());
  });
}

export { madeSegment as truth } from "../../store/testing/madeSegment.ts";

export interface MadeCapture {
  readonly name: string;
  readonly streams: readonly MadeStream[];
  readonly tracks: readonly Track[];
  readonly more?: Partial<CaptureSummary>;
}

export function truthTrack(segments: readonly Segment[], name = "Truth"): Track {
  return { kind: "truth", name, origin: "{}", segments };
}

/** A project in memory, as far as datasets look at it. It counts how often samples are read. */
export class MadeStore {
  readonly made: MadeCapture[];
  reads = 0;

  constructor(...made: MadeCapture[]) {
    this.made = made;
  }

  async captures(): Promise<CaptureSummary[]> {
    return this.made.map((each) => summaryOf(each));
  }

  async capture(captureId: string): Promise<CaptureDetail> {
    return { ...summaryOf(this.#find(captureId)), gaps: {}, clips: {} };
  }

  async tracks(captureId: string): Promise<Track[]> {
    return [...this.#find(captureId).tracks];
  }

  async scheme(): Promise<LabelScheme> {
    return USUAL_SCHEME;
  }

  async readSamples(captureId: string, key: number, from: number, to: number): Promise<SampleSlice> {
    this.reads++;
    const { values, runs } = this.#find(captureId).streams[key]!;
    const end = runs.at(-1)!.firstIndex + runs.at(-1)!.rows;
    if (from !== 0 || to < end) throw new RangeError("made captures are read as a whole");
    return { key, sampleType: "int16", width: 6, runs: [...runs], values };
  }

  #find(captureId: string): MadeCapture {
    const found = this.made.find((each) => idOf(each) === captureId);
    if (found === undefined) throw new ProblemError("capture.notFound");
    return found;
  }
}

/** The same name, the same id. */
export function idOf({ name }: Pick<MadeCapture, "name">): string {
  return `00000000-0000-4000-8000-${Buffer.from(name.padEnd(6)).toString("hex").slice(0, 12)}`;
}

function summaryOf(made: MadeCapture): CaptureSummary {
  const labels = made.tracks.flatMap(({ segments }) => segments.map(({ label }) => label));
  return {
    id: idOf(made),
    name: made.name,
    state: "finished",
    simulated: false,
    createdAtMs: 0,
    durationUs: 60e6,
    label: null,
    metadata: {},
    deletedAtMs: null,
    reviewedAtMs: null,
    labelCounts: Object.fromEntries(labels.map((label) => [label, labels.filter((one) => one === label).length])),
    handCounts: { left: labels.length, right: 0, none: 0 },
    proposals: 0,
    videos: 0,
    ...made.more,
    streams: made.streams.map(({ hand, format: streamFormat, rateHz, values, runs }, id) => ({
      id,
      device: { id: `glove ${hand}`, name: "Glove", kind: "serial", simulated: false },
      hand,
      format: streamFormat,
      clock: { startUs: 0, rateHz },
      clockResidualUs: null,
      rows: values.length / 6,
      endIndex: runs.at(-1)!.firstIndex + runs.at(-1)!.rows,
      pyramidLevels: 1,
      counts: NO_COUNTS,
    })),
  };
}
