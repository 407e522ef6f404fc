import { voteForLines } from "./impactVotes.ts";
import { matchImpacts } from "./matchImpacts.ts";
import { type Anchor, type SyncLine, type VideoSync, videoToCaptureUs } from "./video.ts";

/** A moment at which something hit something: an onset of motion or brightness or sound, a peak of |acceleration|. */
export interface Impact {
  readonly timeUs: number;
  /** Any scale, as long as stronger is more. */
  readonly strength: number;
}

export interface FindOptions {
  /**
   * How far single instants of the video scatter about the truth, standard deviation: about a third of a frame for motion
   * (an onset that is first seen in a frame was on average half a frame before: hand in that), 2 ms for sound.
   */
  readonly jitterUs?: number;
  /** How far the beginning of video and capture may lie apart. */
  readonly maxOffsetUs?: number;
  readonly maxDriftPpm?: number;
}

/**
 * tooFew: not enough impacts in one of them. noAgreement: no line is better than chance would make it. severalFit:
 * another line fits nearly as well (an even rhythm). vague: the line is right somewhere, but not sure to a frame
 * everywhere.
 */
export type UnsureReason = "tooFew" | "noAgreement" | "severalFit" | "vague";

export type FoundSync =
  | {
      readonly sure: true;
      readonly sync: VideoSync;
      /** Impacts seen in both, and how many of the video's could have been. */
      readonly matched: number;
      readonly possible: number;
      /** Root mean square distance of the matched ones from the line. */
      readonly residualUs: number;
      /** Standard error of the line where it is worst in the video. */
      readonly errorUs: number;
    }
  | { readonly sure: false; readonly reason: UnsureReason };

const USUAL_JITTER_US = 10_000;
/** Crystals of cheap cameras differ by a tenth of this. */
const USUAL_DRIFT_PPM = 500;
const NEAR_OFFSET_US = 60e6;

/** The strongest impacts of each are enough, and more would only take longer. */
const MOST_IMPACTS = 6_000;
const LEAST_MATCHED = 5;
/**
 * By how much the best line must be likelier than chance, in natural logarithms, beyond the logarithm of how many lines
 * were compared: a factor of 3,000. The bench counts how often a wrong line passes.
 */
const LEAST_EVIDENCE = 8;
/** The next best line may have this share of the evidence of the best, and no more. */
const RIVAL_SHARE = 0.6;
/** Two standard errors are to stay within one frame of 30 a second. */
const LARGEST_ERROR_US = 33_333 / 2;
/** As many anchors as anybody can look through; the line is fitted to all that matched. */
const MOST_ANCHORS = 200;

/**
 * Finds where a video lies on the capture's clock from the impacts that both saw. Up to half of either side may be
 * missing or be something else. Says that it is not sure rather than something wrong. Where no offset is given, it looks
 * a minute to either side first, and then as far as the longer of the two lasts.
 */
export function findSync(
  videoImpacts: readonly Impact[],
  gloveImpacts: readonly Impact[],
  options: FindOptions = {},
): FoundSync {
  const videoUs = strongest(videoImpacts);
  const gloveUs = strongest(gloveImpacts);
  if (Math.min(videoUs.length, gloveUs.length) < LEAST_MATCHED) return { sure: false, reason: "tooFew" };
  const { jitterUs = USUAL_JITTER_US, maxDriftPpm = USUAL_DRIFT_PPM } = options;
  const look = (maxOffsetUs: number) => findWithin(videoUs, gloveUs, { jitterUs, maxOffsetUs, maxDriftPpm });
  if (options.maxOffsetUs !== undefined) return look(options.maxOffsetUs);
  const near = look(NEAR_OFFSET_US);
  const longestUs = Math.max(videoUs.at(-1)!, gloveUs.at(-1)!);
  const isLost = !near.sure && near.reason === "noAgreement";
  return isLost && longestUs > NEAR_OFFSET_US ? look(longestUs) : near;
}

function findWithin(
  videoUs: readonly number[],
  gloveUs: readonly number[],
  { jitterUs, maxOffsetUs, maxDriftPpm }: Required<FindOptions>,
): FoundSync {
  const { lines, withinUs, compared } = voteForLines(videoUs, gloveUs, { jitterUs, maxOffsetUs, maxDriftPpm });
  const fits = lines
    .map((line) => matchImpacts(videoUs, gloveUs, line, { jitterUs, driftPpm: maxDriftPpm, withinUs }))
    .sort((a, b) => b.evidence - a.evidence);
  const [best, ...others] = fits;
  const needed = LEAST_EVIDENCE + Math.log(compared);
  if (best === undefined || best.anchors.length < LEAST_MATCHED || best.evidence < needed) {
    return { sure: false, reason: "noAgreement" };
  }
  const middleUs = (videoUs[0]! + videoUs.at(-1)!) / 2;
  const rival = others.find(({ line }) => !isSameLine(line, best.line, middleUs, 10 * jitterUs));
  if (rival !== undefined && rival.evidence > RIVAL_SHARE * best.evidence) return { sure: false, reason: "severalFit" };
  const errorUs = Math.max(best.errorUsAt(videoUs[0]!), best.errorUsAt(videoUs.at(-1)!));
  if (errorUs > LARGEST_ERROR_US) return { sure: false, reason: "vague" };
  const { line, anchors, possible, residualUs } = best;
  const sync: VideoSync = { method: "impacts", line, anchors: spreadOut(anchors) };
  return { sure: true, sync, matched: anchors.length, possible, residualUs, errorUs };
}

function strongest(impacts: readonly Impact[]): number[] {
  const finite = impacts.filter(({ timeUs }) => Number.isFinite(timeUs));
  const kept =
    finite.length <= MOST_IMPACTS ? finite : finite.toSorted((a, b) => b.strength - a.strength).slice(0, MOST_IMPACTS);
  return kept.map(({ timeUs }) => timeUs).sort((a, b) => a - b);
}

function isSameLine(a: SyncLine, b: SyncLine, videoUs: number, withinUs: number): boolean {
  return Math.abs(videoToCaptureUs(a, videoUs) - videoToCaptureUs(b, videoUs)) <= withinUs;
}

function spreadOut(anchors: readonly Anchor[]): Anchor[] {
  const every = anchors.length / Math.min(anchors.length, MOST_ANCHORS);
  return Array.from(
    { length: Math.min(anchors.length, MOST_ANCHORS) },
    (_, index) => anchors[Math.floor(index * every)]!,
  );
}
