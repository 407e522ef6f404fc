import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SELECTIONS } from "#domain/learning/plan.ts";
import { randomOf } from "#domain/random.ts";
import { anovaF } from "./anova.ts";
import { Columns } from "./columnValues.ts";
import { extraTreesImportance } from "./extraTrees.ts";
import type { FeatureMatrix } from "./matrix.ts";
import { mutualInformation } from "./mutualInformation.ts";
import { finiteFeatures, withLimits } from "./scaling.ts";
import { selectFeatures } from "./selection.ts";

/** A matrix from its columns. */
function matrixOf(...columns: readonly (readonly number[])[]): FeatureMatrix {
  const rows = columns[0]!.length;
  const values = Float32Array.from(
    { length: rows * columns.length },
    (_, i) => columns[i % columns.length]![Math.floor(i / columns.length)]!,
  );
  const definitions = columns.map((_, i) => ({ id: `f${i}`, name: "mean" as const, columns: [i], parameters: [] }));
  return { definitions, rows, values };
}

const random = randomOf(1, "selection");
const classes = Array.from({ length: 120 }, (_, i) => i % 3);
const noise = () => classes.map(() => random.normal());
/** It tells the class, with some noise. */
const telling = classes.map((each) => 2 * each + 0.5 * random.normal());
const twin = telling.map((value) => -3 * value + 0.01 * random.normal());
/** It tells one class from the other two alone. */
const partly = classes.map((each) => (each === 1 ? 3 : 0) + 0.5 * random.normal());
const matrix = matrixOf(noise(), telling, noise(), twin, noise(), partly, noise());
const usable = [0, 1, 2, 3, 4, 5, 6];

describe("scores", () => {
  test("F is that of the textbook", () => {
    // Means 5, 9 and 10 of six each: F(2, 15) = 9.3.
    const groups = [
      [6, 8, 4, 5, 3, 4],
      [8, 12, 9, 11, 6, 8],
      [13, 9, 11, 8, 7, 12],
    ];
    const labels = groups.flatMap((group, i) => group.map(() => i));
    expect(anovaF(groups.flat(), labels)).toBeCloseTo(9.264, 2);
    expect(anovaF([1, 2, 3], [0, 0, 0])).toBe(0);
    expect(anovaF([4, 4, 4, 4], [0, 0, 1, 1])).toBe(0);
    expect(anovaF([1, 1, 2, 2], [0, 0, 1, 1])).toBe(Number.POSITIVE_INFINITY);
  });

  test("F does not change with unit or zero point", () => {
    const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 6, maxLength: 30 });
    fc.assert(
      fc.property(
        values,
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: -9999, max: 9999 }),
        (list, unit, zero) => {
          const labels = list.map((_, i) => i % 2);
          const [one, other] = [
            anovaF(list, labels),
            anovaF(
              list.map((value) => value * unit + zero),
              labels,
            ),
          ];
          if (one < 1e9) expect(Math.abs(other - one)).toBeLessThanOrEqual(1e-6 * (1 + one));
        },
      ),
    );
  });

  test("information is the entropy of the classes where a feature tells them, and nothing where it is constant", () => {
    expect(mutualInformation(classes, classes)).toBeCloseTo(Math.log2(3), 6);
    expect(
      mutualInformation(
        classes.map(() => 4),
        classes,
      ),
    ).toBe(0);
    expect(mutualInformation(telling, classes)).toBeGreaterThan(mutualInformation(partly, classes));
    expect(mutualInformation(noise(), classes)).toBeLessThan(0.25);
  });

  test("trees give their shares to what tells, and to both twins", () => {
    const columns = new Columns(matrix, usable);
    const shares = extraTreesImportance(columns, classes, 3);
    expect(shares.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 9);
    expect(Math.min(shares[1]!, shares[3]!, shares[5]!)).toBeGreaterThan(
      2 * Math.max(shares[0]!, shares[2]!, shares[4]!, shares[6]!),
    );
    expect(extraTreesImportance(columns, classes, 3)).toEqual(shares);
  });
});

describe("a selection", () => {
  const select = (selection: (typeof SELECTIONS)[number], count: number) =>
    selectFeatures(matrix, classes, usable, { selection, count }, 1);

  test.each(["anova", "information", "trees"] as const)("%s finds what tells", (selection) => {
    expect(select(selection, 3).sort()).toEqual([1, 3, 5]);
  });

  test("correlation keeps one of two twins", () => {
    const chosen = select("correlation", 2);
    expect(chosen).toContain(5);
    expect(chosen.filter((feature) => feature === 1 || feature === 3)).toHaveLength(1);
    expect(select("correlation", 7)).toHaveLength(6);
  });

  test.each(SELECTIONS)("%s takes at most what there is, each once, the same for the same seed", (selection) => {
    const all = select(selection, 255);
    expect(new Set(all).size).toBe(all.length);
    expect(select(selection, 255)).toEqual(all);
    expect(select(selection, 2)).toEqual(all.slice(0, 2));
  });

  test("looks at training segments alone: a feature that is the label of the test segments does not help", () => {
    const training = classes.map((_, i) => i < 80);
    const cheat = classes.map((each, i) => (training[i] ? random.normal() : each));
    const all = matrixOf(cheat, partly, telling);
    const part: FeatureMatrix = { ...all, rows: 80, values: all.values.slice(0, 80 * 3) };
    for (const selection of ["anova", "information", "trees", "correlation"] as const) {
      const chosen = selectFeatures(part, classes.slice(0, 80), [0, 1, 2], { selection, count: 2 }, 1);
      expect(chosen.sort()).toEqual([1, 2]);
    }
  });
});

test("ranges are those of the segments given, and features that are no number for one of them are not used", () => {
  const some = matrixOf([1, 5, 3], [0, Number.NaN, 1], [-2, -2, -2], [Number.POSITIVE_INFINITY, 0, 0]);
  expect(finiteFeatures(some)).toEqual([0, 2]);
  expect(withLimits(some, [0, 2]).map(({ lowest, highest }) => [lowest, highest])).toEqual([
    [1, 5],
    [-2, -2],
  ]);
  const none = matrixOf([Number.NaN, 0]);
  expect(() => finiteFeatures(none)).toThrow("learn.notANumber");
});
