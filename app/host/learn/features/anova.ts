/**
 * F of a one-way analysis of variance: how far the means of the classes lie apart, against the spread inside them. 0 where
 * there is one class or nothing changes; Infinity where classes differ and nothing changes inside them.
 */
export function anovaF(values: ArrayLike<number>, classes: readonly number[]): number {
  const groups = new Map<number, { count: number; sum: number; squares: number }>();
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  const mean = total / values.length;
  for (let i = 0; i < values.length; i++) {
    const group = groups.get(classes[i]!) ?? { count: 0, sum: 0, squares: 0 };
    // About the mean of all, so that large numbers do not drown their differences.
    const value = values[i]! - mean;
    group.count++;
    group.sum += value;
    group.squares += value * value;
    groups.set(classes[i]!, group);
  }
  let [between, within] = [0, 0];
  for (const { count, sum, squares } of groups.values()) {
    between += (sum * sum) / count;
    within += squares - (sum * sum) / count;
  }
  const [freeBetween, freeWithin] = [groups.size - 1, values.length - groups.size];
  if (freeBetween < 1 || freeWithin < 1 || between === 0) return 0;
  return between / freeBetween / (Math.max(0, within) / freeWithin);
}
