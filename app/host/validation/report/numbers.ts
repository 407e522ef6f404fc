/** A share as percent with one decimal, as people compare them; a dash where there is none. */
export function percent(share: number | null): string {
  return share === null ? "–" : `${(100 * share).toFixed(1)} %`;
}

export function milliseconds(value: number | undefined): string {
  return value === undefined ? "–" : `${Math.round(value)} ms`;
}

/** Of a test: small ones as a power of ten. */
export function probability(p: number): string {
  return p >= 0.001 ? p.toFixed(3) : p.toExponential(1);
}
