import { ProblemError } from "#domain/problems.ts";
import { type ProblemText, problemText, text } from "../common/text.ts";

/** What a command has to say: the same for a program (json) and for a person (lines). */
export interface Report {
  /** Undefined where a program was told everything line by line. */
  readonly json: unknown;
  readonly lines: readonly string[];
  /** What the command ends with where nothing failed and yet not all is well. */
  readonly exitCode?: number;
}

/** Where a command prints. Results go to `out`, everything else to `err`. */
export interface Terminal {
  out(line: string): void;
  err(line: string): void;
  /** Replaces the progress line; null ends it. Shown to people only. */
  progress(line: string | null): void;
}

export function printReport(terminal: Terminal, report: Report, json: boolean): void {
  if (json && report.json === undefined) return;
  if (json) terminal.out(JSON.stringify(report.json, null, 2));
  else for (const line of report.lines) terminal.out(line);
}

/** With `json`, a failure is a result too: `{ problem, message, next }` on standard output. */
export function printProblem(terminal: Terminal, problem: ProblemText, json: boolean): void {
  if (json) terminal.out(JSON.stringify(problem, null, 2));
  else for (const line of [problem.message, problem.next]) if (line !== "") terminal.err(line);
}

/** Every failure in words: an expected one in its own, anything else as a bug with its message. */
export function wordsFor(error: unknown): ProblemText {
  if (error instanceof ProblemError) return problemText(error.problem);
  const message = error instanceof Error ? error.message : String(error);
  return { problem: "bug", message: text("cli.bug", { message }), next: text("cli.bug.next") };
}

/** Rows as aligned columns under a heading, two spaces apart; figures (columns named in `right`) to the right. */
export function table(heading: readonly string[], rows: readonly (readonly string[])[], right: readonly number[] = []) {
  const all = [heading, ...rows];
  const widths = heading.map((_, column) => Math.max(...all.map((row) => [...(row[column] ?? "")].length)));
  return all.map((row) =>
    row
      .map((cell, column) => {
        const space = " ".repeat(widths[column]! - [...cell].length);
        return right.includes(column) ? space + cell : cell + space;
      })
      .join("  ")
      .trimEnd(),
  );
}
