import fc from "fast-check";
import { expect, it } from "vitest";
import { cameraOn, toMap, toScreen, zoomed } from "./camera.ts";

const box = { width: 800, height: 600 };
const coordinate = fc.double({ min: -1000, max: 1000, noNaN: true });
const spot = fc.record({ x: coordinate, y: coordinate });
const onScreen = fc.record({
  x: fc.double({ min: 0, max: 800, noNaN: true }),
  y: fc.double({ min: 0, max: 600, noNaN: true }),
});

it("shows all of the map at first, alike in both directions", () => {
  fc.assert(
    fc.property(fc.array(spot, { minLength: 1 }), (spots) => {
      const camera = cameraOn(spots, box);
      for (const each of spots) {
        const { x, y } = toScreen(camera, box, each);
        expect(x > 20 && x < 780 && y > 20 && y < 580).toBe(true);
      }
    }),
  );
});

it("keeps what is under the pointer there while it goes nearer", () => {
  fc.assert(
    fc.property(
      fc.array(spot, { minLength: 2 }),
      onScreen,
      fc.double({ min: 1.1, max: 4, noNaN: true }),
      (spots, at, times) => {
        const whole = cameraOn(spots, box);
        const under = toMap(whole, box, at);
        const near = zoomed(whole, whole, box, at, times);
        const seen = toScreen(near, box, under);
        expect(Math.hypot(seen.x - at.x, seen.y - at.y)).toBeLessThan(1e-3);
      },
    ),
  );
});

it("goes no farther away than the whole map", () => {
  const whole = cameraOn(
    [
      { x: 0, y: 0 },
      { x: 4, y: 1 },
    ],
    box,
  );
  const near = zoomed(whole, whole, box, { x: 10, y: 10 }, 3);
  expect(zoomed(near, whole, box, { x: 700, y: 10 }, 0.1)).toEqual(whole);
});
