import { IntlMessageFormat } from "intl-messageformat";
import en from "#contract/messages/en.json" with { type: "json" };
import type { Problem } from "#domain/problems.ts";

export type TextValues = Readonly<Record<string, string | number>>;

const catalog: Readonly<Record<string, string>> = en;
const formats = new Map<string, IntlMessageFormat>();

/** A text of the catalog, filled in. An unknown key comes back as itself, so that nothing is hidden. */
export function text(key: string, values: TextValues = {}): string {
  const message = catalog[key];
  if (message === undefined) return key;
  let format = formats.get(key);
  if (format === undefined) {
    format = new IntlMessageFormat(message, "en", undefined, { ignoreTag: true });
    formats.set(key, format);
  }
  try {
    return String(format.format(values));
  } catch {
    return message;
  }
}

export interface ProblemText {
  readonly problem: string;
  readonly message: string;
  /** What to do; empty where the catalog has nothing to say. */
  readonly next: string;
}

/** The words for a problem: what is wrong, and what to do. */
export function problemText({ code, detail }: Problem): ProblemText {
  const next = `problem.${code}.next`;
  return { problem: code, message: text(`problem.${code}`, detail), next: next in catalog ? text(next, detail) : "" };
}
