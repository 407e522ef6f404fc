/** The middle of several runs: one disturbed run does not move it. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** How long something takes, in milliseconds, and what it returns. */
export async function timed<T>(work: () => T | Promise<T>): Promise<{ ms: number; result: T }> {
  const start = performance.now();
  const result = await work();
  return { ms: performance.now() - start, result };
}

/** Three significant digits: more is noise. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

/**
 * Runs rivals one after the other, several times over, so that all of them see the same weather, and returns the median
 * of every figure of each.
 */
export async function medians<Rival extends string, Figure extends string>(
  runs: number,
  rivals: Readonly<Record<Rival, (run: number) => Promise<Readonly<Record<Figure, number>>>>>,
): Promise<Record<Rival, Record<Figure, number>>> {
  const seen = new Map<Rival, Map<Figure, number[]>>();
  for (let run = 0; run < runs; run++)
    for (const [rival, measure] of Object.entries(rivals) as [Rival, (typeof rivals)[Rival]][]) {
      const figures = seen.get(rival) ?? new Map<Figure, number[]>();
      seen.set(rival, figures);
      for (const [figure, value] of Object.entries(await measure(run)) as [Figure, number][])
        figures.set(figure, [...(figures.get(figure) ?? []), value]);
    }
  const middle = (figures: Map<Figure, number[]>) =>
    Object.fromEntries([...figures].map(([figure, values]) => [figure, rounded(median(values))]));
  return Object.fromEntries([...seen].map(([rival, figures]) => [rival, middle(figures)])) as Record<
    Rival,
    Record<Figure, number>
  >;
}

/** How many times the figures of the first are those of the second: 10 means the first takes ten times as much. */
export function ratios<Figure extends string>(
  of: Readonly<Record<Figure, number>>,
  to: Readonly<Record<Figure, number>>,
): Record<Figure, number> {
  return Object.fromEntries(
    Object.entries<number>(of).map(([figure, value]) => [figure, rounded(value / to[figure as Figure])]),
  ) as Record<Figure, number>;
}
