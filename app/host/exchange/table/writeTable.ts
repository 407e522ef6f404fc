import { extname } from "node:path";
import { ProblemError } from "#domain/problems.ts";
import { writeWhole } from "../writeWhole.ts";
import { csvTable, parquetTable, type TableColumn } from "./table.ts";

/**
 * Writes a table as the ending of the path says: `.csv` (with a heading; an empty cell is null) or `.parquet`.
 * @throws ProblemError export.unknownTable, export.failed
 */
export async function writeTable(path: string, columns: readonly TableColumn[]): Promise<void> {
  const ending = extname(path).toLowerCase();
  if (ending === ".csv") return writeWhole(path, csvTable(columns));
  if (ending !== ".parquet") throw new ProblemError("export.unknownTable", { file: path });
  return writeWhole(path, [parquetTable(columns)]);
}
