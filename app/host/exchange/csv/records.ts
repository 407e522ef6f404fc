import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { ProblemError } from "#domain/problems.ts";
import { type Dialect, detectDialect, readNumber } from "./dialect.ts";
import { type Header, readHeader } from "./header.ts";

/** Longer lines are no table of numbers. */
const LONGEST_RECORD_BYTES = 1 << 20;

export interface CsvFile {
  readonly path: string;
  readonly dialect: Dialect;
  readonly header: Header;
}

/** One line of numbers. */
export interface CsvRow {
  /** Line of the file, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** An empty line stood before it: what follows was not recorded right after what is above. */
  readonly afterBlank: boolean;
}

/** @throws ProblemError csv.unreadable, csv.notText, csv.empty, csv.malformed */
export async function openCsv(path: string, wanted?: readonly string[]): Promise<CsvFile> {
  const head = await readHead(path);
  if (head.includes("\0")) throw new ProblemError("csv.notText", { file: path });
  const dialect = detectDialect(head);
  for await (const { cells } of records(path, dialect)) {
    if (isBlank(cells)) continue;
    return { path, dialect, header: readHeader(cells, dialect, wanted) };
  }
  throw new ProblemError("csv.empty", { file: path });
}

/** The rows below the header, in order, one at a time. @throws ProblemError csv.uneven, csv.unreadable, csv.malformed */
export async function* rowsOf({ path, dialect, header }: CsvFile): AsyncGenerator<CsvRow> {
  let skipHeader = header.named;
  let afterBlank = false;
  for await (const { cells, line } of records(path, dialect)) {
    if (isBlank(cells)) {
      afterBlank = true;
      continue;
    }
    if (skipHeader) {
      skipHeader = false;
      afterBlank = false;
      continue;
    }
    const extra = cells.slice(header.width).some((cell) => cell.trim() !== "");
    if (cells.length < header.width || extra) {
      throw new ProblemError("csv.uneven", { line, expected: header.width, found: cells.length });
    }
    yield { line, cells, afterBlank };
    afterBlank = false;
  }
}

/** The number in a cell of a row. @throws ProblemError csv.noNumbers */
export function numberAt({ cells, line }: CsvRow, at: number, column: string, dialect: Dialect): number {
  const number = readNumber(cells[at]!, dialect);
  if (!Number.isNaN(number)) return number;
  throw new ProblemError("csv.noNumbers", { line, column, text: cells[at]!.slice(0, 40) });
}

async function readHead(path: string): Promise<string> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(1 << 16), 0, 1 << 16, 0);
      return buffer.toString("utf8", 0, bytesRead).replace(/^\uFEFF/, "");
    } finally {
      await file.close();
    }
  } catch (error) {
    throw unreadable(path, error);
  }
}

async function* records(path: string, { delimiter }: Dialect) {
  const parser = parse({
    delimiter,
    bom: true,
    comment: "#",
    comment_no_infix: true,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: LONGEST_RECORD_BYTES,
  });
  pipeline(createReadStream(path), parser, () => {}); // a failure destroys the parser, which tells it below
  try {
    for await (const { record, info } of parser) {
      yield { cells: record as string[], line: (info as { lines: number }).lines };
    }
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    if (error instanceof CsvError) throw new ProblemError("csv.malformed", { line: Number(error.lines ?? 1) });
    throw unreadable(path, error);
  }
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === "");
}

function unreadable(path: string, error: unknown): ProblemError {
  const message = error instanceof Error ? error.message : String(error);
  return new ProblemError("csv.unreadable", { file: path, message }, { cause: error });
}
