import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { ColumnImage, type MarkStyle, type TraceStyle } from "./columnImage.ts";
import { Columns, EMPTY, LOST } from "./columns.ts";

vi.stubGlobal(
  "ImageData",
  class {
    readonly data: Uint8ClampedArray;
    constructor(width: number, height: number) {
      this.data = new Uint8ClampedArray(width * height * 4);
    }
  },
);

const EDGE = 0xff0000ff;
const BODY = 0xff000080;
const MARKS: MarkStyle = { gap: 0xff111111, gapLine: 0xff222222, lost: 0xff333333, clip: 0xff444444 };
const HEIGHT = 40;
const ZERO_PX = 20;

function trace(channel = 0): TraceStyle {
  return { channel, edge: EDGE, body: BODY, pxPerRaw: 0.1, clipRaw: 150 };
}

/** All pixels, row by row, as the canvas would get them. */
function pixels(image: ColumnImage): Uint32Array {
  let seen: ImageData | null = null;
  image.put({ putImageData: (data: ImageData) => (seen = data) } as unknown as CanvasRenderingContext2D);
  return new Uint32Array(seen!.data.buffer);
}

test("every value between a column's low and high is inked, and little else", () => {
  const value = fc.integer({ min: -140, max: 140 });
  fc.assert(
    fc.property(value, value, (a, b) => {
      const columns = new Columns(1, 3);
      columns.widen(0, 1, Math.min(a, b), Math.max(a, b));
      const image = new ColumnImage(3, HEIGHT, 1);
      image.paint(columns, [trace()], MARKS, ZERO_PX);
      const px = pixels(image);
      const inked = Array.from({ length: HEIGHT }, (_, row) => px[row * 3 + 1] !== 0);
      const top = ZERO_PX - Math.max(a, b) * 0.1;
      const bottom = ZERO_PX - Math.min(a, b) * 0.1;
      inked.forEach((is, row) => {
        if (row >= Math.floor(top) && row <= Math.ceil(bottom) - 1) expect(is).toBe(true);
        if (row + 1 < top - 1 || row > bottom + 1) expect(is).toBe(false);
      });
      expect(px.every((pixel, at) => pixel === 0 || at % 3 === 1)).toBe(true);
    }),
  );
});

test("a clipped value has a bar at the rail that it ran into, lost rows a tick at the foot, empty columns a hatch", () => {
  const columns = new Columns(1, 8);
  columns.widen(0, 3, 0, 150);
  columns.widen(0, 5, -150, 0);
  columns.flags[6] = LOST | EMPTY;
  const image = new ColumnImage(8, HEIGHT, 1);
  image.paint(columns, [trace()], MARKS, ZERO_PX);
  const at = (x: number, row: number) => pixels(image)[row * 8 + x];
  expect([at(2, 0), at(3, 0), at(5, 0)]).toEqual([MARKS.clip, MARKS.clip, 0]);
  expect([at(5, HEIGHT - 1), at(3, HEIGHT - 1)]).toEqual([MARKS.clip, 0]);
  expect([MARKS.gap, MARKS.gapLine]).toContain(at(6, 10));
  expect(at(6, HEIGHT - 1)).toBe(MARKS.lost);
});

test("a steep step between two columns is joined, but never across lost rows", () => {
  const columns = new Columns(1, 2);
  columns.widen(0, 0, -100, -100);
  columns.widen(0, 1, 100, 100);
  const image = new ColumnImage(2, HEIGHT, 1);
  const middle = () => pixels(image)[ZERO_PX * 2 + 1];
  image.paint(columns, [trace()], MARKS, ZERO_PX);
  expect(middle()).not.toBe(0);
  columns.flags[1] = LOST;
  image.paint(columns, [trace()], MARKS, ZERO_PX);
  expect(middle()).toBe(0);
});

test("scrolling and painting only what is new gives the picture that painting all of it gives", () => {
  const column = fc.record({
    low: fc.integer({ min: -160, max: 160 }),
    spread: fc.nat(120),
    flags: fc.constantFrom(0, 0, 0, LOST, LOST | EMPTY),
  });
  const width = 12;
  fc.assert(
    fc.property(fc.array(column, { minLength: width, maxLength: 40 }), fc.integer({ min: 1, max: 15 }), (all, step) => {
      const ring = new Columns(2, width);
      const put = (at: number) => {
        const { low, spread, flags } = all[at]!;
        ring.clearSlot(at % width);
        ring.flags[at % width] = flags;
        if (flags & EMPTY) return;
        ring.widen(0, at % width, low, low + spread);
        ring.widen(1, at % width, -low, spread - low);
      };
      const traces = [trace(0), trace(1)];
      for (let at = 0; at < width; at++) put(at);
      const scrolled = new ColumnImage(width, HEIGHT, 1);
      scrolled.paint(ring, traces, MARKS, ZERO_PX);
      let head = width;
      while (head < all.length) {
        const moved = Math.min(step, all.length - head);
        for (let i = 0; i < moved; i++) put(head++);
        const offset = head % width;
        const shift = Math.min(width, moved);
        scrolled.scroll(shift);
        scrolled.paint(ring, traces, MARKS, ZERO_PX, Math.max(0, width - shift - 2), width, offset);
        const fresh = new ColumnImage(width, HEIGHT, 1);
        fresh.paint(ring, traces, MARKS, ZERO_PX, 0, width, offset);
        // The leftmost column lost the neighbour that it was joined to.
        const differing = [...pixels(scrolled)].filter((pixel, at) => at % width > 1 && pixel !== pixels(fresh)[at]);
        expect(differing).toEqual([]);
      }
    }),
    { numRuns: 60 },
  );
});
