import type { CaptureStream, Gap } from "#domain/captures.ts";
import { chooseLevel } from "#domain/pyramid.ts";
import { Columns } from "./columns.ts";
import { fillColumns, indexesInView, indexLine, markGaps } from "./fillColumns.ts";
import type { SignalTrack, YMode } from "./signalTrack.ts";
import type { Level, Piece, StreamTiles } from "./streamTiles.ts";
import type { Span } from "./view.ts";

/** The tracks of one stream: they share its samples, its clock line and one set of columns. */
export class StreamPicture {
  readonly tiles: StreamTiles;
  readonly tracks: readonly SignalTrack[];
  #stream: CaptureStream;
  #gaps: readonly Gap[];
  #columns: Columns | null = null;

  constructor(stream: CaptureStream, gaps: readonly Gap[], tiles: StreamTiles, tracks: readonly SignalTrack[]) {
    this.#stream = stream;
    this.#gaps = gaps;
    this.tiles = tiles;
    this.tracks = tracks;
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
  }

  /**
   * Asks for what the view needs (the coarsest level stays, to stand in while finer ones load) and paints it.
   * @returns whether everything was painted as fine as it should be
   */
  paint(view: Span, mode: YMode): boolean {
    const width = this.tracks[0]!.frame.width;
    if (this.#columns?.width !== width) this.#columns = new Columns(this.#stream.format.channels.length, width);
    const wish = this.#wish(view, width);
    this.tiles.want("plot", [this.#top(), wish]);
    this.#learnScale();
    const pieces = this.tiles.pieces(wish);
    const line = indexLine(this.#stream.clock, view, width);
    const columns = this.#columns;
    columns.clear();
    fillColumns(columns, pieces, line);
    markGaps(columns, this.#gaps, line);
    if (this.#stream.pyramidLevels === 0) for (const track of this.tracks) track.learnExtremes(columns);
    for (const track of this.tracks) track.paint(columns, pieces, line, view, mode);
    const here = pieces.reduce(
      (sum, { level, fromIndex, toIndex }) => sum + (level === wish.level ? toIndex - fromIndex : 0),
      0,
    );
    return here >= wish.toIndex - wish.fromIndex;
  }

  #wish(view: Span, width: number): { level: Level; fromIndex: number; toIndex: number } {
    const range = indexesInView(this.#stream, view);
    const rows = Math.max(1, range.toIndex - range.fromIndex);
    return { level: chooseLevel(rows, width, this.#stream.pyramidLevels), ...range };
  }

  #top(): { level: Level; fromIndex: number; toIndex: number } {
    const levels = this.#stream.pyramidLevels;
    if (levels === 0) return { level: "raw", fromIndex: 0, toIndex: 0 };
    return { level: levels - 1, fromIndex: 0, toIndex: this.#stream.endIndex };
  }

  #learnedFrom: Piece["slice"] | null = null;

  /** The scale follows from the coarsest level: it holds the extremes of the whole capture. */
  #learnScale(): void {
    const top = this.#top();
    const [piece] = this.tiles.pieces(top);
    if (piece === undefined || piece.level !== top.level || piece.slice === this.#learnedFrom) return;
    this.#learnedFrom = piece.slice;
    const all = new Columns(this.#stream.format.channels.length, 1);
    fillColumns(all, this.tiles.pieces(top), { x0: 0, perRow: 0 });
    for (const track of this.tracks) track.learnExtremes(all);
  }
}
