import { randomUUID } from "node:crypto";
import type { EventPayload } from "#contract/contract.ts";
import type { CliContext, StudioSession } from "./studioSession.ts";

/**
 * Long work as a job: its progress on standard error, cancelled by Ctrl+C.
 * @param words for the progress line; `percent` is empty where nobody knows how much there is
 */
export async function asJob<T>(
  { terminal, signal }: CliContext,
  { host, client }: StudioSession,
  words: (percent: number | "") => string,
  work: (jobId: string) => Promise<T>,
): Promise<T> {
  const jobId = randomUUID();
  const unsubscribe = host.onEvent((event, payload) => {
    if (event !== "job.progress") return;
    const { jobId: told, done, of } = payload as EventPayload<"job.progress">;
    if (told === jobId) terminal.progress(words(of === null ? "" : Math.round((100 * done) / of)));
  });
  const cancel = () => void client.call("job.cancel", { jobId });
  signal.addEventListener("abort", cancel, { once: true });
  try {
    const working = work(jobId);
    if (signal.aborted) cancel();
    return await working;
  } finally {
    terminal.progress(null);
    signal.removeEventListener("abort", cancel);
    unsubscribe();
  }
}
