import type { Studio } from "#contract/contract.ts";
import type { Outcome } from "#contract/schemas.ts";
import { calm } from "../app/ask.ts";

/** A long call that is under way: its job, and how much of it is done; null while nobody knows. */
export interface Running {
  readonly jobId: string;
  readonly share: number | null;
}

/** What a call answered. One that failed where nothing was expected to is told as a problem of its name. */
export async function outcomeOf<T>(name: string, answer: Promise<Outcome<T>>): Promise<Outcome<T>> {
  return (await calm(answer)) ?? { ok: false, problem: { code: name, detail: {} } };
}

export async function cancelJob(studio: Studio, running: Running | null): Promise<void> {
  if (running !== null) await calm(studio.call("job.cancel", { jobId: running.jobId }));
}
