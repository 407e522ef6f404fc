import type { SegmenterPlan } from "#contract/segmenting.ts";
import { completeSettings } from "#domain/segmenters.ts";
import type { App } from "../app/app.ts";
import { ask } from "../app/ask.ts";
import { cancelJob, onShare } from "../app/job.ts";
import { say, sayProblem } from "../ui/Toast.tsx";
import { text } from "../ui/text.ts";
import { sayDone } from "./deeds.ts";

export interface Proposing {
  /** True once proposals are stored; false where it was stopped or failed. */
  readonly done: Promise<boolean>;
  cancel(): void;
}

/** More failures than this are not told one by one. */
const TOLD_FAILURES = 3;

/** Segments captures as one job and one step, which is said with a way back. `onProgress` hears how far it is, 0 to 1. */
export function startProposing(
  app: App,
  captureIds: readonly string[],
  { segmenter, settings }: SegmenterPlan,
  onProgress: (share: number | null) => void,
): Proposing {
  const { studio } = app;
  const jobId = crypto.randomUUID();
  const end = onShare(studio, (told, share) => told === jobId && onProgress(share));
  const work = async () => {
    const complete = { ...completeSettings(segmenter, settings[segmenter] ?? {}) };
    const input = { captureIds: [...captureIds], segmenter, settings: complete, jobId };
    const value = await ask(studio.call("segment.proposeMany", input));
    if (value === undefined) return false;
    const words = text("segmenterPanel.kept", { proposals: value.proposals, captures: value.captures });
    if (value.captures > 0) await sayDone(app, words);
    else say({ words });
    for (const { problem } of value.failed.slice(0, TOLD_FAILURES)) sayProblem(problem);
    return true;
  };
  return { done: work().finally(end), cancel: () => void cancelJob(studio, { jobId }) };
}
