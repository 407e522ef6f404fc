import { appendFileSync, readFileSync, statSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { readSummary } from "#host/store/captureRows.ts";
import { closeWriting, openForWriting } from "#host/store/database.ts";
import { finishSamples } from "#host/store/finishCapture.ts";
import { JournalWriter } from "#host/store/journalWriter.ts";
import { insertCapture } from "#host/store/newCapture.ts";
import { readSamples } from "#host/store/sampleReader.ts";
import { format, glove, newCapture } from "#host/store/testing/fixtures.ts";
import { medians, ratios, timed } from "./measure.ts";

/**
 * The store's journal against one row a sample in the same SQLite and against appending CSV text: two gloves of nine
 * channels, a write every 250 ms as in a recording. The store's figures hold its finish (joining, pyramid).
 */
export const name = "store";

const MINUTES = 60;
const RATE_HZ = 119;
const CHANNELS = 18;
const RUNS = 3;
const ROWS = MINUTES * 60 * RATE_HZ;
const ROWS_PER_FLUSH = Math.round(RATE_HZ / 4);
const WINDOW_ROWS = 10 * RATE_HZ;
const WINDOW_FROM = Math.floor(ROWS / 2);

/** A wandering signal with noise, as hard on a file format as the real thing. */
function makeRows(): Int16Array<ArrayBuffer> {
  const rows = new Int16Array(ROWS * CHANNELS);
  let noise = 1;
  for (let i = 0; i < rows.length; i++) {
    noise = (Math.imul(noise, 1_103_515_245) + 12_345) & 0x7fffffff;
    rows[i] = Math.sin(i / 900) * 12_000 + (noise >> 20) - 1024;
  }
  return rows;
}

function* flushes(rows: Int16Array<ArrayBuffer>): Generator<{ first: number; part: Int16Array<ArrayBuffer> }> {
  for (let first = 0; first < ROWS; first += ROWS_PER_FLUSH)
    yield { first, part: rows.slice(first * CHANNELS, (first + ROWS_PER_FLUSH) * CHANNELS) };
}

function expectRows(values: number, rows: number): void {
  if (values !== rows * CHANNELS) throw new Error(`read ${values} values instead of ${rows * CHANNELS}`);
}

type Figures = Record<"writeMs" | "bytes" | "readAllMs" | "read10sMs", number>;

async function ringside(folder: string, rows: Int16Array<ArrayBuffer>): Promise<Figures> {
  let db = openForWriting(folder);
  const id = insertCapture(db, newCapture("Bench", glove("left", format(CHANNELS, { nominalRateHz: RATE_HZ }))));
  const { streams } = readSummary(db, id);
  const streamId = streams[0]!.id;
  const write = await timed(async () => {
    const journal = new JournalWriter(db, readSummary(db, id), (code) => console.error(code));
    for (const { first, part } of flushes(rows)) {
      journal.append(streamId, first, part, []);
      journal.flush();
    }
    await finishSamples(db, id, new AbortController().signal, () => {});
    closeWriting(db);
  });
  const bytes = statSync(join(folder, "project.sqlite")).size;
  db = openForWriting(folder);
  const all = await timed(() => readSamples(db, id, streamId, 0, ROWS));
  const window = await timed(() => readSamples(db, id, streamId, WINDOW_FROM, WINDOW_FROM + WINDOW_ROWS));
  expectRows(all.result.values.length, ROWS);
  expectRows(window.result.values.length, WINDOW_ROWS);
  db.close();
  return { writeMs: write.ms, bytes, readAllMs: all.ms, read10sMs: window.ms };
}

async function rowPerSample(folder: string, rows: Int16Array<ArrayBuffer>): Promise<Figures> {
  const file = join(folder, "rows.sqlite");
  let db = new Database(file);
  const columns = Array.from({ length: CHANNELS }, (_, i) => `c${i}`);
  const write = await timed(() => {
    db.pragma("journal_mode = WAL");
    db.pragma("synchronous = NORMAL");
    db.exec(`CREATE TABLE sample (row INTEGER PRIMARY KEY, ${columns.map((c) => `${c} INTEGER`).join(", ")}) STRICT`);
    const insert = db.prepare(`INSERT INTO sample VALUES (?, ${columns.map(() => "?").join(", ")})`);
    const flush = db.transaction((first: number, part: Int16Array) => {
      for (let at = 0; at < part.length; at += CHANNELS)
        insert.run(first + at / CHANNELS, ...part.subarray(at, at + CHANNELS));
    });
    for (const { first, part } of flushes(rows)) flush(first, part);
    db.close();
  });
  const bytes = statSync(file).size;
  db = new Database(file, { readonly: true });
  const read = (from: number, to: number) => {
    const out = new Int16Array((to - from) * CHANNELS);
    let at = 0;
    const select = db.prepare<[number, number], number[]>("SELECT * FROM sample WHERE row >= ? AND row < ?").raw();
    for (const row of select.iterate(from, to)) for (let i = 1; i <= CHANNELS; i++) out[at++] = row[i]!;
    return at;
  };
  const all = await timed(() => read(0, ROWS));
  const window = await timed(() => read(WINDOW_FROM, WINDOW_FROM + WINDOW_ROWS));
  expectRows(all.result, ROWS);
  expectRows(window.result, WINDOW_ROWS);
  db.close();
  return { writeMs: write.ms, bytes, readAllMs: all.ms, read10sMs: window.ms };
}

async function csv(folder: string, rows: Int16Array<ArrayBuffer>): Promise<Figures> {
  const file = join(folder, "rows.csv");
  const write = await timed(() => {
    for (const { first, part } of flushes(rows)) {
      let text = "";
      for (let at = 0; at < part.length; at += CHANNELS)
        text += `${first + at / CHANNELS},${part.subarray(at, at + CHANNELS).join(",")}\n`;
      appendFileSync(file, text);
    }
  });
  // Without an index the only way to a window is through the file; lines outside it are not parsed.
  const read = (from: number, to: number) => {
    const out = new Int16Array((to - from) * CHANNELS);
    let at = 0;
    for (const line of readFileSync(file, "latin1").split("\n")) {
      const row = Number.parseInt(line, 10);
      if (!(row >= from && row < to)) continue;
      const cells = line.split(",");
      for (let i = 1; i <= CHANNELS; i++) out[at++] = Number(cells[i]);
    }
    return at;
  };
  const bytes = statSync(file).size;
  const all = await timed(() => read(0, ROWS));
  const window = await timed(() => read(WINDOW_FROM, WINDOW_FROM + WINDOW_ROWS));
  expectRows(all.result, ROWS);
  expectRows(window.result, WINDOW_ROWS);
  return { writeMs: write.ms, bytes, readAllMs: all.ms, read10sMs: window.ms };
}

export async function run(): Promise<object> {
  const rows = makeRows();
  const inFolder = (rival: typeof ringside) => async () => {
    const folder = await mkdtemp(join(tmpdir(), "ringside-bench-"));
    try {
      return await rival(folder, rows);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
  const result = await medians(RUNS, {
    ringside: inFolder(ringside),
    rowPerSample: inFolder(rowPerSample),
    csv: inFolder(csv),
  });
  return {
    what: `${MINUTES} min, ${CHANNELS} channels, ${RATE_HZ} Hz, a write every 250 ms; median of ${RUNS}`,
    rawBytes: rows.byteLength,
    ...result,
    timesRingside: {
      rowPerSample: ratios(result.rowPerSample, result.ringside),
      csv: ratios(result.csv, result.ringside),
    },
  };
}
