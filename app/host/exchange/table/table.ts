import { stringify } from "csv-stringify/sync";
import { type ColumnSource, parquetWriteBuffer } from "hyparquet-writer";

/** A column of an exported table, all of which have as many values; null is an empty cell. */
export interface TableColumn {
  readonly name: string;
  readonly type: "text" | "whole" | "number" | "flag";
  readonly values: readonly (string | number | boolean | null)[];
}

/** With a heading; some rows at a time, so that a large table is never one string. */
export function* csvTable(columns: readonly TableColumn[]): Generator<string> {
  const ROWS = 1000;
  yield stringify([columns.map(({ name }) => name)]);
  const rows = columns[0]?.values.length ?? 0;
  for (let from = 0; from < rows; from += ROWS) {
    const some = Array.from({ length: Math.min(ROWS, rows - from) }, (_, i) =>
      columns.map(({ values }) => values[from + i] ?? null),
    );
    yield stringify(some, { cast: { boolean: String } });
  }
}

const PARQUET_TYPES = { text: "STRING", whole: "INT64", number: "DOUBLE", flag: "BOOLEAN" } as const;

export function parquetTable(columns: readonly TableColumn[]): Uint8Array<ArrayBuffer> {
  const columnData = columns.map(({ name, type, values }): ColumnSource => {
    const data = type === "whole" ? values.map((value) => (value === null ? null : BigInt(value))) : [...values];
    return { name, type: PARQUET_TYPES[type], nullable: true, data };
  });
  return new Uint8Array(parquetWriteBuffer({ columnData }));
}
