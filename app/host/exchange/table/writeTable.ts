import { extname } from "node:path";
import { stringify } from "csv-stringify/sync";
import { parquetWriteBuffer } from "hyparquet-writer";
import { ProblemError } from "#domain/problems.ts";
import { writeWhole } from "../writeWhole.ts";

/** One column; all of a table have as many values. */
export interface TableColumn {
  readonly name: string;
  readonly type: "STRING" | "DOUBLE" | "INT32";
  readonly values: readonly (string | number | null)[];
}

/**
 * Writes a table as the ending of the path says: `.csv` (with a heading; an empty cell is null) or `.parquet`.
 * @throws ProblemError export.unknownTable, export.failed
 */
export async function writeTable(path: string, columns: readonly TableColumn[]): Promise<void> {
  const ending = extname(path).toLowerCase();
  if (ending === ".csv") return writeWhole(path, csvOf(columns));
  if (ending !== ".parquet") throw new ProblemError("export.unknownTable", { file: path });
  const columnData = columns.map(({ name, type, values }) => ({ name, type, data: [...values] }));
  return writeWhole(path, [new Uint8Array(parquetWriteBuffer({ columnData }))]);
}

/** Some rows at a time, so that a large table is never one string. */
function* csvOf(columns: readonly TableColumn[]): Generator<string> {
  const ROWS = 1000;
  yield stringify([columns.map(({ name }) => name)]);
  const rows = columns[0]?.values.length ?? 0;
  for (let from = 0; from < rows; from += ROWS) {
    const some = Array.from({ length: Math.min(ROWS, rows - from) }, (_, i) =>
      columns.map(({ values }) => values[from + i] ?? null),
    );
    yield stringify(some);
  }
}
