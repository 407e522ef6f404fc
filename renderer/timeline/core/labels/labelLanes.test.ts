// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { OWN_TRUTH, type Segment, type Track } from "#domain/labeling/segments.ts";
import { sampleTimes } from "#domain/labeling/snap.ts";
import type { LabelView } from "../../../labels/labelModel.ts";
import type { Stage } from "../gestures.ts";
import { GUTTER_PX } from "../layout.ts";
import { RowStack } from "../rowStack.ts";
import { LabelLanes, type LabelLanesOptions } from "./labelLanes.ts";
import { segmentOf, TestLabels, testStage, trackOf, viewOf } from "./testLabels.ts";

let stage: Stage;
let model: TestLabels;
let element: HTMLElement;
let options: LabelLanesOptions;

/** Shows tracks in lanes; 10 ms are a pixel, the left truth lane is on top. */
function show(tracks: Track[], more: Partial<LabelView> = {}, own: Partial<LabelLanesOptions> = {}): void {
  stage = testStage();
  model = new TestLabels(viewOf(tracks, more));
  options = {
    hands: ["left", "right"],
    room: () => ({ limits: stage.limits, shortestUs: 1000 }),
    targets: () => ({}),
    layOut: vi.fn(),
    snaps: () => true,
    onTruth: vi.fn(),
    onMenu: vi.fn(),
    ...own,
  };
  const area = document.createElement("div");
  document.body.replaceChildren(area);
  const rows = new RowStack({ video: area, labels: area }, () => false);
  rows.add(new LabelLanes(stage, model, options));
  rows.resize(stage.widthPx);
  element = area.querySelector<HTMLElement>(".row")!;
  element.setPointerCapture = () => {};
}

type Keys = Partial<Record<"ctrlKey" | "shiftKey" | "altKey", boolean>>;

function point(type: string, x: number, keys: Keys = {}, y = 14): void {
  const event = new MouseEvent(type, { bubbles: true, clientX: GUTTER_PX + x, clientY: y, ...keys });
  element.dispatchEvent(event);
}

/** Presses at one pixel, goes to others and lets go at the last. */
function drag(from: number, to: number, keys: Keys = {}, y = 14): void {
  point("pointerdown", from, keys, y);
  point("pointermove", (from + to) / 2, keys, y);
  point("pointermove", to, keys, y);
  point("pointerup", to, keys, y);
}

const click = (x: number, keys: Keys = {}) => drag(x, x, keys);
const pressEscape = () => dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", cancelable: true }));
const truth = () => model.view.tracks.find(({ kind }) => kind === "truth")?.segments ?? [];
const spans = (segments: readonly Segment[] = truth()) =>
  segments.map(({ startUs, endUs }) => [startUs / 1e6, endUs / 1e6]);

beforeEach(() => {
  // jsdom has no canvas; what is painted is looked at in the browser.
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null);
});

describe("where a model disagrees", () => {
  const forest = (...segments: Segment[]) => trackOf({ kind: "prediction", name: "Forest" }, ...segments);
  const said = () => element.querySelector("[role=status]")!.textContent;

  it("is said of the selected segment, until a drag mends it", () => {
    const [jab, found] = [segmentOf(1e6, 2e6), segmentOf(3e6, 4e6, { confidence: 0.9 })];
    show([trackOf(OWN_TRUTH, jab), forest(found)], { selected: new Set([jab.id]) });
    expect(said()).toContain("Jab missed");
    // Truth has the upper lane of the left glove.
    drag(150, 350);
    expect(spans()).toEqual([[3, 4]]);
    expect(said()).not.toContain("missed");
  });
});

