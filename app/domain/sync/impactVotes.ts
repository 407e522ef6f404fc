import type { SyncLine } from "./video.ts";

/** Where to look for the line, and how finely. */
export interface VoteOptions {
  /** How far the scatter of single instants blurs them (standard deviation). */
  readonly jitterUs: number;
  readonly maxOffsetUs: number;
  readonly maxDriftPpm: number;
}

/** Lines that many pairs of impacts agree on, best first. */
export interface Votes {
  readonly lines: readonly SyncLine[];
  /** How far such a line may lie from the truth. */
  readonly withinUs: number;
  /** How many lines were compared: the more, the better chance looks. */
  readonly compared: number;
}

const CANDIDATES = 12;
/** Finer than this, machines differ; and an hour must not take minutes. */
const LEAST_BIN_US = 4_000;
const BINS_A_RECORDING = 80_000;
/** A peak is compared with what lies this far to its sides: chance alone makes about as many votes there. */
const NEIGHBOURHOOD_US = 1_500_000;

/**
 * Every pair of an impact in the video and one of the glove votes for the offset between them. The parts of the video,
 * each so short that no drift can blur it, vote apart; then their votes are laid over each other at every rate, and
 * where true pairs meet they add up while chance does not (a Hough transform of offset and rate).
 * @param videoUs ascending, at least one
 * @param gloveUs ascending, at least one
 */
export function voteForLines(videoUs: readonly number[], gloveUs: readonly number[], options: VoteOptions): Votes {
  const [firstUs, lastUs] = [videoUs[0]!, videoUs.at(-1)!];
  const lengthUs = lastUs - firstUs;
  const middleUs = (firstUs + lastUs) / 2;
  const binUs = Math.max(LEAST_BIN_US, options.jitterUs, lengthUs / BINS_A_RECORDING);
  const drift = options.maxDriftPpm / 1e6;
  const parts = partVotes(videoUs, gloveUs, {
    binUs,
    partUs: drift > 0 ? (2 * binUs) / drift : lengthUs + 1,
    ...options,
  });
  // Steps by which the ends of the recording move by one bin.
  const steps = Math.ceil((drift * lengthUs) / 2 / binUs);
  const peaks: Peak[] = [];
  const sum = new Float32Array(parts.bins);
  for (let step = -steps; step <= steps; step++) {
    const rate = 1 + (steps === 0 ? 0 : (step / steps) * drift);
    sum.fill(0);
    for (const { centreUs, votes } of parts.parts) {
      addShifted(sum, votes, Math.round(((rate - 1) * (centreUs - middleUs)) / binUs));
    }
    collectPeaks(peaks, sum, binUs, (bin) => {
      // The offset is that at the middle: capture = video + offset there.
      const offsetAtMiddleUs = (bin + 0.5) * binUs - options.maxOffsetUs;
      return { offsetUs: offsetAtMiddleUs - (rate - 1) * middleUs, rate };
    });
  }
  return { lines: distinct(peaks, binUs), withinUs: 1.5 * binUs, compared: parts.bins * (2 * steps + 1) };
}

interface Peak {
  readonly line: SyncLine;
  readonly bin: number;
  readonly score: number;
}

interface PartVotes {
  readonly bins: number;
  readonly parts: readonly { readonly centreUs: number; readonly votes: Float32Array }[];
}

function partVotes(
  videoUs: readonly number[],
  gloveUs: readonly number[],
  { binUs, partUs, maxOffsetUs }: VoteOptions & { readonly binUs: number; readonly partUs: number },
): PartVotes {
  const bins = Math.ceil((2 * maxOffsetUs) / binUs);
  const parts = new Map<number, { centreUs: number; votes: Float32Array }>();
  const firstUs = videoUs[0]!;
  let from = 0;
  for (const atUs of videoUs) {
    const index = Math.floor((atUs - firstUs) / partUs);
    const part = parts.get(index) ?? { centreUs: firstUs + (index + 0.5) * partUs, votes: new Float32Array(bins) };
    parts.set(index, part);
    while (from < gloveUs.length && gloveUs[from]! < atUs - maxOffsetUs) from++;
    for (let i = from; i < gloveUs.length; i++) {
      const place = (gloveUs[i]! - atUs + maxOffsetUs) / binUs;
      const bin = Math.floor(place);
      if (bin >= bins) break;
      // A vote counts in its bin and half in the nearer one beside it: a peak on an edge is not cut in two.
      part.votes[bin]! += 1;
      const beside = place - bin < 0.5 ? bin - 1 : bin + 1;
      if (beside >= 0 && beside < bins) part.votes[beside]! += 0.5;
    }
  }
  return { bins, parts: [...parts.values()] };
}

/**
 * Adds the votes of a part that lies late by `shift` bins at this rate. A line of rate r says at the part's centre
 * offset + (r - 1)(centre - middle): votes there belong to the offset at the middle, `shift` bins before.
 */
function addShifted(sum: Float32Array, votes: Float32Array, shift: number): void {
  const from = Math.max(0, -shift);
  const to = Math.min(sum.length, sum.length - shift);
  for (let bin = from; bin < to; bin++) sum[bin]! += votes[bin + shift]!;
}

/** Local maxima that stand out of their neighbourhood, in deviations of what chance makes there (Poisson). */
function collectPeaks(peaks: Peak[], sum: Float32Array, binUs: number, lineAt: (bin: number) => SyncLine): void {
  const reach = Math.max(8, Math.round(NEIGHBOURHOOD_US / binUs));
  let around = 0;
  for (let bin = 0; bin < Math.min(reach, sum.length); bin++) around += sum[bin]!;
  for (let bin = 0; bin < sum.length; bin++) {
    around += (sum[bin + reach] ?? 0) - (sum[bin - reach - 1] ?? 0);
    const here = sum[bin]!;
    if (here < 3 || here < (sum[bin - 1] ?? 0) || here < (sum[bin + 1] ?? 0)) continue;
    const usual = around / (2 * reach + 1);
    const score = (here - usual) / Math.sqrt(usual + 1);
    const worst = peaks.length < 20 * CANDIDATES ? Number.NEGATIVE_INFINITY : peaks.at(-1)!.score;
    if (score <= worst) continue;
    insertByScore(peaks, { line: lineAt(bin), bin, score });
    if (peaks.length > 20 * CANDIDATES) peaks.pop();
  }
}

function insertByScore(peaks: Peak[], peak: Peak): void {
  let at = peaks.length;
  while (at > 0 && peaks[at - 1]!.score < peak.score) at--;
  peaks.splice(at, 0, peak);
}

/** The best of each place: neighbouring bins and rates see the same line. */
function distinct(peaks: readonly Peak[], binUs: number): SyncLine[] {
  const apart = Math.max(3, Math.round(100_000 / binUs));
  const kept: Peak[] = [];
  for (const peak of peaks) {
    if (kept.length === CANDIDATES) break;
    if (kept.every(({ bin }) => Math.abs(bin - peak.bin) > apart)) kept.push(peak);
  }
  return kept.map(({ line }) => line);
}
