/**
 * An expected failure, as a value: what is wrong (code), with the facts that its text names. The words stand in the
 * message catalog under `problem.<code>` and `problem.<code>.next` (what to do), so that a language is a file.
 */
export interface Problem {
  readonly code: string;
  readonly detail: Readonly<Record<string, string | number>>;
}

/** Thrown inside the host for a failure that a user can do something about; the contract turns it into a value. */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(code: string, detail: Record<string, string | number> = {}, options?: ErrorOptions) {
    super(`${code} ${JSON.stringify(detail)}`, options);
    this.name = "ProblemError";
    this.problem = { code, detail };
  }
}
