import fc from "fast-check";
import { expect, it } from "vitest";
import { FrameGate } from "./frameGate.ts";

it("never has more than six frames on their way, and counts each as passed or dropped", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constant("done"), fc.integer({ min: -50, max: 200 }))), (deeds) => {
      const gate = new FrameGate();
      let onTheWay = 0;
      let offered = 0;
      let nowUs = 0;
      let lastUs = -1;
      for (const deed of deeds) {
        if (typeof deed === "number") {
          nowUs += deed;
          offered++;
          if (gate.enter(nowUs)) {
            onTheWay++;
            if (gate.passed > 1) expect(nowUs).toBeGreaterThan(lastUs);
            lastUs = nowUs;
          }
        } else if (onTheWay > 0) {
          gate.done();
          onTheWay--;
        }
        expect(onTheWay).toBeLessThanOrEqual(6);
        expect(gate.passed + gate.dropped).toBe(offered);
      }
    }),
  );
});

it("tells the rate of the last two seconds, of what went through", () => {
  const gate = new FrameGate();
  expect(gate.rateHz).toBeNull();
  for (let n = 0; n < 300; n++) {
    if (gate.enter(n * 33_333)) gate.done();
  }
  expect(gate.rateHz).toBeCloseTo(30, 1);
  for (let n = 0; n < 40; n++) {
    if (gate.enter(10e6 + n * 100_000)) gate.done();
  }
  expect(gate.rateHz).toBeCloseTo(10, 1);
});