describe("drawing in an empty lane", () => {
  it("makes a segment of the brush's label and the lane's hand, selected, as one step", () => {
    show([]);
    drag(100, 150, {}, 40);
    expect(truth()).toMatchObject([{ label: "Hook", hand: "right", startUs: 1e6, endUs: 1.5e6, origin: "hand" }]);
    expect(model.steps).toHaveLength(1);
    expect(model.steps[0]!.name).toEqual({ code: "label.draw", detail: { count: 1, label: "Hook", at: "0:01.000" } });
    expect([...model.view.selected]).toEqual([truth()[0]!.id]);
  });

  it("shows the edge to the video while it lasts, and not after", () => {
    show([]);
    point("pointerdown", 100);
    point("pointermove", 150);
    expect(stage.lookUs).toBe(1.5e6);
    expect(spans()).toEqual([[1, 1.5]]);
    point("pointerup", 150);
    expect(stage.lookUs).toBeNull();
  });

  it("takes the label that is chosen while it is drawn, at once", () => {
    show([]);
    point("pointerdown", 100);
    point("pointermove", 150);
    model.setBrush("Uppercut");
    expect(truth()[0]!.label).toBe("Uppercut");
    point("pointerup", 150);
    expect(truth()).toMatchObject([{ label: "Uppercut", startUs: 1e6, endUs: 1.5e6 }]);
    model.setBrush("Jab");
    expect(model.steps).toHaveLength(1);
  });

  it("is a click under four pixels: the playhead goes there, nothing is stored", () => {
    show([trackOf(OWN_TRUTH, segmentOf(5e6, 6e6))]);
    drag(100, 103);
    expect(stage.playheadUs).toBe(1.03e6);
    expect(model.steps).toEqual([]);
  });

  it("is gone without a trace after Escape", () => {
    show([trackOf(OWN_TRUTH, segmentOf(5e6, 6e6))]);
    click(550);
    const before = model.view;
    point("pointerdown", 100);
    point("pointermove", 150);
    pressEscape();
    point("pointerup", 150);
    expect(model.view).toEqual(before);
    expect(model.steps).toEqual([]);
    expect(stage).toEqual(testStage());
  });
});

describe("an edge", () => {
  const [jab, cross] = [segmentOf(1e6, 2e6), segmentOf(2e6, 3e6, { label: "Cross" })];

  it("snaps to another label's edge in reach; the line says so, the stored time is exactly its time", () => {
    const other = segmentOf(4_003_217, 4.5e6, { hand: "right" });
    show([trackOf(OWN_TRUTH, segmentOf(3e6, 3.5e6), other)]);
    point("pointerdown", 350);
    point("pointermove", 395);
    expect(stage.guide).toEqual({ timeUs: 4_003_217, words: "Edge 0:04.003" });
    expect(stage.lookUs).toBe(4_003_217);
    point("pointerup", 395);
    expect(truth()[0]!.endUs).toBe(4_003_217);
    expect(stage.guide).toBeNull();
  });

  it("does not snap with Shift, nor when snapping is off for good", () => {
    const tracks = [trackOf(OWN_TRUTH, segmentOf(3e6, 3.5e6), segmentOf(4_003_217, 4.5e6, { hand: "right" }))];
    show(tracks);
    drag(350, 395, { shiftKey: true });
    expect(spans()[0]).toEqual([3, 3.95]);
    show(tracks, {}, { snaps: () => false });
    drag(350, 395);
    expect(spans()[0]).toEqual([3, 3.95]);
  });

  it("snaps to the samples of its glove where nothing else is near", () => {
    show(
      [trackOf(OWN_TRUTH, segmentOf(3e6, 3.5e6))],
      {},
      {
        targets: () => ({ sample: sampleTimes({ startUs: 1234, rateHz: 10 }, 100) }),
      },
    );
    drag(350, 412);
    expect(truth()[0]!.endUs).toBe(4_101_234);
  });

  it("that touches another one moves with it, and alone with Ctrl", () => {
    show([trackOf(OWN_TRUTH, jab, cross)]);
    drag(199, 219);
    expect(spans()).toEqual([
      [1, 2.2],
      [2.2, 3],
    ]);
    drag(219, 189, { ctrlKey: true });
    expect(spans()).toEqual([
      [1, 1.9],
      [2.2, 3],
    ]);
    expect(model.steps.map(({ name }) => name.code)).toEqual(["label.resize", "label.resize"]);
  });

  it("keeps the pixels that the pointer was beside it", () => {
    show([trackOf(OWN_TRUTH, jab)]);
    drag(204, 234);
    expect(spans()).toEqual([[1, 2.3]]);
  });

  it("brought back to where it was is no step", () => {
    show([trackOf(OWN_TRUTH, jab)]);
    point("pointerdown", 199);
    point("pointermove", 240);
    point("pointermove", 199);
    point("pointerup", 199);
    expect(model.steps).toEqual([]);
    expect(spans()).toEqual([[1, 2]]);
  });
});

