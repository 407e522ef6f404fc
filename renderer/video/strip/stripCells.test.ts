import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FrameTimes } from "../frameTimes.ts";
import { stripCells } from "./stripCells.ts";

/** An hour at 25 frames a second. */
const FRAME_US = 40_000;
const COUNT = 90_000;
const film = new FrameTimes(
  Float64Array.from({ length: COUNT }, (_, i) => i * FRAME_US),
  COUNT * FRAME_US,
);
const line = { offsetUs: 60e6, rate: 1.0001 };
const CELL_PX = 72;

describe("the pictures of a strip", () => {
  it("stand where their frames are on the capture's clock", () => {
    const cells = stripCells(film, line, { startUs: 60e6, endUs: 61e6, widthPx: 1000 }, CELL_PX);
    expect(cells[0]).toEqual({ index: 0, leftPx: 0 });
    expect(cells[1]!.index).toBe(2);
    expect(cells[1]!.leftPx).toBeCloseTo(80.008, 6);
  });

  it("are single frames when one is wide enough", () => {
    const cells = stripCells(film, line, { startUs: 70e6, endUs: 70.2e6, widthPx: 1000 }, CELL_PX);
    expect(cells.map(({ index }) => index)).toEqual([249, 250, 251, 252, 253, 254]);
  });

  it("are none where the video is not", () => {
    expect(stripCells(film, line, { startUs: 0, endUs: 59e6, widthPx: 1000 }, CELL_PX)).toEqual([]);
    expect(stripCells(film, line, { startUs: 4000e6, endUs: 4001e6, widthPx: 1000 }, CELL_PX)).toEqual([]);
    expect(stripCells(new FrameTimes(new Float64Array(), 0), line, { startUs: 0, endUs: 1e6, widthPx: 9 }, 9)).toEqual(
      [],
    );
  });

  it("are few however long the capture, and keep their frames while the view moves", () => {
    const view = fc.record({
      startUs: fc.double({ min: 0, max: 36_000e6, noNaN: true }),
      lengthUs: fc.double({ min: 1e4, max: 36_000e6, noNaN: true }),
      byUs: fc.double({ min: -1e6, max: 1e6, noNaN: true }),
    });
    fc.assert(
      fc.property(view, ({ startUs, lengthUs, byUs }) => {
        const at = (from: number) =>
          stripCells(film, line, { startUs: from, endUs: from + lengthUs, widthPx: 1200 }, CELL_PX);
        const cells = at(startUs);
        expect(cells.length).toBeLessThanOrEqual(1200 / CELL_PX + 2);
        const stride = cells.length > 1 ? cells[1]!.index - cells[0]!.index : 1;
        for (const { index } of at(startUs + byUs)) if (cells.length > 1) expect(index % stride).toBe(0);
      }),
    );
  });
});
