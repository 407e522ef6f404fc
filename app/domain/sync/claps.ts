/** One impact that both gloves saw: they were clapped together. */
export interface Clap {
  /** Where the left glove saw it, in capture time. */
  readonly atUs: number;
  /** How much later the right glove saw it; the two clocks agree where this is nothing. */
  readonly apartUs: number;
}

/** What claps say about how well two gloves lie on one clock. */
export interface ClapAlignment {
  readonly claps: number;
  /** Of the distances, without their sign; null where there was no clap. */
  readonly medianUs: number | null;
  readonly worstUs: number | null;
}

/** Two hands that punch hit no closer together than this; clocks that are farther apart are a fault of another kind. */
const MOST_APART_US = 40_000;
/** A clap stands alone: within a combination nobody knows which impact belongs to which. */
const ALONE_US = 250_000;

/** The impacts of both gloves that are each other's only one nearby. Both lists by time. */
export function findClaps(leftUs: readonly number[], rightUs: readonly number[]): Clap[] {
  return leftUs.flatMap((atUs) => {
    const near = (others: readonly number[]) => others.filter((one) => Math.abs(one - atUs) <= ALONE_US);
    const [twin, ...more] = near(rightUs);
    const alone = twin !== undefined && more.length === 0 && near(leftUs).length === 1;
    return alone && Math.abs(twin - atUs) <= MOST_APART_US ? [{ atUs, apartUs: twin - atUs }] : [];
  });
}

export function alignmentOf(claps: readonly Clap[]): ClapAlignment {
  const apart = claps.map(({ apartUs }) => Math.abs(apartUs)).sort((a, b) => a - b);
  const middle = apart.length >> 1;
  const medianUs =
    apart.length === 0 ? null : apart.length % 2 === 1 ? apart[middle]! : (apart[middle - 1]! + apart[middle]!) / 2;
  return { claps: claps.length, medianUs, worstUs: apart.at(-1) ?? null };
}
