import { addCounts, type DetectionScore, detectionScore, NOTHING_DETECTED } from "#domain/detection.ts";
import type { SegmenterName, SettingValues } from "#domain/segmenters.ts";
import type { Job } from "../../jobs.ts";
import type { StreamMotion } from "../streamMotion.ts";
import { type PartScore, PartScores } from "./partScores.ts";
import { searchSpace } from "./searchSpace.ts";
import { searchSettings } from "./settingsSearch.ts";
import type { TruthPart } from "./truthParts.ts";

/** How much better edges count against better finding: among settings that find the same, the ones that lie best win. */
const WEIGHT_OF_OVERLAP = 0.1;

/** Settings that a search looks at, for the progress; many of them were tried before and cost nothing. */
const USUAL_LOOKS = 250;

export interface LearnedSettings {
  readonly segmenter: SegmenterName;
  readonly settings: SettingValues;
  /** Of every part with settings that were chosen without its fold. */
  readonly score: DetectionScore & { readonly folds: number };
  /** F1 of the settings on all that they were chosen with. */
  readonly inSample: number;
  /** How many settings were tried. */
  readonly tried: number;
}

/**
 * The settings of one segmenter that find the true segments of these parts best, and what they are worth on captures that
 * they were not chosen with. The same parts give the same answer.
 * @throws ProblemError engine.cancelled, segmenter.noSignal
 */
export async function learnSettings(
  segmenter: SegmenterName,
  parts: readonly TruthPart[],
  motion: ReadonlyMap<string, readonly StreamMotion[]>,
  { signal, progress }: Pick<Job, "signal" | "progress">,
): Promise<LearnedSettings> {
  const scores = new PartScores(parts, motion, segmenter, signal);
  const space = searchSpace(segmenter);
  const folds = [...new Set(parts.map(({ fold }) => fold))];
  let searches = 0;
  const searchOn = async (isIn: (part: TruthPart) => boolean) => {
    let looked = 0;
    const found = await searchSettings(space, async (settings) => {
      progress(searches + Math.min(0.99, looked++ / USUAL_LOOKS), folds.length + 1);
      return qualityOf(chosen(parts, await scores.of(settings), isIn));
    });
    searches++;
    return found;
  };

  let pooled = NOTHING_DETECTED;
  for (const heldOut of folds) {
    const settings = await searchOn(({ fold }) => fold !== heldOut);
    const reached = chosen(parts, await scores.of(settings), ({ fold }) => fold === heldOut);
    pooled = reached.reduce<typeof pooled>(addCounts, pooled);
  }
  const settings = await searchOn(() => true);
  const all = (await scores.of(settings)).reduce<typeof pooled>(addCounts, NOTHING_DETECTED);
  return {
    segmenter,
    settings,
    score: { ...detectionScore(pooled), folds: folds.length },
    inSample: detectionScore(all).f1,
    tried: scores.tried,
  };
}

function chosen(
  parts: readonly TruthPart[],
  scores: readonly PartScore[],
  isIn: (part: TruthPart) => boolean,
): PartScore[] {
  return scores.filter((_, i) => isIn(parts[i]!));
}

function qualityOf(scores: readonly PartScore[]): number {
  const counts = scores.reduce(addCounts, NOTHING_DETECTED);
  const overlap = scores.reduce((sum, score) => sum + score.overlap, 0);
  return detectionScore(counts).f1 + (counts.hits === 0 ? 0 : (WEIGHT_OF_OVERLAP * overlap) / counts.hits);
}
