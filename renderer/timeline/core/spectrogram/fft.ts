/** The squared magnitudes of a real signal's frequencies, for one length that is a power of two. */
export class PowerSpectrum {
  readonly size: number;
  readonly #cos: Float64Array;
  readonly #sin: Float64Array;
  readonly #reversed: Uint32Array;
  readonly #re: Float64Array;
  readonly #im: Float64Array;

  constructor(size: number) {
    const bits = Math.log2(size);
    if (size < 2 || !Number.isInteger(bits)) throw new RangeError(`${size} is no power of two`);
    this.size = size;
    this.#cos = Float64Array.from({ length: size / 2 }, (_, i) => Math.cos((2 * Math.PI * i) / size));
    this.#sin = Float64Array.from({ length: size / 2 }, (_, i) => -Math.sin((2 * Math.PI * i) / size));
    this.#reversed = Uint32Array.from({ length: size }, (_, i) => {
      let out = 0;
      for (let bit = 0; bit < bits; bit++) out = (out << 1) | ((i >> bit) & 1);
      return out;
    });
    this.#re = new Float64Array(size);
    this.#im = new Float64Array(size);
  }

  /** Fills `power` (half the size and one more) from `signal`, which is left alone. */
  of(signal: Float64Array, power: Float64Array): void {
    const { size } = this;
    const [re, im] = [this.#re, this.#im];
    for (let i = 0; i < size; i++) re[i] = signal[this.#reversed[i]!]!;
    im.fill(0);
    for (let half = 1; half < size; half *= 2) {
      const step = size / (2 * half);
      for (let from = 0; from < size; from += 2 * half) {
        for (let k = 0; k < half; k++) {
          const [cos, sin] = [this.#cos[k * step]!, this.#sin[k * step]!];
          const [a, b] = [from + k, from + k + half];
          const r = re[b]! * cos - im[b]! * sin;
          const i = re[b]! * sin + im[b]! * cos;
          re[b] = re[a]! - r;
          im[b] = im[a]! - i;
          re[a]! += r;
          im[a]! += i;
        }
      }
    }
    for (let i = 0; i <= size / 2; i++) power[i] = re[i]! ** 2 + im[i]! ** 2;
  }
}
