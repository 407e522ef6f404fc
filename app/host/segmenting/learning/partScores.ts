import { countsOf, type DetectionCounts } from "#domain/detection.ts";
import { matchEvents, momentOf, SAME_PUNCH } from "#domain/matching.ts";
import { completeSettings, type SegmenterName, type SettingValues } from "#domain/segmenters.ts";
import { findInAll } from "../proposals.ts";
import type { StreamMotion } from "../streamMotion.ts";
import type { TruthPart } from "./truthParts.ts";

/** F1 is then below 0.2 whatever matches, and matching would take its time. */
const MOST_FOR_EACH = 10;
/** Captures that are segmented side by side: as many as small machines have cores. */
const TOGETHER = 2;

export interface PartScore extends DetectionCounts {
  /** Intersection over union, summed over the hits. */
  readonly overlap: number;
}

/**
 * What settings reach on each part, in their order. Each settings are run once, however often they are asked for.
 * @param motion of the parts' captures, by id
 */
export class PartScores {
  readonly #parts: readonly TruthPart[];
  readonly #motion: ReadonlyMap<string, readonly StreamMotion[]>;
  readonly #segmenter: SegmenterName;
  readonly #signal: AbortSignal;
  readonly #known = new Map<string, Promise<readonly PartScore[]>>();

  constructor(
    parts: readonly TruthPart[],
    motion: ReadonlyMap<string, readonly StreamMotion[]>,
    segmenter: SegmenterName,
    signal: AbortSignal,
  ) {
    this.#parts = parts;
    this.#motion = motion;
    this.#segmenter = segmenter;
    this.#signal = signal;
  }

  /** How many settings have been run. */
  get tried(): number {
    return this.#known.size;
  }

  /** @throws ProblemError engine.cancelled, segmenter.noSignal and what the engine refuses */
  of(settings: SettingValues): Promise<readonly PartScore[]> {
    const key = JSON.stringify(settings);
    const known = this.#known.get(key) ?? this.#run(settings);
    this.#known.set(key, known);
    return known;
  }

  async #run(settings: SettingValues): Promise<readonly PartScore[]> {
    const complete = completeSettings(this.#segmenter, settings);
    const scores = new Map<TruthPart, PartScore>();
    const captures = [...this.#motion];
    for (let i = 0; i < captures.length; i += TOGETHER) {
      const work = captures.slice(i, i + TOGETHER).map(async ([captureId, streams]) => {
        const found = await findInAll(streams, this.#segmenter, complete, { signal: this.#signal });
        for (const part of this.#parts) {
          if (part.captureId === captureId) scores.set(part, scoreOf(part, found));
        }
      });
      await Promise.all(work);
    }
    return this.#parts.map((part) => scores.get(part)!);
  }
}

function scoreOf({ wanted, fromUs, toUs }: TruthPart, all: Awaited<ReturnType<typeof findInAll>>): PartScore {
  const found = all.filter((one) => momentOf(one) >= fromUs && momentOf(one) < toUs);
  if (found.length > MOST_FOR_EACH * wanted.length) {
    return { hits: 0, missed: wanted.length, falseAlarms: found.length, overlap: 0 };
  }
  const matching = matchEvents(wanted, found, SAME_PUNCH);
  return { ...countsOf(matching), overlap: matching.pairs.reduce((sum, pair) => sum + pair.overlap, 0) };
}
