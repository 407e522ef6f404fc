import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { unweave, weave } from "./weave.ts";

describe("inputs side by side", () => {
  test("two inputs of two steps and two channels share every step", () => {
    const inputs = Int8Array.of(1, 2, 3, 4, 11, 12, 13, 14);
    expect([...weave(inputs, 2, 2, 2)]).toEqual([1, 2, 11, 12, 3, 4, 13, 14]);
  });

  test("an input without a partner gets zeros beside it", () => {
    expect([...weave(Int8Array.of(1, 2, 3), 1, 1, 2)]).toEqual([1, 2, 3, 0]);
  });

  test("come apart as they went in", () => {
    const size = fc.integer({ min: 1, max: 5 });
    fc.assert(
      fc.property(
        size,
        size,
        fc.constantFrom(1, 2),
        size,
        fc.infiniteStream(fc.integer({ min: -128, max: 127 })),
        (steps, channels, groups, count, values) => {
          const inputs = Int8Array.from({ length: count * steps * channels }, () => values.next().value);
          const woven = weave(inputs, steps, channels, groups);
          expect(woven.length).toBe(Math.ceil(count / groups) * groups * steps * channels);
          expect(unweave(woven, steps, channels, groups).subarray(0, inputs.length)).toEqual(inputs);
        },
      ),
    );
  });
});
