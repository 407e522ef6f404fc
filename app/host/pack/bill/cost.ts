import type { Instructions } from "#domain/deploy/pack.ts";

/** What a part of a pack takes on the glove's core, without the board's own share. */
export interface PartCost {
  /** Engine and tables. */
  readonly flashBytes: number;
  /** The object with its arena. */
  readonly objectBytes: number;
  readonly stackBytes: number;
  readonly perSample: Instructions;
  readonly perSegment: Instructions;
}
