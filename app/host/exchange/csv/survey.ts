import { ProblemError } from "#domain/problems.ts";
import { readNumber } from "./dialect.ts";
import { type CsvFile, numberAt, rowsOf } from "./records.ts";

/** What one look through a whole file told about a column. */
export interface ColumnSurvey {
  /** Every value is a whole number from -32768 to 32767. */
  readonly int16: boolean;
  readonly sumSquares: number;
}

/** What one look through a whole file told. Every row has been checked by then. */
export interface Survey {
  readonly rows: number;
  /** Parts between empty lines. */
  readonly blocks: number;
  /** The first sequence number; 0 without such a column. */
  readonly firstSequence: number;
  /** Time of the first row and mean time between rows, in the column's own unit; null without a usable time. */
  readonly time: { readonly first: number; readonly step: number; readonly read: (cell: string) => number } | null;
  readonly columns: ReadonlyMap<string, ColumnSurvey>;
  /** Sum over rows of the product of two columns: tells whether one is the other in another unit. */
  readonly product: (a: string, b: string) => number;
}

/** Steps that the median is taken of: enough for any file, little enough to hold. */
const STEPS_KEPT = 100_000;

/**
 * @param pairs names of columns whose products are wanted
 * @throws ProblemError csv.empty, csv.noColumns, csv.noNumbers, csv.uneven, csv.sequence, csv.time, csv.unreadable, csv.malformed
 */
export async function survey(file: CsvFile, pairs: readonly (readonly [string, string])[]): Promise<Survey> {
  const { dialect, header, path } = file;
  if (header.sensors.length === 0) throw new ProblemError("csv.noColumns", { file: path });
  const tallies = header.sensors.map(({ name, at }) => ({ name, at, int16: true, sumSquares: 0, value: 0 }));
  const byName = new Map(tallies.map((tally) => [tally.name, tally]));
  const products = pairs.map(([a, b]) => ({ a: byName.get(a)!, b: byName.get(b)!, sum: 0 }));
  const clock = new StepTally();
  let rows = 0;
  let blocks = 1;
  let firstSequence = 0;
  let sequence = -1;
  let lastCell = "";
  let readTime: ((cell: string) => number) | null = null;

  for await (const row of rowsOf(file)) {
    if (row.afterBlank && rows > 0) blocks++;
    const before = sequence;
    sequence = header.sequenceAt === null ? before + 1 : numberAt(row, header.sequenceAt, "sequence", dialect);
    if (rows === 0) firstSequence = sequence;
    else if (sequence <= before || !Number.isInteger(sequence)) {
      throw new ProblemError("csv.sequence", { line: row.line, before, found: sequence });
    }
    if (header.time !== null) {
      const cell = row.cells[header.time.at]!;
      readTime ??= timeReader(cell, (text) => readNumber(text, dialect));
      const time = readTime(cell);
      // Without a sequence it is the time that places the rows: going back, it would make holes that nobody lost.
      if (header.sequenceAt === null && !row.afterBlank && time < clock.last) {
        throw new ProblemError("csv.time", { line: row.line, before: lastCell, found: cell });
      }
      lastCell = cell;
      clock.add(time, row.afterBlank ? Number.NaN : sequence - before);
    }
    for (const tally of tallies) {
      const value = numberAt(row, tally.at, tally.name, dialect);
      tally.value = value;
      tally.sumSquares += value * value;
      if (!Number.isInteger(value) || value < -32768 || value > 32767) tally.int16 = false;
    }
    for (const product of products) product.sum += product.a.value * product.b.value;
    rows++;
  }
  if (rows === 0) throw new ProblemError("csv.empty", { file: path });
  const step = clock.step();
  return {
    rows,
    blocks,
    firstSequence,
    time: step === null || readTime === null ? null : { first: clock.first, step, read: readTime },
    columns: byName,
    product: (a, b) => products.find((one) => one.a.name === a && one.b.name === b)?.sum ?? 0,
  };
}

/** A time may be a number or a date; a date is read as milliseconds. */
function timeReader(first: string, readNumber: (cell: string) => number): (cell: string) => number {
  return Number.isNaN(readNumber(first)) && !Number.isNaN(Date.parse(first)) ? Date.parse : readNumber;
}

/** Time between rows: the mean of the steps near the median, so that holes do not count and rounding averages out. */
class StepTally {
  first = Number.NaN;
  last = Number.NaN;
  readonly #steps: number[] = [];

  add(time: number, rows: number): void {
    if (Number.isNaN(this.first)) this.first = time;
    const step = (time - this.last) / rows;
    this.last = time;
    if (step > 0 && this.#steps.length < STEPS_KEPT) this.#steps.push(step);
  }

  step(): number | null {
    if (this.#steps.length === 0) return null;
    const median = this.#steps.toSorted((a, b) => a - b)[this.#steps.length >> 1]!;
    const ordinary = this.#steps.filter((step) => step > median * 0.4 && step < median * 1.6);
    return ordinary.reduce((sum, step) => sum + step, 0) / ordinary.length;
  }
}
