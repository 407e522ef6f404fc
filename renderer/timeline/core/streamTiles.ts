import { bulkPaths } from "#contract/bulk.ts";
import type { BulkFetch } from "#contract/contract.ts";
import { decodeSlice, type SampleSlice } from "#contract/slice.ts";
import type { CaptureStream } from "#domain/captures.ts";
import { binRows } from "#domain/pyramid.ts";
import type { TileCache } from "./tileCache.ts";

export type Level = "raw" | number;

/** Sample indexes that one row of a level stands for. */
export function rowsPerBin(level: Level): number {
  return level === "raw" ? 1 : binRows(level);
}

/** Rows or bins in a tile: 74 kB of a nine-channel glove, 147 kB of its pyramid; one of them fills a screen. */
export const TILE_ROWS = 4096;

/** A stream without a pyramid that is too long to be read whole for a picture: 7 minutes of the fastest glove. */
export function isLongAndRaw(stream: CaptureStream): boolean {
  return stream.pyramidLevels === 0 && stream.endIndex > 200_000;
}

/** Samples or bins for the indexes [fromIndex, toIndex). */
export interface Piece {
  readonly level: Level;
  readonly fromIndex: number;
  readonly toIndex: number;
  readonly slice: SampleSlice;
}

/** Half-open range of sample indexes at a level. */
export interface Wish {
  readonly level: Level;
  readonly fromIndex: number;
  readonly toIndex: number;
}

/** After a failed read, a tile is asked for again no sooner than this. */
const RETRY_MS = 2000;

/**
 * The samples of one stream, in tiles as they are looked at. Coarser tiles stand in for finer ones that are still on
 * their way, so that the picture sharpens and never goes blank.
 */
export class StreamTiles {
  readonly #fetchBulk: (path: string) => BulkFetch;
  readonly #captureId: string;
  readonly #cache: TileCache;
  readonly #onNews: () => void;
  readonly #onTrouble: (message: string) => void;
  readonly #wishes = new Map<string, readonly Wish[]>();
  readonly #underWay = new Map<string, BulkFetch>();
  readonly #outdated = new Set<string>();
  readonly #failedMs = new Map<string, number>();
  #stream: CaptureStream;

  constructor(
    source: { fetchBulk(path: string): BulkFetch },
    captureId: string,
    stream: CaptureStream,
    cache: TileCache,
    onNews: () => void,
    onTrouble: (message: string) => void,
  ) {
    this.#fetchBulk = (path) => source.fetchBulk(path);
    this.#captureId = captureId;
    this.#stream = stream;
    this.#cache = cache;
    this.#onNews = onNews;
    this.#onTrouble = onTrouble;
  }

  /**
   * A capture that is still recording has grown: its last tile of each level is read again, and shown as it was until
   * the new one is here.
   */
  setStream(stream: CaptureStream): void {
    const before = this.#stream;
    this.#stream = stream;
    if (stream.endIndex === before.endIndex) return;
    const levels: Level[] = ["raw", ...Array.from({ length: before.pyramidLevels }, (_, level) => level)];
    for (const level of levels) this.#outdated.add(this.#key(level, this.#tileOf(level, before.endIndex - 1)));
    this.#fetch();
  }

  /** Says what one viewer (the plot, the overview, the cursor) needs now. What nobody needs any more is cancelled. */
  want(viewer: string, wishes: readonly Wish[]): void {
    this.#wishes.set(viewer, wishes);
    this.#fetch();
  }

  /** What is known of [fromIndex, toIndex), at the level asked for where it is here, else coarser; in order. */
  pieces({ level, fromIndex, toIndex }: Wish): Piece[] {
    const out: Piece[] = [];
    const rows = TILE_ROWS * rowsPerBin(level);
    for (let tile = this.#tileOf(level, Math.max(0, fromIndex)); tile * rows < this.#end(toIndex); tile++) {
      const from = Math.max(fromIndex, tile * rows);
      const to = Math.min(this.#end(toIndex), (tile + 1) * rows);
      if (from >= to) break;
      const found = this.#best(level, from, to);
      if (found !== null) out.push(found);
    }
    return out;
  }

  destroy(): void {
    this.#wishes.clear();
    for (const fetch of this.#underWay.values()) fetch.cancel();
    this.#underWay.clear();
  }

  #best(level: Level, fromIndex: number, toIndex: number): Piece | null {
    let at: Level = level;
    for (;;) {
      const slice = this.#cache.get(this.#key(at, this.#tileOf(at, fromIndex)));
      if (slice !== undefined) return { level: at, fromIndex, toIndex, slice };
      const coarser: number = at === "raw" ? 0 : at + 1;
      if (coarser >= this.#stream.pyramidLevels) return null;
      at = coarser;
    }
  }

  #fetch(): void {
    const wanted = new Map<string, { level: Level; tile: number }>();
    for (const { level, fromIndex, toIndex } of [...this.#wishes.values()].flat()) {
      const rows = TILE_ROWS * rowsPerBin(level);
      for (let tile = this.#tileOf(level, Math.max(0, fromIndex)); tile * rows < this.#end(toIndex); tile++) {
        wanted.set(this.#key(level, tile), { level, tile });
      }
    }
    for (const [key, fetch] of this.#underWay) {
      if (wanted.has(key)) continue;
      this.#underWay.delete(key);
      fetch.cancel();
    }
    for (const [key, { level, tile }] of wanted) {
      if (this.#underWay.has(key) || (this.#cache.has(key) && !this.#outdated.has(key))) continue;
      if (performance.now() - (this.#failedMs.get(key) ?? Number.NEGATIVE_INFINITY) < RETRY_MS) continue;
      void this.#load(key, level, tile);
    }
  }

  async #load(key: string, level: Level, tile: number): Promise<void> {
    const [from, to] = [tile * TILE_ROWS, (tile + 1) * TILE_ROWS];
    const { id } = this.#stream;
    const fetch = this.#fetchBulk(
      level === "raw"
        ? bulkPaths.samples(this.#captureId, id, from, to)
        : bulkPaths.pyramid(this.#captureId, id, level, from, to),
    );
    this.#underWay.set(key, fetch);
    this.#outdated.delete(key);
    try {
      const slice = decodeSlice(await fetch.bytes);
      if (this.#underWay.get(key) !== fetch) return;
      this.#cache.put(key, slice);
      this.#failedMs.delete(key);
      this.#underWay.delete(key);
      this.#onNews();
    } catch (error) {
      // A cancelled fetch is no longer the one under way, and is no failure.
      if (this.#underWay.get(key) !== fetch) return;
      this.#underWay.delete(key);
      this.#failedMs.set(key, performance.now());
      this.#onTrouble(error instanceof Error ? error.message : String(error));
    }
  }

  #tileOf(level: Level, index: number): number {
    return Math.floor(index / (TILE_ROWS * rowsPerBin(level)));
  }

  #end(toIndex: number): number {
    return Math.min(toIndex, this.#stream.endIndex);
  }

  #key(level: Level, tile: number): string {
    return `${this.#stream.id} ${level} ${tile}`;
  }
}
