// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from "vitest";
import type { Gesture } from "./gestures.ts";
import { GUTTER_PX } from "./layout.ts";
import type { Palette } from "./palette.ts";
import type { TimelineRow } from "./row.ts";
import { RowStack } from "./rowStack.ts";

const palette = {} as Palette;
const view = { startUs: 0, endUs: 1e6 };

class TestRow implements TimelineRow {
  readonly place;
  heightPx = 28;
  element: HTMLElement | null = null;
  readonly drag = { move: vi.fn(), end: vi.fn(), cancel: vi.fn() };
  readonly resize = vi.fn();
  readonly paint = vi.fn();
  readonly destroy = vi.fn();
  readonly gesture = vi.fn((): Gesture | null => this.drag);
  readonly words = vi.fn(() => ["Jab"]);

  constructor(place: TimelineRow["place"]) {
    this.place = place;
  }

  mount(element: HTMLElement): void {
    this.element = element;
  }
}

let areas: Record<TimelineRow["place"], HTMLElement>;
let rows: RowStack;
const pans = vi.fn(() => false);

beforeEach(() => {
  areas = { video: document.createElement("div"), labels: document.createElement("div") };
  document.body.replaceChildren(areas.video, areas.labels);
  pans.mockReturnValue(false);
  rows = new RowStack(areas, pans);
});

function point(type: string, element: Element, clientX: number): PointerEvent {
  const event = new MouseEvent(type, { bubbles: true, clientX, clientY: 5, button: 0 }) as PointerEvent;
  element.dispatchEvent(event);
  return event;
}

function add(place: TimelineRow["place"]): TestRow & { element: HTMLElement } {
  const row = new TestRow(place);
  rows.add(row);
  row.element!.setPointerCapture = () => {};
  return row as TestRow & { element: HTMLElement };
}

test("a row stands in the area of its place, gets its height, the width known by then, and is painted", () => {
  rows.resize(800);
  const video = add("video");
  const labels = add("labels");
  expect(video.element.parentElement).toBe(areas.video);
  expect(labels.element.parentElement).toBe(areas.labels);
  expect(labels.resize).toHaveBeenCalledWith(800);
  expect(rows.layOut()).toBe(true);
  expect(labels.element.style.height).toBe("29px");
  expect(rows.layOut()).toBe(false);
  rows.paint(view, palette);
  expect(labels.paint).toHaveBeenCalledWith(view, palette);
});

test("a row of no height is hidden and not painted, until it grows", () => {
  const row = add("labels");
  row.heightPx = 0;
  rows.layOut();
  rows.paint(view, palette);
  expect(row.element.hidden).toBe(true);
  expect(row.paint).not.toHaveBeenCalled();
  row.heightPx = 20;
  expect(rows.layOut()).toBe(true);
  expect(row.element.hidden).toBe(false);
});

test("a gesture of a row goes before the timeline's own; where the row has none, the timeline gets the pointer", () => {
  const row = add("labels");
  const timeline = vi.fn();
  document.body.addEventListener("pointerdown", timeline, { once: true });
  point("pointerdown", row.element, GUTTER_PX + 30);
  point("pointermove", row.element, GUTTER_PX + 50);
  point("pointerup", row.element, GUTTER_PX + 50);
  expect(timeline).not.toHaveBeenCalled();
  expect(row.gesture).toHaveBeenCalledWith(expect.objectContaining({ xPx: 30, yPx: 5 }), expect.anything());
  expect(row.drag.move).toHaveBeenCalledWith(expect.objectContaining({ xPx: 50 }));
  expect(row.drag.end).toHaveBeenCalledTimes(1);
  row.gesture.mockReturnValue(null);
  point("pointerdown", row.element, GUTTER_PX + 30);
  expect(timeline).toHaveBeenCalledTimes(1);
});

test("a pointer that pans is never a row's, and Escape cancels a row's drag", () => {
  const row = add("labels");
  pans.mockReturnValue(true);
  point("pointerdown", row.element, GUTTER_PX + 30);
  expect(row.gesture).not.toHaveBeenCalled();
  pans.mockReturnValue(false);
  point("pointerdown", row.element, GUTTER_PX + 30);
  window.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
  expect(row.drag.cancel).toHaveBeenCalledTimes(1);
});

test("the tooltip has the words of the row under the pointer; a removed row is destroyed and says nothing", () => {
  const row = new TestRow("labels");
  const remove = rows.add(row);
  const { element } = row;
  const over = point("pointermove", element!, GUTTER_PX + 7);
  expect(rows.words(over)).toEqual(["Jab"]);
  expect(row.words).toHaveBeenCalledWith(expect.objectContaining({ xPx: 7 }));
  remove();
  remove();
  expect(row.destroy).toHaveBeenCalledTimes(1);
  expect(element!.isConnected).toBe(false);
  expect(rows.words(over)).toEqual([]);
});
