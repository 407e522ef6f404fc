import { bulkPaths } from "#contract/bulk.ts";
import type { BulkFetch } from "#contract/contract.ts";
import type { CaptureStream } from "#domain/captures.ts";
import type { ChannelGroup } from "../channelGroups.ts";
import { rowsOf } from "./source.ts";
import type { SpectrogramResult, SpectrogramTask } from "./spectrogramWorker.ts";
import { hopOf, type Shape } from "./strength.ts";

/** Windows in a tile: a few seconds to a few minutes of a glove, some milliseconds of work. */
export const TILE_FRAMES = 512;
const RETRY_MS = 2000;
/** Levels kept for one track, bytes: what is farthest from the view goes first. */
export const MOST_BYTES = 48e6;

/** What the tiles need of a worker. */
export interface SpectrogramWorker {
  onmessage: ((event: MessageEvent<SpectrogramResult>) => void) | null;
  postMessage(task: SpectrogramTask, transfer: Transferable[]): void;
  terminate(): void;
}

/**
 * The spectrogram of one stream's channels in tiles, computed by a worker from raw samples as they are looked at, and
 * kept as far as they fit. One tile is under way at a time; what nobody looks at any more is not begun. A tile that
 * reached over the end of a capture that has grown is computed again, and shown as it was until then.
 */
export class SpectrogramTiles {
  readonly #fetchBulk: (path: string) => BulkFetch;
  readonly #captureId: string;
  #stream: CaptureStream;
  readonly #group: ChannelGroup;
  readonly #shape: Shape;
  readonly #worker: SpectrogramWorker;
  readonly #onNews: () => void;
  readonly #tiles = new Map<number, Uint8Array>();
  readonly #outdated = new Set<number>();
  #bytes = 0;
  #from = 0;
  #to = 0;
  #underWay: number | null = null;
  #fetch: BulkFetch | null = null;
  #retry = 0;

  constructor(
    source: { fetchBulk(path: string): BulkFetch },
    captureId: string,
    stream: CaptureStream,
    group: ChannelGroup,
    shape: Shape,
    worker: SpectrogramWorker,
    onNews: () => void,
  ) {
    this.#fetchBulk = (path) => source.fetchBulk(path);
    this.#captureId = captureId;
    this.#stream = stream;
    this.#group = group;
    this.#shape = shape;
    this.#worker = worker;
    this.#onNews = onNews;
    worker.onmessage = ({ data }) => {
      this.#keep(data.id, data.levels);
      this.#underWay = null;
      this.#onNews();
      this.#next();
    };
  }

  /** Asks for the windows that begin in these sample indexes. */
  want(fromIndex: number, toIndex: number): void {
    const rows = TILE_FRAMES * hopOf(this.#shape);
    this.#from = Math.max(0, Math.floor(fromIndex / rows));
    this.#to = Math.ceil(Math.min(toIndex, this.#stream.endIndex) / rows);
    this.#next();
  }

  /** The stream as it is now: what it has grown by is computed when it is looked at. */
  setStream(stream: CaptureStream): void {
    const before = this.#stream.endIndex;
    this.#stream = stream;
    if (stream.endIndex === before) return;
    for (const tile of this.#tiles.keys()) if (this.#endOf(tile) > before) this.#outdated.add(tile);
    if (this.#underWay !== null && this.#endOf(this.#underWay) > before) this.#outdated.add(this.#underWay);
  }

  /** The levels of the tile with this number; undefined until it is computed. */
  tile(number: number): Uint8Array | undefined {
    return this.#tiles.get(number);
  }

  /** Share of what was last asked for that is here, 0..1. */
  get progress(): number {
    let here = 0;
    for (let tile = this.#from; tile < this.#to; tile++) if (this.#tiles.has(tile)) here++;
    return this.#to <= this.#from ? 1 : here / (this.#to - this.#from);
  }

  destroy(): void {
    clearTimeout(this.#retry);
    this.#fetch?.cancel();
    this.#to = 0;
    this.#worker.terminate();
  }

  #next(): void {
    if (this.#underWay !== null) return;
    for (let tile = this.#from; tile < this.#to; tile++) {
      if (this.#tiles.has(tile) && !this.#outdated.has(tile)) continue;
      this.#underWay = tile;
      this.#outdated.delete(tile);
      void this.#compute(tile);
      return;
    }
  }

  /** One past the last row that a tile looks at. */
  #endOf(tile: number): number {
    return tile * TILE_FRAMES * hopOf(this.#shape) + rowsOf(TILE_FRAMES, this.#shape);
  }

  #keep(tile: number, levels: Uint8Array): void {
    this.#bytes += levels.byteLength - (this.#tiles.get(tile)?.byteLength ?? 0);
    this.#tiles.set(tile, levels);
    const middle = (this.#from + this.#to) / 2;
    const away = (each: number) => Math.abs(each + 0.5 - middle);
    while (this.#bytes > MOST_BYTES) {
      const spare = [...this.#tiles.keys()].filter((each) => each < this.#from || each >= this.#to);
      const farthest = spare.reduce((most, each) => (away(each) > away(most) ? each : most), spare[0] ?? -1);
      if (farthest === -1) return;
      this.#bytes -= this.#tiles.get(farthest)!.byteLength;
      this.#tiles.delete(farthest);
      this.#outdated.delete(farthest);
    }
  }

  async #compute(tile: number): Promise<void> {
    const firstIndex = tile * TILE_FRAMES * hopOf(this.#shape);
    const toIndex = Math.min(this.#stream.endIndex, this.#endOf(tile));
    const fetch = this.#fetchBulk(bulkPaths.samples(this.#captureId, this.#stream.id, firstIndex, toIndex));
    this.#fetch = fetch;
    try {
      const bytes = await fetch.bytes;
      const { columns, channels } = this.#group;
      const scales = channels.map(({ scale }) => scale);
      const task = { id: tile, bytes, firstIndex, frames: TILE_FRAMES, columns, scales, shape: this.#shape };
      this.#worker.postMessage(task, [bytes]);
    } catch {
      this.#underWay = null;
      // The plot's own reads say what is wrong; this one only tries again.
      this.#retry = window.setTimeout(() => this.#next(), RETRY_MS);
    }
  }
}
