import type { Outcome } from "#contract/schemas.ts";
import { say, sayProblem } from "../ui/Toast.tsx";
import { text } from "../ui/text.ts";

/** What went wrong inside is for a report; its beginning is enough on the screen. */
const LONGEST_REASON = 160;

/** The value of a call, or undefined once its problem has been said. A call that throws is said too. */
export async function ask<T>(answer: Promise<Outcome<T>>): Promise<T | undefined> {
  const outcome = await calm(answer);
  if (outcome === undefined) return undefined;
  if (outcome.ok) return outcome.value;
  sayProblem(outcome.problem);
  return undefined;
}

/** True when the call went well; otherwise its problem has been said. */
export async function done(answer: Promise<Outcome<void>>): Promise<boolean> {
  const outcome = await calm(answer);
  if (outcome?.ok === false) sayProblem(outcome.problem);
  return outcome?.ok === true;
}

/** Waits for a call that has no expected failure; a failure all the same is said, not thrown. */
export async function calm<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    sayFailure(error);
    return undefined;
  }
}

/** Says what went wrong where nothing was expected to. */
export function sayFailure(error: unknown): void {
  console.warn(error);
  const reason = error instanceof Error ? error.message : String(error);
  say({ words: text("app.callFailed"), next: reason.slice(0, LONGEST_REASON), danger: true });
}
