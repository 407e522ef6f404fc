/** Two lists of outputs side by side, over many networks. */
export class Tally {
  outputs = 0;
  differing = 0;
  /** Networks of which at least one output differs. */
  differingNetworks = 0;
  largestDifference = 0;
  /** The first network that differs, to run again by its seed alone. */
  first: { seed: number; output: number; engine: number; tflite: number } | null = null;

  add(seed: number, engine: Int8Array, tflite: Int8Array): void {
    if (engine.length !== tflite.length) throw new Error(`${engine.length} outputs against ${tflite.length}`);
    this.outputs += engine.length;
    const before = this.differing;
    for (let i = 0; i < engine.length; i++) {
      const difference = Math.abs(engine[i]! - tflite[i]!);
      if (difference === 0) continue;
      this.differing++;
      this.largestDifference = Math.max(this.largestDifference, difference);
      this.first ??= { seed, output: i, engine: engine[i]!, tflite: tflite[i]! };
    }
    if (this.differing > before) this.differingNetworks++;
  }

  figures() {
    return {
      outputs: this.outputs,
      differing: this.differing,
      differingNetworks: this.differingNetworks,
      largestDifference: this.largestDifference,
      ...(this.first && { first: this.first }),
    };
  }
}
