import type { CaptureStream, Gap } from "#domain/captures.ts";
import { chooseLevel } from "#domain/pyramid.ts";
import { Columns } from "./columns.ts";
import { fillColumns, indexesInView, indexLine, markGaps } from "./fillColumns.ts";
import type { LineChunks } from "./overlay/lineChunks.ts";
import { type OverlayLine, reach } from "./overlay/overlayLine.ts";
import { boundsSuffice } from "./overlay/overlayPicture.ts";
import type { DrawnTrack } from "./signalTrack.ts";
import type { Level, Piece, StreamTiles, Wish } from "./streamTiles.ts";
import type { Span } from "./view.ts";
import type { YMode, YRange } from "./yScale.ts";

/** A track that is shown, and what fills its height. */
export interface ShownTrack {
  readonly track: DrawnTrack;
  readonly range: YMode | YRange;
}

/** What the tracks of one stream share: its samples, its clock line and one set of columns. */
export class StreamPicture {
  readonly tiles: StreamTiles;
  readonly chunks: LineChunks;
  #stream: CaptureStream;
  #gaps: readonly Gap[];
  #columns: Columns | null = null;
  /** The extremes of the capture so far. They never narrow, so that the same height means the same value all along. */
  readonly #whole: Columns;
  #learnedFrom: Piece["slice"] | null = null;

  constructor(stream: CaptureStream, gaps: readonly Gap[], tiles: StreamTiles, chunks: LineChunks) {
    this.#stream = stream;
    this.#gaps = gaps;
    this.tiles = tiles;
    this.chunks = chunks;
    this.#whole = new Columns(stream.format.channels.length, 1);
  }

  get stream(): CaptureStream {
    return this.#stream;
  }

  get gaps(): readonly Gap[] {
    return this.#gaps;
  }

  setStream(stream: CaptureStream, gaps: readonly Gap[]): void {
    this.#stream = stream;
    this.#gaps = gaps;
    this.tiles.setStream(stream);
    this.chunks.setStream(stream);
  }

  /**
   * Asks for what the view needs (the coarsest level stays, to stand in while finer ones load) and paints it.
   * @returns whether everything was painted as fine as it should be
   */
  paint(shown: readonly ShownTrack[], view: Span): boolean {
    const first = shown[0];
    if (first === undefined) {
      this.tiles.want("plot", []);
      this.chunks.want([], 0, 0);
      return true;
    }
    const { width } = first.track.frame;
    if (this.#columns?.width !== width) this.#columns = new Columns(this.#stream.format.channels.length, width);
    const lines = shown.flatMap(({ track }) => track.lines);
    const wish = this.#wish(view, width, lines);
    this.tiles.want("plot", [this.#top(), wish]);
    this.#wantChunks(lines, wish);
    this.#learnWhole();
    const pieces = this.tiles.pieces(wish);
    const line = indexLine(this.#stream.clock, view, width);
    const columns = this.#columns;
    columns.clear();
    fillColumns(columns, pieces, line);
    markGaps(columns, this.#gaps, line);
    if (this.#stream.pyramidLevels === 0) this.#learnFrom(columns);
    const { rateHz } = this.#stream.clock;
    const shot = { columns, whole: this.#whole, pieces, line, view, chunks: this.chunks, rateHz };
    for (const { track, range } of shown) track.paint(shot, range);
    const here = pieces.reduce(
      (sum, { level, fromIndex, toIndex }) => sum + (level === wish.level ? toIndex - fromIndex : 0),
      0,
    );
    return here >= wish.toIndex - wish.fromIndex;
  }

  /** With as many samples more on both sides as the overlays look at. */
  #wish(view: Span, width: number, lines: readonly OverlayLine[]): Wish {
    const { fromIndex, toIndex } = indexesInView(this.#stream, view);
    const rows = Math.max(1, toIndex - fromIndex);
    const level = chooseLevel(rows, width, this.#stream.pyramidLevels);
    const { rateHz } = this.#stream.clock;
    const margin = level === "raw" ? lines.reduce((most, line) => Math.max(most, reach(line, rateHz)), 0) : 0;
    return {
      level,
      fromIndex: Math.max(0, fromIndex - margin),
      toIndex: Math.min(this.#stream.endIndex, toIndex + margin),
    };
  }

  #wantChunks(lines: readonly OverlayLine[], { level, fromIndex, toIndex }: Wish): void {
    const wanted = level === "raw" ? [] : lines.filter((line) => !boundsSuffice(line));
    this.chunks.want(wanted, fromIndex, toIndex);
  }

  #top(): { level: Level; fromIndex: number; toIndex: number } {
    const levels = this.#stream.pyramidLevels;
    if (levels === 0) return { level: "raw", fromIndex: 0, toIndex: 0 };
    return { level: levels - 1, fromIndex: 0, toIndex: this.#stream.endIndex };
  }

  /** The scale follows from the coarsest level: it holds the extremes of the whole capture. */
  #learnWhole(): void {
    const top = this.#top();
    const [piece] = this.tiles.pieces(top);
    if (piece === undefined || piece.level !== top.level || piece.slice === this.#learnedFrom) return;
    this.#learnedFrom = piece.slice;
    fillColumns(this.#whole, this.tiles.pieces(top), { x0: 0, perRow: 0 });
  }

  #learnFrom(columns: Columns): void {
    for (let channel = 0; channel < columns.channels; channel++) {
      const { low, high } = columns.extremes(channel);
      if (low <= high) this.#whole.widen(channel, 0, low, high);
    }
  }
}
