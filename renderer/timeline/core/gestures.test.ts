import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type Gesture,
  PanDrag,
  type PointerAt,
  RangeDrag,
  ScrubDrag,
  type Stage,
  WindowDrag,
  WindowEdgeDrag,
} from "./gestures.ts";

function newStage(): Stage {
  return {
    limits: { startUs: 0, endUs: 100_000 },
    widthPx: 1000,
    view: { startUs: 20_000, endUs: 40_000 },
    playheadUs: 25_000,
    lookUs: null,
    guide: null,
    range: null,
  };
}

const at = (xPx: number): PointerAt => ({ xPx, yPx: 0, shift: false, ctrl: false, alt: false });

test("panning takes the picture along with the pointer", () => {
  const stage = newStage();
  const drag = new PanDrag(stage, at(500));
  drag.move(at(400));
  expect(stage.view).toEqual({ startUs: 22_000, endUs: 42_000 });
  drag.end(at(9000));
  expect(stage.view).toEqual({ startUs: 0, endUs: 20_000 });
});

test("scrubbing sets the playhead at once and stays in the capture", () => {
  const stage = newStage();
  const drag = new ScrubDrag(stage, at(100));
  expect(stage.playheadUs).toBe(22_000);
  drag.end(at(-9000));
  expect(stage.playheadUs).toBe(0);
});

test("a stretch is selected in either direction; a click clears it", () => {
  const stage = newStage();
  new RangeDrag(stage, at(300)).end(at(100));
  expect(stage.range).toEqual({ startUs: 22_000, endUs: 26_000 });
  new RangeDrag(stage, at(500)).end(at(502));
  expect(stage.range).toBeNull();
});

test("the overview's window is dragged from inside, and jumps to the pointer from outside", () => {
  const stage = newStage();
  new WindowDrag(stage, at(300), 1000).end(at(310));
  expect(stage.view).toEqual({ startUs: 21_000, endUs: 41_000 });
  const jump = new WindowDrag(stage, at(800), 1000);
  expect(stage.view).toEqual({ startUs: 70_000, endUs: 90_000 });
  jump.cancel();
  expect(stage.view).toEqual({ startUs: 21_000, endUs: 41_000 });
});

test("an end of the window never passes the other", () => {
  const stage = newStage();
  new WindowEdgeDrag(stage, "startUs", 1000).end(at(990));
  expect(stage.view).toEqual({ startUs: 30_000, endUs: 40_000 });
});

test("every gesture, wherever it went, is undone by Escape", () => {
  const starts: ((stage: Stage, from: PointerAt) => Gesture)[] = [
    (stage, from) => new PanDrag(stage, from),
    (stage, from) => new ScrubDrag(stage, from),
    (stage, from) => new RangeDrag(stage, from),
    (stage, from) => new WindowDrag(stage, from, 1000),
    (stage) => new WindowEdgeDrag(stage, "endUs", 1000),
  ];
  const px = fc.integer({ min: -500, max: 1500 });
  fc.assert(
    fc.property(fc.constantFrom(...starts), px, fc.array(px), (start, from, moves) => {
      const stage = newStage();
      const gesture = start(stage, at(from));
      for (const move of moves) gesture.move(at(move));
      gesture.cancel();
      expect(stage).toEqual(newStage());
    }),
  );
});
