import { availableParallelism } from "node:os";
import type { Job } from "../jobs.ts";

/** Does the same to each of many, as many at once as there are cores; answers stand in the order of the list. */
export async function sideBySide<T, R>(list: readonly T[], job: Job, work: (one: T) => Promise<R>): Promise<R[]> {
  const answers: R[] = new Array(list.length);
  let next = 0;
  let done = 0;
  const worker = async () => {
    while (next < list.length) {
      job.stopIfCancelled();
      const at = next++;
      answers[at] = await work(list[at]!);
      job.progress(++done, list.length);
    }
  };
  const workers = Array.from({ length: Math.min(list.length, availableParallelism()) }, worker);
  // All of them end before the first failure is told, so that nobody works on in a project that is being closed.
  const ends = await Promise.allSettled(workers);
  const failed = ends.find((end) => end.status === "rejected");
  if (failed) throw failed.reason;
  return answers;
}
