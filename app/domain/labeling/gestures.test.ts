import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applied, type TrackChange } from "./change.ts";
import { copyTo } from "./copyTo.ts";
import { draw } from "./draw.ts";
import { overlapIn } from "./lanes.ts";
import { MOVE_WAYS, move } from "./move.ts";
import { OVERLAP_RULES } from "./overlap.ts";
import { type Edge, isEvent, lengthUs } from "./reshape.ts";
import { joinedTo, resizeEdge } from "./resizeEdge.ts";
import type { Segment, Track } from "./segments.ts";
import { anyTruth, ROOM, segmentOf, truthOf } from "./testSegments.ts";

const stroke = { id: "new", label: "Hook", hand: "left", quality: null, confidence: null, origin: "hand" } as const;
const spans = (segments: readonly Segment[]) => segments.map(({ startUs, endUs }) => [startUs, endUs]);
const result = (track: Track, change: TrackChange) => spans(applied(track.segments, change));
const total = (segments: readonly Segment[]) => segments.reduce((sum, segment) => sum + lengthUs(segment), 0);

describe("drawing", () => {
  const [first, second] = [segmentOf(1000, 2000), segmentOf(3000, 4000)];
  const track = truthOf(first, second, segmentOf(2000, 3000, { hand: "right" }));
  const drawn = (anchorUs: number, toUs: number) => draw(track, stroke, anchorUs, toUs, ROOM)?.add ?? null;

  it("makes a stretch in either direction, whatever the other hand does then", () => {
    expect(spans(drawn(2200, 2600)!)).toEqual([[2200, 2600]]);
    expect(spans(drawn(2600, 2200)!)).toEqual([[2200, 2600]]);
  });

  it("stops at its neighbours and at the ends of the capture", () => {
    expect(spans(drawn(2200, 9999)!)).toEqual([[2200, 3000]]);
    expect(spans(drawn(2200, -50)!)).toEqual([[2000, 2200]]);
    expect(spans(drawn(5000, 99_999)!)).toEqual([[5000, 10_000]]);
  });

  it("is never shorter than a sample, and nothing where a sample finds no room", () => {
    expect(spans(drawn(2500, 2501)!)).toEqual([[2500, 2510]]);
    expect(drawn(2995, 3300)).toBeNull();
    expect(drawn(1500, 1700)).toBeNull();
  });

  it("may begin where another one ends, or at an event", () => {
    expect(spans(drawn(2000, 2300)!)).toEqual([[2000, 2300]]);
    const withEvent = truthOf(segmentOf(500, 500));
    expect(spans(draw(withEvent, stroke, 500, 700, ROOM)!.add)).toEqual([[500, 700]]);
    expect(spans(draw(withEvent, stroke, 500, 300, ROOM)!.add)).toEqual([[300, 500]]);
  });
});

describe("moving", () => {
  const [a, b, c] = [segmentOf(1000, 2000, { peakUs: 1500 }), segmentOf(2500, 3000), segmentOf(3200, 3300)];
  const track = truthOf(a, b, c);

  it("takes the peak along and stops at the neighbour", () => {
    const change = move(track, new Set([a.id]), 400, ROOM, "stop");
    expect(change.update).toEqual([{ ...a, startUs: 1400, endUs: 2400, peakUs: 1900 }]);
    expect(spans(move(track, new Set([a.id]), 900, ROOM, "stop").update)).toEqual([[1500, 2500]]);
    expect(spans(move(track, new Set([b.id]), -900, ROOM, "stop").update)).toEqual([[2000, 2500]]);
  });

  it("moves all that are selected as far as the most hindered of them can go", () => {
    const change = move(track, new Set([a.id, c.id]), 9999, ROOM, "stop");
    expect(result(track, change)).toEqual([
      [1500, 2500],
      [2500, 3000],
      [3700, 3800],
    ]);
  });

  it("pushes the neighbours along, and they stop together at the end", () => {
    expect(result(track, move(track, new Set([a.id]), 800, ROOM, "push"))).toEqual([
      [1800, 2800],
      [2800, 3300],
      [3300, 3400],
    ]);
    expect(result(track, move(track, new Set([a.id]), 99_999, ROOM, "push"))).toEqual([
      [8400, 9400],
      [9400, 9900],
      [9900, 10_000],
    ]);
    expect(result(track, move(track, new Set([c.id]), -2800, ROOM, "push"))).toEqual([
      [0, 1000],
      [1000, 1500],
      [1500, 1600],
    ]);
  });
});

