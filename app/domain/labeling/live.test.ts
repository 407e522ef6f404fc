import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LiveLabeler, reactionOf, USUAL_LIVE } from "./live.ts";
import { segmentOf } from "./testSegments.ts";

const stroke = (label: string) => {
  const { startUs: _start, endUs: _end, peakUs: _peak, ...rest } = segmentOf(0, 0, { label, origin: "live" });
  return rest;
};
/** A capture that plays at a speed, seen at a moment of the person's clock. */
const at = (wallMs: number, speed = 1) => ({ wallMs, captureUs: wallMs * 1000 * speed });

describe("while it plays", () => {
  it("a held key's segment grows until it is let go, put back by the reaction", () => {
    const live = new LiveLabeler({ ...USUAL_LIVE, reactionMs: 250 }, () => 1);
    expect(live.press(stroke("Jab"), at(1000))).toBeNull();
    expect(live.growing(at(1300))).toMatchObject({ startUs: 750_000, endUs: 1_050_000 });
    expect(live.release(at(1600))).toMatchObject({ label: "Jab", origin: "live", startUs: 750_000, endUs: 1_350_000 });
    expect(live.growing(at(1700))).toBeNull();
  });

  it("a reaction is shorter in the capture where it plays slowly", () => {
    const live = new LiveLabeler({ ...USUAL_LIVE, reactionMs: 200 }, () => 0.5);
    live.press(stroke("Jab"), at(1000, 0.5));
    expect(live.release(at(2000, 0.5))).toMatchObject({ startUs: 400_000, endUs: 900_000 });
  });

  it("a tap makes one of a fixed length", () => {
    const live = new LiveLabeler({ reactionMs: 0, tap: "fixed", lengthMs: 400 }, () => 1);
    live.press(stroke("Jab"), at(1000));
    expect(live.release(at(1100))).toMatchObject({ startUs: 1_000_000, endUs: 1_400_000 });
  });

  it("or one that ends where the next begins, and the last where playing stops", () => {
    const live = new LiveLabeler({ reactionMs: 0, tap: "next", lengthMs: 400 }, () => 1);
    live.press(stroke("Jab"), at(1000));
    expect(live.release(at(1050))).toBeNull();
    expect(live.press(stroke("Hook"), at(2000))).toMatchObject({ label: "Jab", startUs: 1e6, endUs: 2e6 });
    live.release(at(2050));
    expect(live.stop(at(2500))).toMatchObject({ label: "Hook", startUs: 2e6, endUs: 2_500_000 });
    expect(live.stop(at(2600))).toBeNull();
  });

  it("nothing that goes nowhere is made, and Escape forgets what grows", () => {
    const live = new LiveLabeler({ ...USUAL_LIVE, reactionMs: 0 }, () => 0);
    live.press(stroke("Jab"), { wallMs: 0, captureUs: 5 });
    expect(live.release({ wallMs: 900, captureUs: 5 })).toBeNull();
    live.press(stroke("Jab"), at(1000));
    live.cancel();
    expect(live.stop(at(3000))).toBeNull();
  });

  it("segments follow each other without overlap, whatever is pressed", () => {
    const presses = fc.array(
      fc.record({ gapMs: fc.integer({ min: 1, max: 900 }), heldMs: fc.integer({ min: 0, max: 900 }) }),
    );
    fc.assert(
      fc.property(presses, (all) => {
        const live = new LiveLabeler({ reactionMs: 100, tap: "next", lengthMs: 1 }, () => 1);
        const made = [];
        let now = 0;
        for (const { gapMs, heldMs } of all) {
          now += gapMs;
          made.push(live.press(stroke("Jab"), at(now)));
          now += heldMs;
          made.push(live.release(at(now)));
        }
        made.push(live.stop(at(now + 10)));
        const there = made.filter((each) => each !== null);
        there.forEach((each, i) => {
          expect(each.endUs).toBeGreaterThan(each.startUs);
          expect(each.startUs).toBeGreaterThanOrEqual(there[i - 1]?.endUs ?? Number.NEGATIVE_INFINITY);
        });
      }),
    );
  });
});

describe("a person's reaction", () => {
  const impacts = Array.from({ length: 10 }, (_, i) => 1000 + i * 1500);

  it("is how late they usually tap, whatever single taps do", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 600 }), (late) => {
        const taps = impacts.map((impact) => impact + late);
        taps[3] = 99_999;
        expect(reactionOf([...taps, 120], impacts)).toBe(late);
      }),
    );
  });

  it("is not known from a few taps", () => {
    expect(reactionOf([1200, 2700, 4200, 5700], impacts)).toBeNull();
    expect(reactionOf([], impacts)).toBeNull();
  });
});
