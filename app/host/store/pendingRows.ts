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

  /** A run is closed at the first part that reaches `maxRows`. */
  constructor(channels: number, maxRows: number) {
    this.#channels = channels;
    this.#maxRows = maxRows;
  }

  get runs(): readonly PendingRun[] {
    return this.#runs;
  }

  add(firstIndex: number, rows: SampleArray, arrivals: readonly Arrival[]): void {
    const count = rows.length / this.#channels;
    if (count === 0) return;
    const last = this.#runs.at(-1);
    if (last && last.firstIndex + last.rows === firstIndex && last.rows < this.#maxRows) {
      last.parts.push(rows);
      last.arrivals.push(...arrivals);
      last.rows += count;
    } else this.#runs.push({ firstIndex, rows: count, parts: [rows], arrivals: [...arrivals] });
  }

  clear(): void {
    this.#runs = [];
  }
}
