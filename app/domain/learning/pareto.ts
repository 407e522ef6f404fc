/** What is wanted of a candidate: a higher gain at lower costs. */
export interface Weighed {
  readonly gain: number;
  readonly costs: readonly number[];
}

/** Whether `one` is at least as good as `other` in all, and better in something. */
function beats(one: Weighed, other: Weighed): boolean {
  const pairs = [[one.gain, other.gain], ...one.costs.map((cost, i) => [-cost, -other.costs[i]!])] as [
    number,
    number,
  ][];
  return pairs.every(([a, b]) => a >= b) && pairs.some(([a, b]) => a > b);
}

/** Of each candidate, whether no other one is better in something and worse in nothing. */
export function paretoFront(candidates: readonly Weighed[]): boolean[] {
  return candidates.map((one) => !candidates.some((other) => beats(other, one)));
}
