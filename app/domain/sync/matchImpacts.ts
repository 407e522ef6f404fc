import { type Anchor, captureToVideoUs, type SyncLine, videoToCaptureUs } from "./video.ts";

/** A line and the impacts that lie on it. */
export interface ImpactMatch {
  readonly line: SyncLine;
  /** Each impact of either side at most once, in order. */
  readonly anchors: readonly Anchor[];
  /** How many impacts the video shows while the glove was recorded, or the other way round, whichever are fewer. */
  readonly possible: number;
  readonly residualUs: number;
  /** How much likelier so many matches are on a true line than by chance, natural logarithm. */
  readonly evidence: number;
  /** Standard error of the line at an instant of the video. */
  errorUsAt(videoUs: number): number;
}

export interface MatchOptions {
  readonly jitterUs: number;
  readonly driftPpm: number;
  readonly withinUs: number;
}

/** How many times the line is fitted to what lies near it, ever nearer. */
const ROUNDS = 6;
/** Within so many deviations lie 99 of 100 true matches. */
const NEAR_DEVIATIONS = 2.6;
/** An instant of the glove is as sharp as its samples; no match need be sharper. */
const LEAST_NEAR_US = 5_000;

/**
 * Fits a line that is about right to the impacts of both sides that lie near it.
 * @param from a line that lies within `withinUs` of the truth
 */
export function matchImpacts(
  videoUs: readonly number[],
  gloveUs: readonly number[],
  from: SyncLine,
  { jitterUs, driftPpm, withinUs }: MatchOptions,
): ImpactMatch {
  const nearUs = Math.max(LEAST_NEAR_US, NEAR_DEVIATIONS * jitterUs);
  // Uniform within the limits: the prior of the rate has this deviation.
  const rateDeviation = driftPpm / 1e6 / Math.sqrt(3);
  let fit: Fit = { line: from, errorUsAt: () => Number.POSITIVE_INFINITY };
  let anchors: Anchor[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const spareUs = withinUs * Math.max(0, 1 - round / (ROUNDS - 2));
    anchors = nearest(videoUs, gloveUs, fit.line, nearUs + spareUs);
    if (anchors.length === 0) break;
    fit = fitWithPrior(anchors, jitterUs, rateDeviation);
  }
  const { line, errorUsAt } = fit;
  const squares = anchors.reduce(
    (sum, anchor) => sum + (videoToCaptureUs(line, anchor.videoUs) - anchor.captureUs) ** 2,
    0,
  );
  const { possible, byChance } = expected(videoUs, gloveUs, line, nearUs);
  return {
    line,
    anchors,
    possible,
    residualUs: Math.sqrt(squares / Math.max(1, anchors.length)),
    evidence: logOdds(Math.min(anchors.length, possible), possible, byChance),
    errorUsAt,
  };
}

/** Pairs that are each other's nearest, no farther apart than `withinUs`. */
function nearest(videoUs: readonly number[], gloveUs: readonly number[], line: SyncLine, withinUs: number): Anchor[] {
  const anchors: Anchor[] = [];
  let place = 0;
  const placed = videoUs.map((at) => videoToCaptureUs(line, at));
  for (const [index, atUs] of placed.entries()) {
    while (place + 1 < gloveUs.length && Math.abs(gloveUs[place + 1]! - atUs) <= Math.abs(gloveUs[place]! - atUs))
      place++;
    const captureUs = gloveUs[place]!;
    const distanceUs = Math.abs(captureUs - atUs);
    if (distanceUs > withinUs) continue;
    const isNearest =
      distanceUs <= Math.abs((placed[index - 1] ?? Number.NEGATIVE_INFINITY) - captureUs) &&
      distanceUs < Math.abs((placed[index + 1] ?? Number.POSITIVE_INFINITY) - captureUs);
    if (isNearest) anchors.push({ videoUs: videoUs[index]!, captureUs });
  }
  return anchors;
}

interface Fit {
  readonly line: SyncLine;
  errorUsAt(videoUs: number): number;
}

/** Least squares with what is known of clocks beforehand: their rates differ little. Few anchors cannot turn the line. */
function fitWithPrior(anchors: readonly Anchor[], jitterUs: number, rateDeviation: number): Fit {
  const count = anchors.length;
  const meanVideoUs = anchors.reduce((sum, { videoUs }) => sum + videoUs, 0) / count;
  const meanLagUs = anchors.reduce((sum, { videoUs, captureUs }) => sum + captureUs - videoUs, 0) / count;
  let videoVideo = 0;
  let videoLag = 0;
  for (const { videoUs, captureUs } of anchors) {
    videoVideo += (videoUs - meanVideoUs) ** 2;
    videoLag += (videoUs - meanVideoUs) * (captureUs - videoUs - meanLagUs);
  }
  const prior = rateDeviation > 0 ? (jitterUs / rateDeviation) ** 2 : Number.POSITIVE_INFINITY;
  const drift = videoLag / (videoVideo + prior);
  return {
    line: { offsetUs: meanLagUs - drift * meanVideoUs, rate: 1 + drift },
    errorUsAt: (videoUs) => jitterUs * Math.sqrt(1 / count + (videoUs - meanVideoUs) ** 2 / (videoVideo + prior)),
  };
}

/** How many matches there can be at most, and how likely each would be where nothing belongs together. */
function expected(videoUs: readonly number[], gloveUs: readonly number[], line: SyncLine, nearUs: number) {
  const video = inside(videoUs, captureToVideoUs(line, gloveUs[0]!), captureToVideoUs(line, gloveUs.at(-1)!));
  const glove = inside(gloveUs, videoToCaptureUs(line, videoUs[0]!), videoToCaptureUs(line, videoUs.at(-1)!));
  const fewer = video.length <= glove.length ? video : glove;
  const more = video.length <= glove.length ? glove : video;
  if (fewer.length === 0) return { possible: 0, byChance: 1 };
  // Impacts come in bursts: what a shift by chance would find is the density that the others have around them.
  return { possible: fewer.length, byChance: Math.min(0.9, 1 - Math.exp(-densityAround(more) * 2 * nearUs)) };
}

function inside(timesUs: readonly number[], fromUs: number, toUs: number): number[] {
  return timesUs.filter((at) => at >= fromUs && at <= toUs);
}

/** Impacts a microsecond, as one of them sees it: within a second to either side, itself left out, or overall. */
function densityAround(timesUs: readonly number[]): number {
  const overall = timesUs.length / Math.max(1e6, timesUs.at(-1)! - timesUs[0]!);
  let seen = 0;
  let from = 0;
  let to = 0;
  for (const at of timesUs) {
    while (timesUs[from]! < at - 1e6) from++;
    while (to < timesUs.length && timesUs[to]! <= at + 1e6) to++;
    seen += to - from - 1;
  }
  return Math.max(overall, seen / timesUs.length / 2e6);
}

/** n times the divergence of the share that matched from the share that chance would match (Chernoff's bound). */
function logOdds(matched: number, possible: number, byChance: number): number {
  const share = matched / Math.max(1, possible);
  if (share <= byChance) return 0;
  const rest = share >= 1 ? 0 : (1 - share) * Math.log((1 - share) / (1 - byChance));
  return possible * (share * Math.log(share / byChance) + rest);
}
