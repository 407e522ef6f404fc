import { bulkPaths } from "#contract/bulk.ts";
import type { BulkFetch } from "#contract/contract.ts";
import { decodeSlice } from "#contract/slice.ts";
import type { CaptureStream } from "#domain/captures.ts";
import { binned, type LineBins } from "./fillOverlay.ts";
import { gatherRuns, lineValues, type OverlayLine, reach } from "./overlayLine.ts";

/** Rows computed at once: 200 kB of a six-channel glove, and less than a millisecond a line. */
export const CHUNK_ROWS = 16_384;
/** Two grids: the fine one for minutes in view, the coarse one for hours. */
const FINE_ROWS = 16;
const COARSE_ROWS = 512;
const RETRY_MS = 2000;

interface Chunk {
  readonly fine: LineBins;
  readonly coarse: LineBins;
}

/**
 * Derivative and moving average where too many samples are in view to be read for a picture: bins of lowest and highest
 * values say nothing sound and useful about them, so they are computed from all raw samples, chunk by chunk as they are
 * looked at, and their extremes are kept. What is not computed yet is not drawn; `progress` says how much is.
 */
export class LineChunks {
  readonly #fetchBulk: (path: string) => BulkFetch;
  readonly #captureId: string;
  readonly #onNews: () => void;
  readonly #done = new Map<string, Chunk>();
  #stream: CaptureStream;
  #lines: readonly OverlayLine[] = [];
  #from = 0;
  #to = 0;
  #underWay: BulkFetch | null = null;
  #retry = 0;

  constructor(
    source: { fetchBulk(path: string): BulkFetch },
    captureId: string,
    stream: CaptureStream,
    onNews: () => void,
  ) {
    this.#fetchBulk = (path) => source.fetchBulk(path);
    this.#captureId = captureId;
    this.#stream = stream;
    this.#onNews = onNews;
  }

  /** What grew is computed anew from the chunk on that was the last one. */
  setStream(stream: CaptureStream): void {
    if (stream.endIndex !== this.#stream.endIndex) {
      const last = Math.floor(Math.min(stream.endIndex, this.#stream.endIndex) / CHUNK_ROWS) - 1;
      for (const key of this.#done.keys()) if (Number(key.split(" ", 1)[0]) >= last) this.#done.delete(key);
    }
    this.#stream = stream;
  }

  /** Says which lines are looked at, and where; nothing for none. */
  want(lines: readonly OverlayLine[], fromIndex: number, toIndex: number): void {
    this.#lines = lines;
    this.#from = Math.max(0, Math.floor(fromIndex / CHUNK_ROWS));
    this.#to = Math.min(Math.ceil(toIndex / CHUNK_ROWS), Math.ceil(this.#stream.endIndex / CHUNK_ROWS));
    if (this.#underWay === null) void this.#next();
  }

  /** What is known of a line in the stretch last asked for. @param rowsPerPx chooses the grid */
  bins(line: OverlayLine, rowsPerPx: number): LineBins[] {
    const grid = rowsPerPx >= 2 * COARSE_ROWS ? "coarse" : "fine";
    const out: LineBins[] = [];
    for (let chunk = this.#from; chunk < this.#to; chunk++) {
      const found = this.#done.get(this.#key(chunk, line));
      if (found !== undefined) out.push(found[grid]);
    }
    return out;
  }

  /** Share of what was last asked for that is computed, 0..1. */
  get progress(): number {
    const wanted = (this.#to - this.#from) * this.#lines.length;
    if (wanted <= 0) return 1;
    let done = 0;
    for (let chunk = this.#from; chunk < this.#to; chunk++) done += this.#lines.length - this.#missing(chunk).length;
    return done / wanted;
  }

  destroy(): void {
    clearTimeout(this.#retry);
    this.#lines = [];
    this.#underWay?.cancel();
    this.#underWay = null;
  }

  async #next(): Promise<void> {
    for (let chunk = this.#from; chunk < this.#to; chunk++) {
      const lines = this.#missing(chunk);
      if (lines.length > 0) return this.#compute(chunk, lines);
    }
  }

  #missing(chunk: number): readonly OverlayLine[] {
    return this.#lines.filter((line) => !this.#done.has(this.#key(chunk, line)));
  }

  async #compute(chunk: number, lines: readonly OverlayLine[]): Promise<void> {
    const { id, endIndex, clock } = this.#stream;
    const from = chunk * CHUNK_ROWS;
    const to = Math.min(endIndex, from + CHUNK_ROWS);
    const margin = Math.max(...lines.map((line) => reach(line, clock.rateHz)));
    const fetch = this.#fetchBulk(
      bulkPaths.samples(this.#captureId, id, Math.max(0, from - margin), Math.min(endIndex, to + margin)),
    );
    this.#underWay = fetch;
    try {
      const slice = decodeSlice(await fetch.bytes);
      if (this.#underWay !== fetch) return;
      const piece = { level: "raw", fromIndex: 0, toIndex: endIndex, slice } as const;
      for (const line of lines) {
        const parts = gatherRuns([piece], line.columns, line.scales).map((run) => {
          return { firstIndex: run.firstIndex, values: lineValues(line, run, clock.rateHz) };
        });
        const grid = (perBin: number) => binned(parts, from, to, perBin);
        this.#done.set(this.#key(chunk, line), { fine: grid(FINE_ROWS), coarse: grid(COARSE_ROWS) });
      }
      this.#underWay = null;
      this.#onNews();
      void this.#next();
    } catch {
      if (this.#underWay !== fetch) return;
      this.#underWay = null;
      // The plot's own reads say what is wrong; this one only tries again.
      this.#retry = window.setTimeout(() => void this.#next(), RETRY_MS);
    }
  }

  #key(chunk: number, line: OverlayLine): string {
    return `${chunk} ${line.key}`;
  }
}
