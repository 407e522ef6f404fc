import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LinkWindow } from "./linkWindow.ts";

describe("The last ten seconds of a link", () => {
  it("sum up what happened in them and forget what is older", () => {
    const window = new LinkWindow();
    for (let second = 0; second < 30; second++) window.count(second * 1e6, { rows: 100, lost: second === 5 ? 7 : 0 });
    expect(window.tally(14.5e6).lost).toBe(0);
    expect(window.tally(29.5e6)).toEqual({ rows: 1000, lost: 0, corrupt: 0, repeated: 0, clipped: 0 });
    expect(window.tally(60e6).rows).toBe(0);
  });

  it("know no rate before there is a second of arrivals", () => {
    const window = new LinkWindow();
    expect(window.rateHz()).toBeNull();
    for (let packet = 0; packet < 10; packet++) window.arrived(packet * 10, packet * 100_000);
    expect(window.rateHz()).toBeNull();
    window.arrived(100, 1_000_000);
    expect(window.rateHz()).toBeCloseTo(100, 9);
  });

  it("follow a rate that changes", () => {
    const window = new LinkWindow();
    let us = 0;
    let index = 0;
    for (const [hz, seconds] of [
      [119, 20],
      [125, 20],
    ] as const) {
      for (let packet = 0; packet < (hz * seconds) / 5; packet++) {
        us += 5e6 / hz;
        index += 5;
        window.arrived(index, us);
      }
      expect(window.rateHz()).toBeCloseTo(hz, 3);
    }
  });

  it("measure within half a percent whatever the jitter of a USB line", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 20, max: 1000, noNaN: true }),
        fc.array(fc.nat(16_000), { minLength: 500, maxLength: 500 }),
        (hz, jitter) => {
          const window = new LinkWindow();
          const rowsEach = Math.ceil(hz / 50);
          jitter.forEach((late, packet) => {
            window.arrived((packet + 1) * rowsEach - 1, ((packet + 1) * rowsEach * 1e6) / hz + late);
          });
          expect(Math.abs(window.rateHz()! / hz - 1)).toBeLessThan(0.005);
        },
      ),
    );
  });

  it("begin anew where the index was only estimated", () => {
    const window = new LinkWindow();
    for (let packet = 0; packet <= 20; packet++) window.arrived(packet * 10, packet * 100_000);
    window.restartRate();
    expect(window.rateHz()).toBeNull();
  });

  it("are not disturbed by a hiccup that holds rows back for 400 ms and lets them come at once", () => {
    const window = new LinkWindow();
    for (let packet = 1; packet <= 100; packet++) {
      const us = packet * 100_000;
      const heldUntilUs = packet >= 90 && packet < 94 ? 9_400_000 : us;
      window.arrived(packet * 10 - 1, Math.max(us, heldUntilUs));
    }
    expect(window.rateHz()).toBeCloseTo(100, 6);
  });
});
