import { ProblemError } from "../problems.ts";
import type { Anchor, SyncLine } from "./video.ts";

/** No camera's clock runs twice as fast as another: such a rate comes from anchors that do not belong together. */
export const RATE_LIMITS = { least: 0.5, most: 2 } as const;
/** From so many anchors on, one that lies far off is told from the others instead of bending the line. */
const ROBUST_FROM = 4;
/** Anchors this near to the line are never taken for outliers: a person hits a frame or the one beside it. */
const CLOSE_US = 50_000;
/** How many deviations off an outlier is; 2.5 is usual (Rousseeuw and Leroy, "Robust Regression", 1987). */
const OUTLIER_DEVIATIONS = 2.5;

/**
 * The line that anchors tell. One anchor moves the line and keeps its rate. Two or more are fitted by least squares; of
 * four or more, those that lie far off most of them are left out of the fit (least median of squares finds them).
 * @param rate the rate before, for one anchor
 * @throws ProblemError sync.oneInstant (all anchors are of one instant), sync.rate (the rate would be absurd)
 * @throws RangeError for no anchor at all
 */
export function fitLine(anchors: readonly Anchor[], rate = 1): SyncLine {
  const [first] = anchors;
  if (first === undefined) throw new RangeError("a line needs an anchor");
  if (anchors.length === 1) return { offsetUs: first.captureUs - rate * first.videoUs, rate };
  const through = leastSquares(anchors);
  const isClose = anchors.every((anchor) => Math.abs(residualUs(through, anchor)) <= CLOSE_US);
  return checked(isClose || anchors.length < ROBUST_FROM ? through : leastSquares(withoutOutliers(anchors)));
}

/** How far an anchor lies from the line, microseconds of the capture's clock, positive where the line is too late. */
export function residualUs({ offsetUs, rate }: SyncLine, { videoUs, captureUs }: Anchor): number {
  return offsetUs + rate * videoUs - captureUs;
}

/** @throws ProblemError sync.oneInstant */
function leastSquares(anchors: readonly Anchor[]): SyncLine {
  // About the means: the squares of the microseconds of an hour would eat a double's digits.
  const meanVideoUs = anchors.reduce((sum, { videoUs }) => sum + videoUs, 0) / anchors.length;
  const meanCaptureUs = anchors.reduce((sum, { captureUs }) => sum + captureUs, 0) / anchors.length;
  let videoVideo = 0;
  let videoCapture = 0;
  for (const { videoUs, captureUs } of anchors) {
    videoVideo += (videoUs - meanVideoUs) ** 2;
    videoCapture += (videoUs - meanVideoUs) * (captureUs - meanCaptureUs);
  }
  // Less than a microsecond apart.
  if (videoVideo < 1) throw new ProblemError("sync.oneInstant");
  const rate = videoCapture / videoVideo;
  return { offsetUs: meanCaptureUs - rate * meanVideoUs, rate };
}

/** Those near the line through two of them that most of them lie closest to. All, where no two make a sensible line. */
function withoutOutliers(anchors: readonly Anchor[]): readonly Anchor[] {
  // The least majority that determines a line of two unknowns: [n/2] + [(p + 1)/2].
  const majority = Math.floor(anchors.length / 2);
  let best: { line: SyncLine; distanceUs: number } | null = null;
  for (const [from, to] of pairs(anchors)) {
    const rate = (to.captureUs - from.captureUs) / (to.videoUs - from.videoUs);
    // Also where the two are of one instant: then it is infinite, or no number.
    if (!(rate >= RATE_LIMITS.least && rate <= RATE_LIMITS.most)) continue;
    const line = { offsetUs: from.captureUs - rate * from.videoUs, rate };
    const distances = anchors.map((anchor) => Math.abs(residualUs(line, anchor))).sort((a, b) => a - b);
    if (best === null || distances[majority]! < best.distanceUs) best = { line, distanceUs: distances[majority]! };
  }
  if (best === null) return anchors;
  const { line, distanceUs } = best;
  // The usual estimate of the deviation from the median, with its correction for few points.
  const deviationUs = 1.4826 * (1 + 5 / (anchors.length - 2)) * distanceUs;
  const limitUs = Math.max(CLOSE_US, OUTLIER_DEVIATIONS * deviationUs);
  return anchors.filter((anchor) => Math.abs(residualUs(line, anchor)) <= limitUs);
}

/** All pairs of up to a hundred; of more, each with that half of all further on: a hundred good pairs are plenty. */
function* pairs(anchors: readonly Anchor[]): Generator<readonly [Anchor, Anchor]> {
  const sorted = [...anchors].sort((a, b) => a.videoUs - b.videoUs);
  const half = Math.ceil(sorted.length / 2);
  for (const [index, from] of sorted.entries()) {
    const others = sorted.length > 100 ? sorted.slice(index + half, index + half + 1) : sorted.slice(index + 1);
    for (const to of others) yield [from, to];
  }
}

/** @throws ProblemError sync.rate */
function checked(line: SyncLine): SyncLine {
  if (line.rate >= RATE_LIMITS.least && line.rate <= RATE_LIMITS.most) return line;
  throw new ProblemError("sync.rate", { rate: Math.round(line.rate * 1000) / 1000 });
}
