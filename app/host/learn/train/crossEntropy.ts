/** What a batch of logits costs, and how the cost changes with each of them. */
export interface BatchLoss {
  /** Sum over the examples, each by its weight. */
  readonly loss: number;
  /** How many have their own class highest. */
  readonly right: number;
  /** Of the mean of the batch, [example][output]. */
  readonly gradient: Float32Array;
}

/** Softmax cross-entropy on logits [example][output]; `weights` are by class. Sums are in doubles, so they overflow nowhere. */
export function crossEntropy(
  logits: Float32Array,
  outputs: number,
  classes: Uint8Array,
  weights: Float64Array,
): BatchLoss {
  const examples = classes.length;
  const gradient = new Float32Array(logits.length);
  let loss = 0;
  let right = 0;
  for (let example = 0; example < examples; example++) {
    const at = example * outputs;
    const own = classes[example]!;
    const weight = weights[own]!;
    let best = 0;
    for (let i = 1; i < outputs; i++) if (logits[at + i]! > logits[at + best]!) best = i;
    const highest = logits[at + best]!;
    let sum = 0;
    for (let i = 0; i < outputs; i++) sum += Math.exp(logits[at + i]! - highest);
    for (let i = 0; i < outputs; i++) {
      const likely = Math.exp(logits[at + i]! - highest) / sum;
      gradient[at + i] = ((likely - (i === own ? 1 : 0)) * weight) / examples;
    }
    loss += weight * (Math.log(sum) + highest - logits[at + own]!);
    if (best === own) right++;
  }
  return { loss, right, gradient };
}
