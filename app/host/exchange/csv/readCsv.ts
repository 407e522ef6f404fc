import { basename } from "node:path";
import { readChannelName } from "#domain/channelNames.ts";
import { newSampleArray, type StreamFormat } from "#domain/channels.ts";
import type { Hand } from "#domain/hands.ts";
import { ProblemError } from "#domain/problems.ts";
import type { ClockLine } from "#domain/time.ts";
import type { RecordedRun, RecordedStream, Recording } from "../recordedStream.ts";
import { type ChannelColumn, channelsOf, companionsOf } from "./channels.ts";
import { type CsvFile, numberAt, openCsv, rowsOf } from "./records.ts";
import { type Survey, survey } from "./survey.ts";

export interface CsvOptions {
  /** Rows a second, where the file has no time; a time column wins. */
  readonly rateHz?: number;
  /** Names of the columns to read; when absent, those whose names are a motion sensor's, or all where there is none. */
  readonly columns?: readonly string[];
}

/** A CSV file as a recording. */
export interface CsvRecording extends Recording {
  readonly rows: number;
  /** Parts between empty lines, which were not recorded one right after the other. */
  readonly blocks: number;
  /** What the file's `sequence` says where the sample index is 0. */
  readonly firstSequence: number;
  /** Names of columns that were not read. */
  readonly leftOut: readonly string[];
}

const ROWS_A_RUN = 4096;
/** A step this many times the ordinary one means lost rows; times rounded to a millisecond stay below it. */
const HOLE = 1.8;

/**
 * Reads a table of numbers: comma, semicolon or tab; decimal point or comma; LF or CRLF; with or without header,
 * `sequence` and time. Holes in the sequence, or in the time where there is no sequence, are lost rows. The whole file
 * is checked here, once; `runs()` then reads it again, a few thousand rows at a time.
 * Two devices of a gateway fusion (`S_0_…`, `S_1_…`) become two streams.
 * @throws ProblemError csv.empty, csv.noColumns, csv.noNumbers {line, column, text}, csv.uneven {line, expected, found},
 *         csv.sequence and csv.time {line, before, found}, csv.noRate, csv.malformed {line}, csv.notText, csv.unreadable
 */
export async function readCsv(path: string, options: CsvOptions = {}): Promise<CsvRecording> {
  const file = await openCsv(path, options.columns);
  const companions = companionsOf(file.header.sensors);
  const pairs = companions.map(({ counts, physical }) => [counts.name, physical.name] as const);
  const seen = await survey(file, pairs);
  const clock = clockOf(file, seen, options.rateHz);
  const columns = channelsOf(file.header.sensors, companions, seen);
  const devices = [...new Set(columns.map(({ device }) => device))];
  const name = basename(path).replace(/\.[^.]*$/, "");
  return {
    id: `file-${encodeURIComponent(name)}`,
    name,
    rows: seen.rows,
    blocks: seen.blocks,
    firstSequence: seen.firstSequence,
    leftOut: file.header.leftOut,
    streams: devices.map((device) =>
      streamOf(
        file,
        seen,
        clock,
        columns.filter((column) => column.device === device),
      ),
    ),
  };
}

function clockOf(file: CsvFile, { time }: Survey, rateHz: number | undefined): ClockLine {
  if (time !== null) {
    const usEach = file.header.time?.usEach ?? likelyUnit(time.step);
    return { startUs: Math.round(time.first * usEach), rateHz: 1e6 / (time.step * usEach) };
  }
  if (rateHz === undefined) throw new ProblemError("csv.noRate", { file: file.path });
  return { startUs: 0, rateHz };
}

/** Microseconds a unit of a time column that does not say its unit, for sensors of 2.5 Hz to 2.5 kHz. */
function likelyUnit(step: number): number {
  if (step < 0.4) return 1e6;
  if (step < 400) return 1e3;
  return step < 400_000 ? 1 : 1e-3;
}

function streamOf(file: CsvFile, seen: Survey, clock: ClockLine, columns: readonly ChannelColumn[]): RecordedStream {
  const whole = columns.every(({ name }) => seen.columns.get(name)!.int16);
  const format: StreamFormat = {
    sampleType: whole ? "int16" : "float32",
    nominalRateHz: clock.rateHz,
    channels: columns.map(({ channel }) => channel),
  };
  return { hand: handOf(columns), format, clock, runs: () => runsOf(file, seen, format, columns) };
}

function handOf(columns: readonly ChannelColumn[]): Hand | null {
  const hands = new Set(columns.map(({ name }) => readChannelName(name).hand));
  return hands.size === 1 ? [...hands][0]! : null;
}

async function* runsOf(
  file: CsvFile,
  seen: Survey,
  format: StreamFormat,
  columns: readonly ChannelColumn[],
): AsyncGenerator<RecordedRun> {
  const place = placer(file, seen);
  const buffer = newSampleArray(format.sampleType, ROWS_A_RUN * columns.length);
  let firstIndex = 0;
  let rows = 0;
  for await (const row of rowsOf(file)) {
    const index = place(row.cells, row.afterBlank);
    if (rows === ROWS_A_RUN || (rows > 0 && (index !== firstIndex + rows || row.afterBlank))) {
      yield { firstIndex, values: buffer.slice(0, rows * columns.length) };
      rows = 0;
    }
    if (rows === 0) firstIndex = index;
    let to = rows * columns.length;
    for (const { at, name } of columns) buffer[to++] = numberAt(row, at, name, file.dialect);
    rows++;
  }
  if (rows > 0) yield { firstIndex, values: buffer.slice(0, rows * columns.length) };
}

/** Puts each row on its sample index: by its sequence, else by its time, else one after the other. */
function placer({ header }: CsvFile, { firstSequence, time }: Survey) {
  let index = -1;
  let before = Number.NaN;
  return (cells: readonly string[], afterBlank: boolean): number => {
    if (header.sequenceAt !== null) return Number(cells[header.sequenceAt]) - firstSequence;
    const now = time === null || header.time === null ? Number.NaN : time.read(cells[header.time.at]!);
    const steps = time === null ? 1 : (now - before) / time.step;
    index += steps > HOLE && !afterBlank ? Math.round(steps) : 1;
    before = now;
    return index;
  };
}