describe("a body", () => {
  const [jab, cross] = [segmentOf(1e6, 2e6, { peakUs: 1.4e6 }), segmentOf(2.5e6, 3e6, { label: "Cross" })];

  it("moves until the next one, and pushes it with Ctrl", () => {
    show([trackOf(OWN_TRUTH, jab, cross)]);
    drag(150, 250, { shiftKey: true });
    expect(spans()).toEqual([
      [1.5, 2.5],
      [2.5, 3],
    ]);
    expect(truth()[0]!.peakUs).toBe(1.9e6);
    drag(200, 300, { ctrlKey: true, shiftKey: true });
    expect(spans()).toEqual([
      [2.5, 3.5],
      [3.5, 4],
    ]);
  });

  it("is copied with Alt, cut to what is free", () => {
    show([trackOf(OWN_TRUTH, jab, cross)]);
    drag(150, 320, { altKey: true, shiftKey: true });
    expect(spans()).toEqual([
      [1, 2],
      [2.5, 3],
      [3, 3.7],
    ]);
    expect(model.steps[0]!.name.code).toBe("label.copy");
    expect(new Set(truth().map(({ id }) => id)).size).toBe(3);
  });

  it("takes all that are selected along", () => {
    show([trackOf(OWN_TRUTH, jab, cross, segmentOf(8e6, 9e6))]);
    click(150);
    click(275, { ctrlKey: true });
    drag(150, 200, { shiftKey: true });
    expect(spans()).toEqual([
      [1.5, 2.5],
      [3, 3.5],
      [8, 9],
    ]);
    expect(model.steps[0]!.name.detail.count).toBe(2);
  });

  it("snaps by either end; an event snaps to a peak of its glove, a stretch does not", () => {
    const event = segmentOf(5e6, 5e6);
    const peaks = { targets: () => ({ peak: () => [6.05e6] }) };
    show([trackOf(OWN_TRUTH, jab, event, segmentOf(7e6, 8e6, { hand: "right" }))], {}, peaks);
    drag(500, 600);
    expect(truth().find(({ id }) => id === event.id)).toMatchObject({ startUs: 6.05e6, endUs: 6.05e6 });
    show([trackOf(OWN_TRUTH, jab, segmentOf(7e6, 8e6, { hand: "right" }))], {}, peaks);
    drag(150, 645);
    expect(spans()[0]).toEqual([6, 7]);
    drag(650, 656);
    expect(spans()[0]).toEqual([6, 7]);
    drag(650, 660);
    expect(spans()[0]).toEqual([6.1, 7.1]);
  });
});

describe("a drag that reaches an end of the view", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["requestAnimationFrame", "cancelAnimationFrame", "performance"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** Shows the second from 4 to 5 s: 1 ms is a pixel. */
  function showClose(...tracks: Track[]): void {
    show(tracks, {}, { snaps: () => false });
    stage.view = { startUs: 4e6, endUs: 5e6 };
  }
  const still = () => {
    const before = stage.view;
    vi.advanceTimersByTime(500);
    return stage.view.startUs === before.startUs;
  };

  it("takes the view along while the pointer rests there, and the edge stays under the pointer", () => {
    showClose(trackOf(OWN_TRUTH, segmentOf(4.2e6, 4.5e6)));
    point("pointerdown", 499);
    point("pointermove", 900);
    expect(still()).toBe(true);
    point("pointermove", 1000);
    vi.advanceTimersByTime(1000);
    expect(stage.view.startUs).toBeGreaterThan(4.4e6);
    expect(stage.view.startUs).toBeLessThan(4.6e6);
    expect(stage.view.endUs - stage.view.startUs).toBe(1e6);
    point("pointerup", 1000);
    expect(truth()[0]!.endUs).toBeCloseTo(stage.view.endUs + 1000, -1);
    expect(model.steps).toHaveLength(1);
    expect(still()).toBe(true);
  });

  it("goes to the left as well, faster beyond the end, and no further than the capture", () => {
    showClose();
    point("pointerdown", 500);
    point("pointermove", -300);
    vi.advanceTimersByTime(1000);
    expect(stage.view.startUs).toBeLessThan(3e6);
    vi.advanceTimersByTime(20_000);
    expect(stage.view).toEqual({ startUs: 0, endUs: 1e6 });
    point("pointerup", -300);
    expect(spans()).toEqual([[0, 4.5]]);
  });

  it("stops when the pointer comes back", () => {
    showClose();
    point("pointerdown", 500);
    point("pointermove", 995);
    expect(still()).toBe(false);
    point("pointermove", 900);
    expect(still()).toBe(true);
  });

  it("stays where it is when it only begins there", () => {
    showClose();
    point("pointerdown", 990);
    point("pointermove", 980);
    expect(still()).toBe(true);
    point("pointermove", 996);
    expect(still()).toBe(false);
  });

  it("puts the view back with Escape, for good", () => {
    showClose();
    point("pointerdown", 500);
    point("pointermove", 1000);
    expect(still()).toBe(false);
    pressEscape();
    expect(stage).toEqual({ ...testStage(), view: { startUs: 4e6, endUs: 5e6 } });
    expect(still()).toBe(true);
    expect(truth()).toEqual([]);
    expect(model.steps).toEqual([]);
  });

  it("leaves the view where it is on what cannot be edited", () => {
    showClose(trackOf({ kind: "proposal", name: "Peaks" }, segmentOf(4.2e6, 4.5e6)));
    point("pointerdown", 300, {}, 60);
    point("pointermove", 1000, {}, 60);
    expect(still()).toBe(true);
  });
});

