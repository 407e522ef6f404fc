import { join } from "node:path";
import { readCsv } from "#host/exchange/csv/readCsv.ts";
import { format, type MadeCapture, MadeStore, truth, truthTrack } from "#host/learn/testing/madeStore.ts";
import { dataFolder } from "./tennis.ts";
import { tennisCaptures } from "./tennisMotion.ts";

/** Nano 33 BLE Sense with its stock library: LSM9DS1 at 119 Hz, +-4 g, +-2000 dps; an event is 119 rows. */
const NANO = { rateHz: 119, accelRange_g: 4, gyroRange_dps: 2000, eventRows: 119 };
const COUNTS = 32_768;
const TENNIS_PARTS = 3;

/** Two people on the same board: each file of events as a capture, in which every event is a run of its own. */
export async function gestureGym(): Promise<MadeStore> {
  const people = { martin: "gestures-nano-gestures", chiahong: "gestures-chiahong" };
  const captures: MadeCapture[] = [];
  for (const [person, folder] of Object.entries(people)) {
    for (const [file, label] of Object.entries({ punch: "Punch", flex: "Flex" })) {
      const values = await physicalRows(join(dataFolder(), folder, `${file}.csv`));
      captures.push(eventsOf(`${captures.length} ${person} ${file}`, person, label, values));
    }
  }
  return new MadeStore(...captures);
}

function eventsOf(name: string, person: string, label: string, values: readonly number[]): MadeCapture {
  const { rateHz, accelRange_g, gyroRange_dps, eventRows } = NANO;
  const counts = Int16Array.from(values, (value, i) => {
    const range = i % 6 < 3 ? accelRange_g : gyroRange_dps;
    return Math.max(-COUNTS, Math.min(COUNTS - 1, Math.round((value / range) * COUNTS)));
  });
  const events = Math.floor(counts.length / 6 / eventRows);
  // A second between two of them: nobody knows what happened there.
  const runs = Array.from({ length: events }, (_, i) => ({ firstIndex: 2 * i * eventRows, rows: eventRows }));
  const segments = runs.map(({ firstIndex, rows }) => truth(label, firstIndex / rateHz, (firstIndex + rows) / rateHz));
  const stream = {
    hand: null,
    format: { ...format(accelRange_g, gyroRange_dps), nominalRateHz: rateHz },
    rateHz,
    values: counts.subarray(0, events * eventRows * 6),
    runs,
  };
  return { name, streams: [stream], tracks: [truthTrack(segments)], more: { metadata: { person } } };
}

async function physicalRows(file: string): Promise<number[]> {
  const { streams } = await readCsv(file, { rateHz: NANO.rateHz });
  const values: number[] = [];
  for await (const run of streams[0]!.runs()) values.push(...run.values);
  return values;
}

/** One player's strokes: each class in three parts by time, because there is no second player to be judged by. */
export async function tennisGym(): Promise<MadeStore> {
  const captures: MadeCapture[] = [];
  for (const { stroke, motion, truth: strokes } of await tennisCaptures()) {
    const { stream, runs } = motion[0]!;
    const { rateHz, startUs } = stream.clock;
    const frames = runs[0]!.frames;
    const rowOf = (us: number) => Math.round(((us - startUs) * rateHz) / 1e6);
    const partOf = (i: number) => Math.floor((i * TENNIS_PARTS) / strokes.length);
    for (let part = 0; part < TENNIS_PARTS; part++) {
      const inPart = strokes.filter((_, i) => partOf(i) === part);
      const [before, after] = [
        strokes.filter((_, i) => partOf(i) < part).at(-1),
        strokes.find((_, i) => partOf(i) > part),
      ];
      const from = before ? rowOf((before.peakUs + inPart[0]!.peakUs) / 2) : 0;
      const to = after ? rowOf((inPart.at(-1)!.peakUs + after.peakUs) / 2) : frames.length / 6;
      const second = (us: number) => (us - startUs) / 1e6 - from / rateHz;
      captures.push({
        name: `${captures.length} ${stroke} ${part + 1}`,
        streams: [
          {
            hand: null,
            format: stream.format,
            rateHz,
            values: frames.slice(from * 6, to * 6),
            runs: [{ firstIndex: 0, rows: to - from }],
          },
        ],
        tracks: [truthTrack(inPart.map((one) => truth(one.label, second(one.startUs), second(one.endUs))))],
        // Every stroke in them is marked.
        more: { metadata: { part: String(part + 1) }, reviewedAtMs: 1 },
      });
    }
  }
  return new MadeStore(...captures);
}
