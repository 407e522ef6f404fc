import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type IndexedLabel, reindexConcatenated, sensimlCounts, sensimlMatrix } from "./sensiml.ts";

/** The numeric vectors of the specification stand beside a checkout (native/test/sharedFolder.mjs), or nowhere. */
const root = join(import.meta.dirname, "../../..");
const places = [process.env.RINGSIDE_SHARED, join(root, "../shared"), join(root, "../../shared")];
const file = places.map((place) => join(place ?? "", "spec/vectors.json")).find((path) => existsSync(path));

type Cells = Readonly<Record<string, number>>;
type Matrix = Readonly<Record<string, Cells>>;

interface Vector {
  readonly id: string;
  /** first, last, label, capture, session */
  readonly ground_truth: readonly (readonly [number, number, string, string, string])[];
  readonly predicted: readonly (readonly [number, number, string, string])[];
  readonly expected: Matrix & Readonly<Record<string, Readonly<Record<string, Matrix>>>>;
}

interface Reindexing {
  readonly id: string;
  readonly params: { readonly capture_sizes: readonly (readonly [string, number])[] };
  readonly predicted: readonly (readonly [number, number])[];
  readonly expected: readonly (readonly [number, number, string])[];
}

const { vectors } = (file ? JSON.parse(readFileSync(file, "utf8")) : { vectors: [] }) as {
  vectors: (Vector | Reindexing)[];
};
const vector = <T extends Vector | Reindexing>(id: string) => vectors.find((each) => each.id === id) as T;

const indexed = (rows: readonly (readonly [number, number, string, ...string[]])[]): IndexedLabel[] =>
  rows.map(([first, last, label]) => ({ first, last, label }));

/** The cells of an upstream matrix that are not 0; the totals count truth, not predictions. */
function cellsOf(matrix: Matrix): [string, string, number][] {
  return Object.entries(matrix).flatMap(([truth, row]) =>
    Object.entries(row).flatMap(([predicted, count]) =>
      predicted === "GroundTruth_Total" || count === 0 ? [] : [[truth, predicted, count] as [string, string, number]],
    ),
  );
}

function ours(truth: readonly IndexedLabel[], predicted: readonly IndexedLabel[]): [string, string, number][] {
  return [...sensimlMatrix(truth, predicted)].flatMap(([label, row]) =>
    [...row].map(([found, count]) => [label, found, count] as [string, string, number]),
  );
}

describe.skipIf(!file)("the replaced tool's own test cases", () => {
  test("a real capture of 31 crosses on which the pack found none", () => {
    const { ground_truth, predicted, expected } = vector<Vector>("cm_boxing");
    const [truth, found] = [indexed(ground_truth), indexed(predicted)];
    expect(ours(truth, found).sort()).toEqual(cellsOf(expected).sort());
    expect(sensimlCounts(sensimlMatrix(truth, found))).toEqual({ counted: 33, right: 2 });
  });

  test("missed truth and predictions on unlabelled samples are in no cell", () => {
    const { ground_truth, predicted, expected } = vector<Vector>("cm_missing_ground_truth_and_missing_prediction");
    let captures = 0;
    for (const [session, ofCapture] of Object.entries(expected)) {
      for (const [capture, matrix] of Object.entries(ofCapture)) {
        const truth = ground_truth.filter(([, , , inCapture, of]) => inCapture === capture && of === session);
        const found = predicted.filter(([, , , inCapture]) => inCapture === capture);
        expect(ours(indexed(truth), indexed(found)).sort()).toEqual(cellsOf(matrix as Matrix).sort());
        captures++;
      }
    }
    expect(captures).toBe(4);
  });

  test("predictions on concatenated captures are brought back, and those across a boundary dropped", () => {
    const { params, predicted, expected } = vector<Reindexing>("reindex_concatenated");
    const captures = params.capture_sizes.map(([name, samples]) => ({ name, samples }));
    const found = reindexConcatenated(
      captures,
      predicted.map(([first, last]) => ({ first, last })),
    );
    expect(found.map(({ first, last, capture }) => [first, last, capture])).toEqual(expected);
  });
});

describe("the rule of the replaced tool", () => {
  const at = (first: number, last: number, label: string) => ({ first, last, label });

  test("of a tie the first in the alphabet wins, and unlabelled wins against any", () => {
    expect(ours([at(0, 4, "Jab"), at(5, 9, "Hook")], [at(0, 9, "Cross")])).toEqual([["Hook", "Cross", 1]]);
    expect(ours([at(5, 14, "Hook")], [at(0, 9, "Cross")])).toEqual([]);
  });

  test("later truth overwrites, and what lies behind the last segment of the list is lost", () => {
    expect(ours([at(0, 9, "Jab"), at(0, 9, "Hook")], [at(0, 9, "Jab")])).toEqual([["Hook", "Jab", 1]]);
    expect(ours([at(20, 29, "Jab"), at(0, 9, "Hook")], [at(20, 29, "Jab")])).toEqual([]);
  });

  test("nothing comes of nothing", () => {
    expect(sensimlCounts(sensimlMatrix([], [at(0, 9, "Jab")]))).toEqual({ counted: 0, right: 0 });
  });
});
