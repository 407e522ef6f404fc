import fc from "fast-check";
import { expect, it } from "vitest";
import { bytes, clock, count, duration, rate, share } from "./figures.ts";

it("writes a rate with one decimal and a count with groups", () => {
  expect(rate(118.94)).toBe("118.9 Hz");
  expect(count(1234567)).toBe("1,234,567");
});

it("never shows a small loss as none", () => {
  expect(share(0)).toBe("0.0 %");
  expect(share(0.0001)).toBe("< 0.1 %");
  expect(share(0.034)).toBe("3.4 %");
  expect(share(0.34)).toBe("34 %");
});

it("lets a clock count up and never ahead of itself", () => {
  expect(clock(41_999)).toBe("00:41");
  expect(clock(3_723_000)).toBe("1:02:03");
  expect(clock(-5)).toBe("00:00");
});

it("writes a length as exactly as its size deserves", () => {
  expect(duration(3_020_000)).toBe("3.02 s");
  expect(duration(72_340_000)).toBe("01:12.3");
  expect(duration(3_723_000_000)).toBe("1:02:03");
});

it("keeps lengths in order: a longer one never reads shorter", () => {
  const seconds = (words: string) => {
    if (words.endsWith(" s")) return Number(words.slice(0, -2));
    return words.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
  };
  const us = fc.integer({ min: 0, max: 86_400_000_000 });
  fc.assert(
    fc.property(us, us, (a, b) => {
      const [low, high] = a <= b ? [a, b] : [b, a];
      expect(seconds(duration(high)) - seconds(duration(low))).toBeGreaterThanOrEqual(-0.005);
    }),
  );
});

it("sizes are as exact as they deserve", () => {
  expect([0, 1023, 1024, 62_300, 200_000, 983_040, 2_202_010].map(bytes)).toEqual([
    "0 B",
    "1023 B",
    "1.0 KiB",
    "60.8 KiB",
    "195 KiB",
    "960 KiB",
    "2.1 MiB",
  ]);
});
