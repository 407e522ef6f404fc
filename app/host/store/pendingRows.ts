import type { SampleArray } from "#domain/channels.ts";
import type { Arrival } from "./api.ts";

/** Consecutive rows of one stream that wait for the disk: they become one chunk. */
export interface PendingRun {
  readonly firstIndex: number;
  rows: number;
  readonly parts: SampleArray[];
  readonly arrivals: Arrival[];
}

/** The rows of one stream that are not on disk yet, as runs without holes. */
export class PendingRows {
  readonly #channels: number;
  readonly #maxRows: number;
  #runs: PendingRun[] = [];

  /** No run gets longer than `maxRows`, however long the parts are. */
  constructor(channels: number, maxRows: number) {
    this.#channels = channels;
    this.#maxRows = maxRows;
  }

  get runs(): readonly PendingRun[] {
    return this.#runs;
  }

  /** `arrivals` are of these rows. */
  add(firstIndex: number, rows: SampleArray, arrivals: readonly Arrival[]): void {
    const endIndex = firstIndex + rows.length / this.#channels;
    let left = [...arrivals];
    for (let index = firstIndex; index < endIndex; ) {
      const run = this.#runFor(index);
      const upTo = Math.min(endIndex, run.firstIndex + this.#maxRows);
      run.parts.push(rows.subarray((index - firstIndex) * this.#channels, (upTo - firstIndex) * this.#channels));
      run.rows += upTo - index;
      run.arrivals.push(...left.filter((arrival) => arrival.index < upTo));
      left = left.filter((arrival) => arrival.index >= upTo);
      index = upTo;
    }
  }

  #runFor(index: number): PendingRun {
    const last = this.#runs.at(-1);
    if (last && last.firstIndex + last.rows === index && last.rows < this.#maxRows) return last;
    const run = { firstIndex: index, rows: 0, parts: [], arrivals: [] };
    this.#runs.push(run);
    return run;
  }

  clear(): void {
    this.#runs = [];
  }
}
