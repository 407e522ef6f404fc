import type { CanvasSink, EncodedPacketSink, Input } from "mediabunny";
import type { FrameTimes } from "../frameTimes.ts";

/** Small pictures of frames: those that are there, and a wish for more. */
export interface Thumbnails {
  /** null while it is not there. `coarse`: the key frame before it does as well. */
  get(index: number, coarse: boolean): CanvasImageSource | null;
  /** The frames that are wanted now, the most wanted first; what was wanted before and is not any more is left out. */
  want(indexes: readonly number[], coarse: boolean): void;
  destroy(): void;
}

/** A few screens full; each takes some 40 kB. */
const KEPT = 600;

interface Reader {
  readonly input: Input;
  readonly pictures: CanvasSink;
  readonly packets: EncodedPacketSink;
}

/**
 * Decodes small pictures beside the page's work, one at a time, from the parts of the file that they need. A file that
 * cannot be decoded has none.
 */
export class DecodedThumbnails implements Thumbnails {
  readonly #url: string;
  readonly #frames: FrameTimes;
  readonly #heightPx: number;
  readonly #onNews: () => void;
  readonly #kept = new Map<string, CanvasImageSource>();
  #wanted: { readonly index: number; readonly coarse: boolean }[] = [];
  #reader: Reader | null = null;
  #busy = false;
  #over = false;

  /** `heightPx` of the pictures, in pixels of the screen. `onNews` is told after each one that came. */
  constructor(url: string, frames: FrameTimes, heightPx: number, onNews: () => void) {
    this.#url = url;
    this.#frames = frames;
    this.#heightPx = heightPx;
    this.#onNews = onNews;
  }

  get(index: number, coarse: boolean): CanvasImageSource | null {
    const exact = this.#kept.get(keyOf(index, false));
    return exact ?? (coarse ? (this.#kept.get(keyOf(index, true)) ?? null) : null);
  }

  want(indexes: readonly number[], coarse: boolean): void {
    this.#wanted = indexes.map((index) => ({ index, coarse }));
    if (!this.#busy && !this.#over && this.#wanted.length > 0) void this.#work();
  }

  destroy(): void {
    this.#over = true;
    this.#reader?.input.dispose();
    this.#kept.clear();
  }

  async #work(): Promise<void> {
    this.#busy = true;
    try {
      this.#reader ??= await this.#open();
      for (let next = this.#wanted.shift(); next !== undefined && !this.#over; next = this.#wanted.shift()) {
        if (this.get(next.index, next.coarse) !== null) continue;
        const picture = await this.#decode(this.#reader, next.index, next.coarse);
        if (picture === null || this.#over) continue;
        this.#keep(keyOf(next.index, next.coarse), picture);
        this.#onNews();
      }
    } catch (error) {
      // What cannot be decoded here, or is no longer there, has no pictures.
      if (!this.#over) console.warn("no thumbnails", error);
      this.#over = true;
    } finally {
      this.#busy = false;
      if (this.#over) this.#reader?.input.dispose();
    }
  }

  async #open(): Promise<Reader> {
    const { ALL_FORMATS, CanvasSink, EncodedPacketSink, Input, UrlSource } = await import("mediabunny");
    const input = new Input({ source: new UrlSource(this.#url), formats: ALL_FORMATS });
    const track = await input.getPrimaryVideoTrack();
    if (track === null) throw new Error("no picture in the file");
    const pictures = new CanvasSink(track, { height: this.#heightPx });
    return { input, pictures, packets: new EncodedPacketSink(track) };
  }

  async #decode({ pictures, packets }: Reader, index: number, coarse: boolean): Promise<CanvasImageSource | null> {
    const atS = this.#frames.middleUs(index) / 1e6;
    const key = coarse ? await packets.getKeyPacket(atS, { metadataOnly: true }) : null;
    return (await pictures.getCanvas(key?.timestamp ?? atS))?.canvas ?? null;
  }

  #keep(key: string, picture: CanvasImageSource): void {
    this.#kept.set(key, picture);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= KEPT) break;
      this.#kept.delete(oldest);
    }
  }
}

function keyOf(index: number, coarse: boolean): string {
  return coarse ? `key ${index}` : String(index);
}
