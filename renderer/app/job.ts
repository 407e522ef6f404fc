import type { Studio } from "#contract/contract.ts";
import type { Outcome } from "#contract/schemas.ts";
import { calm } from "./ask.ts";

/** A long call that is under way: its job, and how much of it is done, 0 to 1; null while nobody knows. */
export interface Running {
  readonly jobId: string;
  readonly share: number | null;
}

/** Tells how much of each job is done, as Running has it, until the returned call ends it. */
export function onShare(studio: Pick<Studio, "on">, hear: (jobId: string, share: number | null) => void): () => void {
  return studio.on("job.progress", ({ jobId, done, of }) => hear(jobId, of ? Math.min(1, done / of) : null));
}

/** Stops a job; nothing where none runs. */
export async function cancelJob(studio: Pick<Studio, "call">, running: Pick<Running, "jobId"> | null): Promise<void> {
  if (running !== null) await calm(studio.call("job.cancel", { jobId: running.jobId }));
}

/** What a call answered. One that failed where nothing was expected to is told as a problem of its name. */
export async function outcomeOf<T>(name: string, answer: Promise<Outcome<T>>): Promise<Outcome<T>> {
  return (await calm(answer)) ?? { ok: false, problem: { code: name, detail: {} } };
}
