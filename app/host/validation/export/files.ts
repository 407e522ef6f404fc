import { VALIDATION_FILES, type ValidationFile } from "#contract/validation.ts";
import type { Validation } from "#domain/validation/results.ts";
import { freeFile } from "../../exchange/freeFile.ts";
import { csvTable, parquetTable, type TableColumn } from "../../exchange/table/table.ts";
import { writeWhole } from "../../exchange/writeWhole.ts";
import { reportPage } from "../report/reportPage.ts";
import { captureTable, eventTable } from "./tables.ts";

interface FileKind {
  /** MIME type. */
  readonly type: string;
  bytesOf(validation: Validation): string | Uint8Array<ArrayBuffer>;
}

const KINDS: Readonly<Record<ValidationFile, FileKind>> = {
  "events.csv": { type: "text/csv; charset=utf-8", bytesOf: (validation) => csv(eventTable(validation)) },
  "captures.csv": { type: "text/csv; charset=utf-8", bytesOf: (validation) => csv(captureTable(validation)) },
  "result.json": { type: "application/json", bytesOf: (validation) => `${JSON.stringify(validation, null, 2)}\n` },
  "events.parquet": {
    type: "application/vnd.apache.parquet",
    bytesOf: (validation) => parquetTable(eventTable(validation)),
  },
  "report.html": { type: "text/html; charset=utf-8", bytesOf: (validation) => reportPage([validation]) },
};

/** A validation as a file. */
export function validationFile(validation: Validation, file: ValidationFile) {
  const { type, bytesOf } = KINDS[file];
  return { type, bytes: bytesOf(validation) };
}

/**
 * Writes a validation into a folder (made where missing), one file of each kind that is asked for, and returns their paths:
 * `Boxing events.csv`. No file that is there already is touched. @throws ProblemError export.failed
 */
export async function exportValidation(
  validation: Validation,
  folder: string,
  files: readonly ValidationFile[] = VALIDATION_FILES,
): Promise<string[]> {
  const paths: string[] = [];
  for (const file of files) {
    const [kind, ending] = file.split(".") as [string, string];
    const path = await freeFile(folder, `${validation.modelNames.join(", ")} ${kind}`, `.${ending}`);
    await writeWhole(path, [validationFile(validation, file).bytes]);
    paths.push(path);
  }
  return paths;
}

/** Writes the page of one or more validations. @throws ProblemError export.failed */
export async function writeReport(validations: readonly Validation[], file: string): Promise<string> {
  await writeWhole(file, [reportPage(validations)]);
  return file;
}

function csv(columns: readonly TableColumn[]): string {
  return [...csvTable(columns)].join("");
}
