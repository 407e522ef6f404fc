/** Bins with as many values each: what a value tells then does not depend on outliers or on the unit. */
const BINS = 10;

/** Mutual information of a feature, in ten bins of equal count, and the class; in bits, 0 where it tells nothing. */
export function mutualInformation(values: ArrayLike<number>, classes: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const edges = Array.from({ length: BINS - 1 }, (_, i) => sorted[Math.floor(((i + 1) * sorted.length) / BINS)]!);
  const joint = new Map<string, number>();
  const ofBin = new Map<number, number>();
  const ofClass = new Map<number, number>();
  for (let i = 0; i < values.length; i++) {
    // Equal values share a bin.
    const bin = edges.filter((edge) => values[i]! >= edge).length;
    add(joint, `${bin} ${classes[i]}`);
    add(ofBin, bin);
    add(ofClass, classes[i]!);
  }
  const all = values.length;
  let bits = 0;
  for (const [key, count] of joint) {
    const [bin, label] = key.split(" ").map(Number);
    bits += (count / all) * Math.log2((count * all) / (ofBin.get(bin!)! * ofClass.get(label!)!));
  }
  return Math.max(0, bits);
}

function add<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
