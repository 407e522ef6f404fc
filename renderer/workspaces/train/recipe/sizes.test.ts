import fc from "fast-check";
import { expect, it } from "vitest";
import { parseSizes, sizesText } from "./sizes.ts";

const RULE = { most: 256, layers: 6 };

it("reads what a person types", () => {
  expect(parseSizes("12, 8", RULE)).toEqual([12, 8]);
  expect(parseSizes(" 12 8; 4 ", RULE)).toEqual([12, 8, 4]);
  expect(parseSizes("", RULE)).toEqual([]);
});

it.each(["0", "257", "1.5", "-3", "twelve", "1,1,1,1,1,1,1"])("refuses %s", (words) => {
  expect(parseSizes(words, RULE)).toBeNull();
});

it("reads back what it writes, and never gives what the glove cannot hold", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 256 }), { maxLength: 6 }), fc.string(), (sizes, words) => {
      expect(parseSizes(sizesText(sizes), RULE)).toEqual(sizes);
      for (const size of parseSizes(words, RULE) ?? []) expect(size >= 1 && size <= 256).toBe(true);
    }),
  );
});
