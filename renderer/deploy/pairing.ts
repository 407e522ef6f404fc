import type { LiveFinding } from "#domain/deploy/recognition.ts";

/** One moment of a live check: what the glove said and what the studio's engine said of the same samples. */
export interface Pair {
  /** Tells pairs apart. */
  readonly key: string;
  readonly glove: LiveFinding | null;
  readonly studio: LiveFinding | null;
}

/** agreed and differed are of both; only one of them is heard late, or not at all. */
export type Verdict = "agreed" | "differed" | "gloveOnly" | "studioOnly";

export function verdictOf({ glove, studio }: Pair): Verdict {
  if (studio === null) return "gloveOnly";
  if (glove === null) return "studioOnly";
  return glove.classNumber === studio.classNumber ? "agreed" : "differed";
}

/** Where a glove does not tell its segments, two answers so close are of the same punch: people do not throw faster. */
const SAME_PUNCH_US = 300_000;

function isSame(a: LiveFinding, b: LiveFinding): boolean {
  if (a.beginIndex !== null && a.endIndex !== null && b.beginIndex !== null && b.endIndex !== null)
    return a.beginIndex < b.endIndex && b.beginIndex < a.endIndex;
  return Math.abs(a.hostTimeUs - b.hostTimeUs) <= SAME_PUNCH_US;
}

/**
 * The answers of a glove beside those of a model on the same stream, newest first, at most `most`. For the eye: what is
 * counted is the host's to say.
 */
export function pairUp(findings: readonly LiveFinding[], modelId: string, most: number): Pair[] {
  const pairs: { key: string; glove: LiveFinding | null; studio: LiveFinding | null }[] = [];
  findings.forEach((finding, place) => {
    if (finding.modelId !== null && finding.modelId !== modelId) return;
    const own = finding.modelId === null ? "glove" : "studio";
    const other = own === "glove" ? "studio" : "glove";
    const partner = pairs.findLast((pair) => {
      const there = pair[other];
      return pair[own] === null && there !== null && isSame(there, finding);
    });
    if (partner) partner[own] = finding;
    else
      pairs.push({
        glove: null,
        studio: null,
        key: `${finding.liveKey}/${finding.hostTimeUs}/${place}`,
        [own]: finding,
      });
  });
  return pairs.slice(-most).reverse();
}
