import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { USUAL_SCHEME } from "#domain/labeling/scheme.ts";
import { readCsv } from "#host/exchange/csv/readCsv.ts";
import { openProjectStore } from "#host/store/open.ts";
import { dataFolder, STROKES, type Stroke } from "../devices/tennis.ts";

export interface TennisCapture {
  readonly id: string;
  readonly stroke: Stroke;
  /** When a ball was hit, microseconds of the capture. */
  readonly impactsUs: readonly number[];
}

/** A project with the five recordings of tennis strokes as captures, and a scheme with a key for each stroke. */
export async function makeTennisProject(project: string): Promise<TennisCapture[]> {
  const store = await openProjectStore(project, { create: true });
  const punch = STROKES.map((name, i) => ({ ...USUAL_SCHEME.punch[i]!, name, key: String(i + 1) }));
  await store.setScheme({ ...USUAL_SCHEME, punch }, []);
  const impacts = (await readFile(join(dataFolder(), "tennis-lsm6dsox", "impacts.csv"), "utf8"))
    .split("\n")
    .map((line) => line.split(","));
  const device = { id: "serial:tennis", name: "LSM6DSOX", kind: "serial", simulated: false } as const;
  const captures: TennisCapture[] = [];
  for (const [i, stroke] of STROKES.entries()) {
    const { streams } = await readCsv(join(dataFolder(), "tennis-lsm6dsox", `${stroke}.txt`));
    const { format, clock, runs } = streams[0]!;
    const about = { name: stroke, createdAtMs: Date.UTC(2026, 0, 1) - i, label: null, metadata: {} };
    const journal = await store.begin({ ...about, streams: [{ device, hand: null, format }] });
    const { id } = journal.capture.streams[0]!;
    let rows = 0;
    for await (const run of runs()) {
      journal.append(id, run.firstIndex, run.values, []);
      rows = run.firstIndex + run.values.length / format.channels.length;
    }
    const counts = { lost: 0, corrupt: 0, repeated: 0, clipped: 0 };
    const own = { startUs: 0, rateHz: clock.rateHz };
    await journal.finish(
      [{ streamId: id, clock: own, clockResidualUs: 100, counts }],
      (rows * 1e6) / clock.rateHz,
      () => {},
    );
    const mine = impacts.filter((cells) => cells[1] === stroke);
    const impactsUs = mine.map((cells) => Math.round((Number(cells[2]) * 1e6) / clock.rateHz));
    captures.push({ id: journal.capture.id, stroke, impactsUs });
  }
  await store.close();
  return captures;
}
