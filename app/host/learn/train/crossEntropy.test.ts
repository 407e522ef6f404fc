import fc from "fast-check";
import { expect, test } from "vitest";
import { crossEntropy } from "./crossEntropy.ts";

const OUTPUTS = 3;
const logit = fc.float({ min: -20, max: 20, noNaN: true });
const batch = fc.array(fc.tuple(fc.array(logit, { minLength: OUTPUTS, maxLength: OUTPUTS }), fc.nat(OUTPUTS - 1)), {
  minLength: 1,
  maxLength: 5,
});
const weights = Float64Array.of(0.5, 1, 2.5);

test("its gradient is how the mean loss changes when a logit moves a little", () => {
  fc.assert(
    fc.property(batch, (examples) => {
      const logits = Float32Array.from(examples.flatMap(([values]) => values));
      const classes = Uint8Array.from(examples, ([, own]) => own);
      const { gradient } = crossEntropy(logits, OUTPUTS, classes, weights);
      const step = 2 ** -6; // added without rounding to most floats of this size
      for (let i = 0; i < logits.length; i++) {
        const [above, below] = [step, -step].map((move) => {
          const moved = logits.slice();
          moved[i]! += move;
          return { loss: crossEntropy(moved, OUTPUTS, classes, weights).loss, at: moved[i]! };
        });
        const slope = (above!.loss - below!.loss) / (above!.at - below!.at) / classes.length;
        expect(gradient[i]).toBeCloseTo(slope, 3);
      }
    }),
    { numRuns: 200 },
  );
});

test("even odds cost ln 3; a sure answer costs nothing if right and its lead if wrong", () => {
  const loss = (logits: number[], own: number) =>
    crossEntropy(Float32Array.from(logits), OUTPUTS, Uint8Array.of(own), Float64Array.of(1, 1, 1));
  expect(loss([7, 7, 7], 1).loss).toBeCloseTo(Math.log(3), 12);
  expect(loss([-500, 1000, 0], 1)).toMatchObject({ loss: 0, right: 1 });
  expect(loss([-500, 1000, 0], 0)).toMatchObject({ loss: 1500, right: 0 });
});

test("an example counts by the weight of its class", () => {
  const one = (own: number) => crossEntropy(new Float32Array(3), OUTPUTS, Uint8Array.of(own), weights);
  expect(one(2).loss / one(0).loss).toBeCloseTo(5, 12);
  expect(one(2).gradient[0]! / one(1).gradient[0]!).toBeCloseTo(2.5, 6);
});

test("what is no number stays none", () => {
  expect(crossEntropy(Float32Array.of(Number.NaN, 0, 0), 3, Uint8Array.of(0), weights).loss).toBeNaN();
});
