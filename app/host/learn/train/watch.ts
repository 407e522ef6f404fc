import type { Epoch } from "../api.ts";

/** How training speaks with whoever asked for it. */
export interface Watch {
  /** Asked before every batch and every tree. @throws ProblemError job.cancelled, if it is to end now. */
  goOn(): void;
  onEpoch(epoch: Epoch): void;
}
