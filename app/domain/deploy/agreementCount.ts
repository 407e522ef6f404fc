/** One answer, on the sample index that both sides share. */
export interface CountedAnswer {
  readonly beginIndex: number;
  readonly endIndex: number;
  readonly classNumber: number;
}

type Side = "glove" | "studio";

/**
 * Counts the answers of a glove beside those of the studio on the same samples. The same segment is the same first and last
 * sample: both run the same bytes. An answer waits for its twin for some samples, and then stands alone.
 */
export class AgreementCount {
  agreed = 0;
  differed = 0;
  gloveOnly = 0;
  studioOnly = 0;
  readonly #patience: number;
  readonly #waiting: Record<Side, CountedAnswer[]> = { glove: [], studio: [] };
  #countFrom = 0;

  /** @param patience samples behind the end of a segment until its twin is given up */
  constructor(patience: number) {
    this.#patience = patience;
  }

  add(side: Side, answer: CountedAnswer): void {
    if (answer.beginIndex < this.#countFrom) return;
    const others = this.#waiting[side === "glove" ? "studio" : "glove"];
    const twin = others.findIndex((one) => one.beginIndex === answer.beginIndex && one.endIndex === answer.endIndex);
    if (twin < 0) {
      this.#waiting[side].push(answer);
      return;
    }
    const [other] = others.splice(twin, 1);
    if (other!.classNumber === answer.classNumber) this.agreed++;
    else this.differed++;
  }

  /** Samples up to this index have come: what has waited long enough stands alone. */
  reached(index: number): void {
    this.gloveOnly += this.#give(this.#waiting.glove, index);
    this.studioOnly += this.#give(this.#waiting.studio, index);
  }

  /** The two saw other samples before this index (some were lost on the way): nothing that begins there counts. */
  leaveOutBefore(index: number): void {
    this.#countFrom = Math.max(this.#countFrom, index);
    for (const side of ["glove", "studio"] as const) {
      this.#waiting[side] = this.#waiting[side].filter(({ beginIndex }) => beginIndex >= this.#countFrom);
    }
  }

  #give(waiting: CountedAnswer[], index: number): number {
    const late = waiting.filter(({ endIndex }) => endIndex + this.#patience <= index);
    for (const one of late) waiting.splice(waiting.indexOf(one), 1);
    return late.length;
  }
}
