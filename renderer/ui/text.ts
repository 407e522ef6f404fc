import { IntlMessageFormat } from "intl-messageformat";
import en from "#contract/messages/en.json";
import type { Problem } from "#domain/problems.ts";

/** A key of the message catalog. A key that does not exist does not compile. */
export type TextKey = keyof typeof en;

type Values = Readonly<Record<string, string | number>>;

const catalog: Readonly<Record<string, string>> = en;
const formats = new Map<string, IntlMessageFormat>();

function format(key: string, pattern: string, values: Values): string {
  let message = formats.get(key);
  if (message === undefined) {
    message = new IntlMessageFormat(pattern, "en");
    formats.set(key, message);
  }
  return String(message.format(values));
}

/** The catalog's words for a key, with its values put in (ICU MessageFormat). */
export function text(key: TextKey, values: Values = {}): string {
  return format(key, catalog[key]!, values);
}

/** Words for a key that is only known at run time; null where the catalog has none. */
export function textIfAny(key: string, values: Values = {}): string | null {
  const pattern = catalog[key];
  return pattern === undefined ? null : format(key, pattern, values);
}

/** A message that came from the host as a code with facts, in the catalog's words; its code where it has none. */
export function messageText(area: "history" | "problem" | "alert", { code, detail }: Problem): string {
  return textIfAny(`${area}.${code}`, detail) ?? text("problem.unknown", { code });
}

export interface Advice {
  readonly what: string;
  /** What to do about it; empty where there is nothing to do. */
  readonly next: string;
}

/** A problem or an alert in the user's words. One without words is shown with its code, so that it can be reported. */
export function advise(area: "problem" | "alert", problem: Problem): Advice {
  const known = textIfAny(`${area}.${problem.code}`, problem.detail) !== null;
  const next = known ? textIfAny(`${area}.${problem.code}.next`, problem.detail) : text("problem.unknown.next");
  return { what: messageText(area, problem), next: next ?? "" };
}
