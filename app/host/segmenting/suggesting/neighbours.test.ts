import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Neighbours } from "./neighbours.ts";

const WIDTH = 3;
const numbers = fc
  .array(fc.integer({ min: -20, max: 20 }), { minLength: WIDTH, maxLength: WIDTH })
  .map((values) => Float32Array.from(values));
const points = fc.array(fc.record({ numbers, label: fc.constantFrom("Jab", "Cross", "Hook", "Uppercut") }), {
  maxLength: 40,
});

describe("the nearest labelled points", () => {
  test("vote by 1 / distance^2 on standardised numbers, as a plain sort says", () => {
    fc.assert(
      fc.property(points, numbers, (labelled, asked) => {
        const guesses = new Neighbours(labelled, WIDTH).ask(asked);
        const deviation = (i: number) => {
          const mean = labelled.reduce((sum, point) => sum + point.numbers[i]!, 0) / labelled.length;
          return Math.sqrt(labelled.reduce((sum, point) => sum + (point.numbers[i]! - mean) ** 2, 0) / labelled.length);
        };
        const scales = [0, 1, 2].map((i) => (deviation(i) > 0 ? 1 / deviation(i) : 0));
        const distances = labelled
          .map((point) => scales.reduce((sum, scale, i) => sum + ((point.numbers[i]! - asked[i]!) * scale) ** 2, 0))
          .sort((a, b) => a - b);
        const all = distances.slice(0, 7).reduce((sum, squared) => sum + 1 / Math.max(squared, 1e-6), 0);
        expect(guesses.length).toBeLessThanOrEqual(3);
        expect(guesses.length > 0).toBe(labelled.length > 0);
        const [nearest] = distances;
        if (nearest !== undefined) {
          // One label holds at least the weight of the nearest point.
          const share = 1 / Math.max(nearest, 1e-6) / all;
          expect(guesses[0]!.confidence).toBeGreaterThan((share / 4) * 0.99);
        }
        for (const { confidence } of guesses) expect(confidence > 0 && confidence <= 1).toBe(true);
      }),
    );
  });

  test("a point among its own kind is called like them, with their share of the vote", () => {
    const near = (x: number, label: string) => ({ numbers: Float32Array.of(x, 0, 0), label });
    const labelled = [near(0, "Jab"), near(1, "Jab"), near(2, "Jab"), near(50, "Hook"), near(51, "Hook")];
    const neighbours = new Neighbours(labelled, WIDTH);
    const [best, second] = neighbours.ask(Float32Array.of(1.5, 0, 0));
    expect(best).toMatchObject({ label: "Jab" });
    expect(best!.confidence).toBeGreaterThan(0.99);
    expect(best!.confidence + second!.confidence).toBeCloseTo(1);
    const [withoutJabs] = neighbours.ask(Float32Array.of(1.5, 0, 0), (point) => point < 3);
    expect(withoutJabs).toEqual({ label: "Hook", confidence: 1 });
  });

  test("without labels there is nothing to say", () => {
    expect(new Neighbours([], WIDTH).ask(Float32Array.of(1, 2, 3))).toEqual([]);
  });
});
