/** Short enough for the 2 ms that sound is good for. */
export const HOP_US = 2000;

/**
 * How suddenly sound becomes louder, hop by hop: the rise of its level, with low hum left out. Fed piece by piece, as a
 * decoder gives it; holes between pieces are silence.
 */
export class Loudness {
  readonly #energies: number[] = [];
  #before = 0;

  /** Takes the next samples of one channel. `atUs` is when the first of them is heard. */
  add(samples: Float32Array, rateHz: number, atUs: number): void {
    for (let i = 0; i < samples.length; i++) {
      const hop = Math.floor((atUs + (i * 1e6) / rateHz) / HOP_US);
      const sample = samples[i]!;
      // The difference to the sample before weighs a click, not a hum.
      const difference = sample - this.#before;
      this.#before = sample;
      if (hop < 0) continue;
      while (this.#energies.length <= hop) this.#energies.push(0);
      this.#energies[hop]! += difference * difference;
    }
  }

  /** The rise in each hop against the mean of the ten (20 ms) before it, in decibels above a quiet room's noise. */
  rises(): Float32Array {
    const floor = 1e-5;
    const levels = Float32Array.from(this.#energies, (energy) => 10 * Math.log10(energy / floor + 1));
    const rises = new Float32Array(levels.length);
    const span = 10;
    let sum = 0;
    for (let hop = 0; hop < levels.length; hop++) {
      rises[hop] = Math.max(0, levels[hop]! - (hop === 0 ? levels[0]! : sum / Math.min(hop, span)));
      sum += levels[hop]! - (hop >= span ? levels[hop - span]! : 0);
    }
    return rises;
  }
}
