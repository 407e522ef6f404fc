/** How a file writes its cells. */
export interface Dialect {
  readonly delimiter: "," | ";" | "\t";
  /** 1,5 instead of 1.5: only where the comma does not part the cells. */
  readonly decimalComma: boolean;
}

/** Told from the first lines of a file: tab before semicolon before comma, since only the first two leave 1,5 whole. */
export function detectDialect(head: string): Dialect {
  const lines = head.split(/\r?\n|\r/).filter((line) => line.trim() !== "" && !line.startsWith("#"));
  const first = lines[0] ?? "";
  const delimiter = first.includes("\t") ? "\t" : first.includes(";") ? ";" : ",";
  const cells = lines.slice(1).flatMap((line) => line.split(delimiter));
  const decimalComma = delimiter !== "," && cells.some((cell) => /^\s*[+-]?\d*,\d+\s*$/.test(cell));
  return { delimiter, decimalComma };
}

/** The number in a cell; NaN where there is none. */
export function readNumber(cell: string, { decimalComma }: Dialect): number {
  const text = decimalComma ? cell.replace(",", ".") : cell;
  const number = Number(text);
  if (Number.isFinite(number) && text.trim() !== "") return number;
  return Number.NaN;
}
