import { expect, it } from "vitest";
import { type Curve, curveValue, rangeOf, withEpoch } from "./curves.ts";

const jobId = "00000000-0000-4000-8000-000000000001";
const epoch = (fold: string | null, number: number, loss = 1) => ({
  jobId,
  fold,
  epoch: number,
  loss,
  accuracy: 0.5,
  validationLoss: loss * 2,
  validationAccuracy: null,
});

const all = (...epochs: ReturnType<typeof epoch>[]) => epochs.reduce<readonly Curve[]>(withEpoch, []);

it("draws one curve for each network: each fold, each hand of a fold, and the one that is kept", () => {
  const curves = all(
    epoch("Ada", 1),
    epoch("Ada", 3),
    epoch("Ada", 1),
    epoch("Ben", 1),
    epoch("Ben", 2),
    epoch(null, 1),
  );
  expect(curves.map(({ fold, points }) => [fold, points.map((point) => point.epoch)])).toEqual([
    ["Ada", [1, 3]],
    ["Ada", [1]],
    ["Ben", [1, 2]],
    [null, [1]],
  ]);
});

it("leaves room for the worst loss of training and validation, and shows accuracy as a share", () => {
  const curves = all(epoch("Ada", 1, 2), epoch("Ada", 9, 0.5));
  expect(rangeOf(curves, "loss")).toEqual({ lastEpoch: 9, lowest: 0, highest: 4 });
  expect(rangeOf(curves, "accuracy")).toEqual({ lastEpoch: 9, lowest: 0, highest: 1 });
  expect(rangeOf([], "loss")).toEqual({ lastEpoch: 1, lowest: 0, highest: 1 });
});

it("is not led astray by a loss that is no number", () => {
  expect(rangeOf(all(epoch("Ada", 1, Number.NaN), epoch("Ada", 2, 3)), "loss").highest).toBe(6);
});

it("knows that nobody validated", () => {
  const [curve] = all(epoch("Ada", 1));
  expect(curveValue(curve!.points[0]!, "accuracy", "validation")).toBeNull();
  expect(curveValue(curve!.points[0]!, "loss", "validation")).toBe(2);
});