describe("an edge", () => {
  const [a, b, c] = [segmentOf(1000, 2000, { peakUs: 1800 }), segmentOf(2000, 3000), segmentOf(5000, 6000)];
  const track = truthOf(a, b, c);
  const drag = (segment: Segment, edge: Edge, toUs: number, how: "joined" | "alone") =>
    result(track, resizeEdge(track, segment, edge, toUs, ROOM, how));

  it("that touches another one moves with it, until one of them gets too short", () => {
    expect(drag(a, "endUs", 2400, "joined").slice(0, 2)).toEqual([
      [1000, 2400],
      [2400, 3000],
    ]);
    expect(drag(b, "startUs", 99, "joined").slice(0, 2)).toEqual([
      [1000, 1010],
      [1010, 3000],
    ]);
    expect(drag(a, "endUs", 99_999, "joined").slice(0, 2)).toEqual([
      [1000, 2990],
      [2990, 3000],
    ]);
  });

  it("is split from its neighbour when asked, and then stops at it", () => {
    expect(drag(a, "endUs", 1900, "alone").slice(0, 2)).toEqual([
      [1000, 1900],
      [2000, 3000],
    ]);
    expect(drag(a, "endUs", 2400, "alone")).toEqual(spans(track.segments));
    expect(drag(b, "endUs", 7000, "alone")[1]).toEqual([2000, 5000]);
    expect(drag(c, "endUs", 99_999, "joined")[2]).toEqual([5000, 10_000]);
  });

  it("that passes the peak drops it: nobody knows where the peak of the rest is", () => {
    expect(resizeEdge(track, a, "endUs", 1900, ROOM, "alone").update[0]!.peakUs).toBe(1800);
    expect(resizeEdge(track, a, "endUs", 1700, ROOM, "alone").update[0]!.peakUs).toBeNull();
  });

  it("is something that an event does not have", () => {
    const event = segmentOf(7000, 7000);
    expect(resizeEdge(truthOf(event), event, "endUs", 8000, ROOM, "joined").update).toEqual([]);
  });

  it("never passes an event that stands on the joint", () => {
    const withEvent = truthOf(a, b, segmentOf(2000, 2000));
    expect(resizeEdge(withEvent, a, "endUs", 2300, ROOM, "joined").update).toEqual([]);
    expect(resizeEdge(withEvent, a, "endUs", 1900, ROOM, "alone").update).toHaveLength(1);
  });
});

describe("copying", () => {
  const there = segmentOf(3000, 4000);
  const track = truthOf(segmentOf(1000, 2000, { peakUs: 1100 }), there);
  const copies = (byUs: number, rule: (typeof OVERLAP_RULES)[number]) =>
    copyTo(track, [track.segments[0]!], byUs, ROOM, rule, () => "copy");

  it("follows the rule where something is in the way", () => {
    expect(copies(1500, "skip").add).toEqual([]);
    expect(spans(copies(1500, "cut").add)).toEqual([[2500, 3000]]);
    expect(copies(1500, "replace")).toMatchObject({ remove: [there.id], add: [{ startUs: 2500, endUs: 3500 }] });
  });

  it("keeps the part with the peak, although another one is longer", () => {
    const middle = truthOf(track.segments[0]!, segmentOf(6120, 6300));
    const cut = copyTo(middle, [track.segments[0]!], 5000, ROOM, "cut", () => "copy").add;
    expect(cut).toMatchObject([{ startUs: 6000, endUs: 6120, peakUs: 6100 }]);
  });

  it("stays in the capture", () => {
    expect(spans(copies(99_999, "cut").add)).toEqual([[9000, 10_000]]);
  });
});

