import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { CaptureStream } from "#domain/captures.ts";
import { usToIndex } from "#domain/time.ts";
import { readCsv } from "#host/exchange/csv/readCsv.ts";
import { readMotion, type StreamMotion } from "#host/segmenting/streamMotion.ts";
import { dataFolder, STROKES, type Stroke } from "./tennis.ts";

/** False on a machine without the real recordings; in CI they must be there, so their tests then fail. */
export const tennisHere = Boolean(process.env.CI) || existsSync(join(dataFolder(), "tennis-lsm6dsox"));

const US_BEFORE = 350_000;
const US_AFTER = 450_000;

export interface TennisCapture {
  readonly stroke: Stroke;
  readonly motion: readonly StreamMotion[];
  /** One segment around each impact, as a person would draw it. */
  readonly truth: readonly { label: Stroke; hand: null; startUs: number; peakUs: number; endUs: number }[];
}

/** The five recordings of tennis strokes, read as any CSV file is. */
export async function tennisCaptures(): Promise<TennisCapture[]> {
  const folder = join(dataFolder(), "tennis-lsm6dsox");
  const impacts = readFileSync(join(folder, "impacts.csv"), "utf8")
    .split("\n")
    .map((line) => line.split(","));
  return Promise.all(
    STROKES.map(async (stroke) => {
      const { streams } = await readCsv(join(folder, `${stroke}.txt`));
      const { format, clock, runs } = streams[0]!;
      const values: number[] = [];
      for await (const run of runs()) values.push(...run.values);
      const rows = values.length / format.channels.length;
      const stream = { id: 1, hand: null, format, clock, endIndex: rows } as Partial<CaptureStream> as CaptureStream;
      const slice = { key: 1, sampleType: format.sampleType, width: format.channels.length };
      const store = {
        readSamples: async () => ({ ...slice, runs: [{ firstIndex: 0, rows }], values: Int16Array.from(values) }),
      };
      const truth = impacts
        .filter((cells) => cells[1] === stroke)
        .map((cells) => Math.round(clock.startUs + (Number(cells[2]) * 1e6) / clock.rateHz))
        .map((peakUs) => ({
          label: stroke,
          hand: null,
          startUs: peakUs - US_BEFORE,
          peakUs,
          endUs: peakUs + US_AFTER,
        }));
      return { stroke, motion: [await readMotion(store, stroke, stream)], truth };
    }),
  );
}

/** The sample index of a time, for the one stream of a tennis capture. */
export function indexOf({ motion }: TennisCapture, timeUs: number): number {
  return Math.round(usToIndex(motion[0]!.stream.clock, timeUs));
}
