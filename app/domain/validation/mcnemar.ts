/** Below so many disagreements the approximation by chi-square is not good enough (McNemar's usual rule). */
const EXACT_BELOW = 25;

/**
 * McNemar's test for two judges of the same things, of which `onlyFirst` and `onlySecond` count what one alone got right.
 * @returns p: the chance of a difference at least as large between judges who are equally good. Exact (two-sided binomial)
 * below 25 disagreements, otherwise by chi-square with Edwards' correction.
 */
export function mcnemar(onlyFirst: number, onlySecond: number): number {
  const differing = onlyFirst + onlySecond;
  if (differing === 0) return 1;
  if (differing < EXACT_BELOW) return exact(Math.min(onlyFirst, onlySecond), differing);
  const statistic = Math.max(0, Math.abs(onlyFirst - onlySecond) - 1) ** 2 / differing;
  return complementaryError(Math.sqrt(statistic / 2));
}

function exact(fewer: number, of: number): number {
  let ways = 1;
  let tail = 1;
  for (let i = 1; i <= fewer; i++) {
    ways = (ways * (of - i + 1)) / i;
    tail += ways;
  }
  return Math.min(1, (2 * tail) / 2 ** of);
}

/** erfc(x), x >= 0: by its power series near zero, by its continued fraction further out; good to ten digits. */
function complementaryError(x: number): number {
  if (x < 2.5) {
    let term = x;
    let sum = x;
    for (let n = 1; Math.abs(term) > 1e-17 * sum; n++) {
      term *= -(x * x) / n;
      sum += term / (2 * n + 1);
    }
    return 1 - (2 / Math.sqrt(Math.PI)) * sum;
  }
  let fraction = x;
  for (let n = 60; n >= 1; n--) fraction = x + n / 2 / fraction;
  return Math.exp(-x * x) / (fraction * Math.sqrt(Math.PI));
}
