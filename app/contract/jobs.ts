import { z } from "zod";

/**
 * Long work: the caller names its job with a fresh UUID in the call's input, hears of it while it runs, and may cancel
 * it; a cancelled call ends with the problem `job.cancelled`, and nothing of it is kept.
 */
export const jobId = z.uuid();

export const jobCalls = {
  /** False where there is no such job (any more). */
  "job.cancel": { input: z.object({ jobId }), output: z.boolean() },
} as const;

export const jobEvents = {
  /** At most ten a second for each job. `of` is null while nobody knows how much there is. */
  "job.progress": z.object({ jobId, done: z.number(), of: z.number().nullable() }),
} as const;