describe("clicks", () => {
  const three = [segmentOf(1e6, 2e6), segmentOf(3e6, 4e6), segmentOf(5e6, 6e6)] as const;
  const ids = three.map(({ id }) => id);

  it("select one, add and take away with Ctrl, extend in time with Shift", () => {
    show([trackOf(OWN_TRUTH, ...three)]);
    click(150);
    expect([...model.view.selected]).toEqual([ids[0]]);
    click(550, { ctrlKey: true });
    expect([...model.view.selected]).toEqual([ids[0], ids[2]]);
    click(550, { ctrlKey: true });
    click(550, { shiftKey: true });
    expect(new Set(model.view.selected)).toEqual(new Set(ids));
    click(800);
    expect(model.view.selected.size).toBe(0);
    expect(model.steps).toEqual([]);
  });

  it("on a proposal select it, and no drag changes it", () => {
    const proposal = segmentOf(1e6, 2e6, { label: "Unknown" });
    show([trackOf({ kind: "proposal", name: "Peaks" }, proposal)]);
    drag(150, 250, {}, 60);
    expect([...model.view.selected]).toEqual([proposal.id]);
    expect(model.steps).toEqual([]);
  });

  it("fall through what is locked", () => {
    show([trackOf(OWN_TRUTH, ...three)], { locked: new Set(["truth/Truth"]) });
    drag(150, 250);
    expect(model.view.selected.size).toBe(0);
    expect(model.steps).toEqual([]);
  });

  it("twice zoom to the segment", () => {
    show([trackOf(OWN_TRUTH, ...three)]);
    point("dblclick", 350);
    expect(stage.view).toEqual({ startUs: 2.95e6, endUs: 4.05e6 });
  });

  it("of the right button select what they ask about", () => {
    show([trackOf(OWN_TRUTH, ...three)]);
    point("contextmenu", 350);
    expect([...model.view.selected]).toEqual([ids[1]]);
    expect(options.onMenu).toHaveBeenCalledWith({ x: GUTTER_PX + 350, y: 14 });
    point("contextmenu", 700);
    expect(options.onMenu).toHaveBeenCalledTimes(1);
  });
});

describe("for those who do not see the canvas", () => {
  it("says what is selected", () => {
    show([trackOf(OWN_TRUTH, segmentOf(1e6, 1.25e6, { quality: "Weak" }), segmentOf(3e6, 4e6))]);
    const said = () => element.querySelector('[role="status"]')!.textContent;
    click(112);
    expect(said()).toBe("Jab · left · Weak · 0:01.000 · 250 ms");
    click(350, { ctrlKey: true });
    expect(said()).toBe("2 segments selected");
  });

  it("names every lane and what it is", () => {
    const proposals = trackOf({ kind: "proposal", name: "Peaks" }, segmentOf(1e6, 2e6));
    show([proposals], { locked: new Set(["proposal/Peaks"]) });
    const names = [...element.querySelectorAll<HTMLElement>(".laneName")];
    expect(names.map(({ textContent }) => textContent)).toEqual([
      "Truth, left",
      "Truth, right",
      "Peaks, left (locked)",
    ]);
    expect(names[0]!.dataset.active).toBe("");
    expect(names[2]!.title).toBe("Peaks, left: proposed, to be accepted or not");
    expect(names[0]!.title).toBe("Truth, left: what a person says\nNew labels go here");
    names[2]!.click();
    expect(options.onTruth).not.toHaveBeenCalled();
    names[1]!.click();
    expect(options.onTruth).toHaveBeenCalledWith(expect.objectContaining(OWN_TRUTH));
  });

  it("shows the pointer what it would do", () => {
    show([trackOf(OWN_TRUTH, segmentOf(1e6, 2e6))]);
    const cursor = (x: number, keys: Keys = {}) => {
      point("pointermove", x, keys);
      return element.querySelector("canvas")!.style.cursor;
    };
    expect([cursor(50), cursor(101), cursor(150), cursor(150, { altKey: true })]).toEqual([
      "crosshair",
      "ew-resize",
      "grab",
      "copy",
    ]);
  });
});
