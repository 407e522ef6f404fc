import { describe, expect, it } from "vitest";
import { OWN_TRUTH, type Segment } from "#domain/labeling/segments.ts";
import { hitAt } from "./hit.ts";
import { laneAt, lanesOf } from "./lanes.ts";
import { segmentOf, trackOf, viewOf } from "./testLabels.ts";

const VIEW = { startUs: 0, endUs: 1e6 };
const WIDTH_PX = 1000;

/** What stands at a pixel of a lane with these segments; times in ms are pixels. */
function at(xPx: number, ...segments: Segment[]) {
  const [lane] = lanesOf(viewOf([trackOf(OWN_TRUTH, ...segments)]), ["left"]);
  const hit = hitAt(lane!, VIEW, WIDTH_PX, xPx, 14);
  return hit === null ? null : [hit.segment, hit.part === "edge" ? hit.edge : "body"];
}

const ms = (from: number, to: number) => segmentOf(from * 1000, to * 1000);

describe("under the pointer", () => {
  it("are the edges within six pixels, then the body", () => {
    const jab = ms(100, 200);
    expect(at(93, jab)).toBeNull();
    expect(at(95, jab)).toEqual([jab, "startUs"]);
    expect(at(106, jab)).toEqual([jab, "startUs"]);
    expect(at(107, jab)).toEqual([jab, "body"]);
    expect(at(194, jab)).toEqual([jab, "endUs"]);
    expect(at(205, jab)).toEqual([jab, "endUs"]);
    expect(at(207, jab)).toBeNull();
  });

  it("a narrow segment keeps a body in its middle, and its edges outside", () => {
    const jab = ms(100, 106);
    expect(at(101, jab)).toEqual([jab, "startUs"]);
    expect(at(103, jab)).toEqual([jab, "body"]);
    expect(at(105, jab)).toEqual([jab, "endUs"]);
    expect(at(110, jab)).toEqual([jab, "endUs"]);
  });

  it("of two edges that touch it is the one on the pointer's side", () => {
    const [jab, cross] = [ms(100, 200), ms(200, 300)];
    expect(at(198, jab, cross)).toEqual([jab, "endUs"]);
    expect(at(201, jab, cross)).toEqual([cross, "startUs"]);
  });

  it("an event stands in front of what is around it", () => {
    const [jab, event] = [ms(100, 200), ms(200, 200)];
    expect(at(197, jab, event)).toEqual([event, "body"]);
    expect(at(150, jab, event)).toEqual([jab, "body"]);
  });

  it("a long one that began far before the view is found", () => {
    const long = segmentOf(-9e6, 900_000);
    expect(at(500, long, ms(-5, -4), ms(950, 960))).toEqual([long, "body"]);
  });
});

describe("the lanes", () => {
  const proposals = trackOf({ kind: "proposal", name: "Peaks" }, ms(100, 300), ms(200, 400));
  const model = trackOf({ kind: "prediction", name: "Model A" }, segmentOf(0, 9, { hand: null }));

  it("are the own truth of every glove, empty or not, and what else there is, hand by hand", () => {
    const lanes = lanesOf(viewOf([proposals, model]), ["left", "right"]);
    expect(lanes.map(({ track, hand }) => [track.name, hand])).toEqual([
      ["Truth", "left"],
      ["Truth", "right"],
      ["Model A", null],
      ["Peaks", "left"],
    ]);
    expect(lanes.map(({ editable }) => editable)).toEqual([true, true, false, false]);
    expect(laneAt(lanes, 30)).toBe(lanes[1]);
    expect(laneAt(lanes, 999)).toBeNull();
  });

  it("of truth and a model are twins, glove by glove, also where the model found nothing", () => {
    const truth = trackOf(OWN_TRUTH, ms(100, 200), segmentOf(300_000, 400_000, { hand: "right" }));
    const one = trackOf({ kind: "prediction", name: "Model B" }, ms(100, 200));
    const missed = {
      outcome: "miss",
      truth: truth.segments[1]!,
      found: null,
      startUs: 300_000,
      endUs: 400_000,
    } as const;
    const lanes = lanesOf(viewOf([truth, one]), ["left", "right"], () => [missed]);
    expect(lanes.map(({ track, hand }) => [track.name, hand])).toEqual([
      ["Truth", "left"],
      ["Model B", "left"],
      ["Truth", "right"],
      ["Model B", "right"],
    ]);
    expect(lanes.map(({ topPx }) => topPx)).toEqual(
      lanes.map((_, i) => lanes.slice(0, i).reduce((sum, { heightPx }) => sum + heightPx, 0)),
    );
    const last = lanes.at(-1)!;
    const inStrip = last.topPx + last.heightPx - 4;
    // What was missed is taken by the mark that stands for it.
    expect(hitAt(last, VIEW, WIDTH_PX, 350, inStrip)).toEqual({ part: "body", segment: missed.truth });
    expect(hitAt(last, VIEW, WIDTH_PX, 350, last.topPx + 4)).toBeNull();
    expect(hitAt(lanes[1]!, VIEW, WIDTH_PX, 150, lanes[1]!.topPx + 8)?.segment).toBe(one.segments[0]);
  });

  it("leave out what is hidden, and let nobody touch what is locked", () => {
    const more = { hidden: new Set(["proposal/Peaks"]), locked: new Set(["truth/Truth"]) };
    const lanes = lanesOf(viewOf([proposals, model], more), ["left"]);
    expect(lanes.map(({ track, editable, locked }) => [track.name, editable, locked])).toEqual([
      ["Truth", false, true],
      ["Model A", false, false],
    ]);
  });

  it("stagger segments that meet, so that each can be taken by itself", () => {
    const lane = lanesOf(viewOf([proposals]), [])[0]!;
    const middle = (level: number) => lane.topPx + (level + 0.5) * (lane.heightPx / 2);
    expect(hitAt(lane, VIEW, WIDTH_PX, 250, middle(0))?.segment).toBe(proposals.segments[0]);
    expect(hitAt(lane, VIEW, WIDTH_PX, 250, middle(1))?.segment).toBe(proposals.segments[1]);
  });

  it("of a track that did not change keep their index, so that a drag costs one track", () => {
    const before = lanesOf(viewOf([proposals, model]), []);
    const after = lanesOf(viewOf([trackOf(OWN_TRUTH, ms(1, 2)), proposals, model]), []);
    expect(after.at(-1)!.index).toBe(before.at(-1)!.index);
  });
});