describe("whatever the gesture", () => {
  const time = fc.integer({ min: -3000, max: 13_000 });
  const pick = (track: Track, at: number) => track.segments[at % Math.max(1, track.segments.length)];
  const isSound = (track: Track, change: TrackChange) => {
    const now = applied(track.segments, change);
    expect(overlapIn(now)).toBeNull();
    for (const segment of now) {
      expect(Number.isInteger(segment.startUs) && Number.isInteger(segment.endUs)).toBe(true);
      expect(segment.startUs).toBeGreaterThanOrEqual(ROOM.limits.startUs);
      expect(segment.endUs).toBeLessThanOrEqual(ROOM.limits.endUs);
      const { peakUs } = segment;
      if (peakUs !== null) expect(segment.startUs <= peakUs && peakUs <= segment.endUs).toBe(true);
    }
    return now;
  };

  it("moving keeps every lane free of overlaps, every length and every order", () => {
    fc.assert(
      fc.property(
        anyTruth,
        fc.array(fc.nat(), { minLength: 1, maxLength: 4 }),
        fc.double({ min: -9000, max: 9000, noNaN: true }),
        fc.constantFrom(...MOVE_WAYS),
        (track, picks, byUs, way) => {
          const ids = new Set(picks.map((at) => pick(track, at)?.id ?? ""));
          const now = isSound(track, move(track, ids, byUs, ROOM, way));
          const lengths = (segments: readonly Segment[]) =>
            Object.fromEntries(segments.map((each) => [each.id, lengthUs(each)]));
          expect(lengths(now)).toEqual(lengths(track.segments));
          const ofLane = (segments: readonly Segment[]) => segments.filter(({ hand }) => hand === "left");
          expect(ofLane(now).map(({ id }) => id)).toEqual(ofLane(track.segments).map(({ id }) => id));
        },
      ),
    );
  });

  it("joined edges keep the labelled time, an edge alone changes only its own segment, and events stay events", () => {
    fc.assert(
      fc.property(
        anyTruth,
        fc.nat(),
        fc.constantFrom<Edge>("startUs", "endUs"),
        time,
        fc.boolean(),
        (track, at, edge, toUs, alone) => {
          const segment = pick(track, at);
          if (segment === undefined) return;
          const change = resizeEdge(track, segment, edge, toUs, ROOM, alone ? "alone" : "joined");
          const now = isSound(track, change);
          expect(now.filter(isEvent)).toHaveLength(track.segments.filter(isEvent).length);
          if (alone) expect(change.update.length).toBeLessThanOrEqual(1);
          else if (joinedTo(track, segment, edge)) expect(total(now)).toBe(total(track.segments));
        },
      ),
    );
  });

  it("drawing and copying never touch what is there, unless it is to be replaced", () => {
    fc.assert(
      fc.property(anyTruth, fc.nat(), time, time, fc.constantFrom(...OVERLAP_RULES), (track, at, a, b, rule) => {
        const anchor = Math.min(ROOM.limits.endUs, Math.max(0, a));
        const drawn = draw(track, stroke, anchor, b, ROOM);
        if (drawn !== null) {
          isSound(track, drawn);
          expect(lengthUs(drawn.add[0]!)).toBeGreaterThanOrEqual(ROOM.shortestUs);
        }
        const segment = pick(track, at);
        if (segment === undefined) return;
        const copied = copyTo(track, [segment], b - a, ROOM, rule, () => "copy");
        isSound(track, copied);
        expect(copied.update).toEqual([]);
        if (rule !== "replace") expect(copied.remove).toEqual([]);
      }),
    );
  });
});
