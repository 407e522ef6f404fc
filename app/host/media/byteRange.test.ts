import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readRange } from "./byteRange.ts";

describe("A Range header", () => {
  it.each([
    [null, "whole"],
    ["bytes=0-", { first: 0, last: 99 }],
    ["bytes=10-19", { first: 10, last: 19 }],
    ["bytes=90-1000", { first: 90, last: 99 }],
    ["bytes=-10", { first: 90, last: 99 }],
    ["bytes=-1000", { first: 0, last: 99 }],
    ["bytes=99-99", { first: 99, last: 99 }],
    ["bytes=100-", "none"],
    ["bytes=-0", "none"],
    ["bytes=20-10", "whole"],
    ["bytes=0-1,5-6", "whole"],
    ["bytes=-", "whole"],
    ["lines=1-2", "whole"],
    ["bytes=9999999999999999-", "whole"],
  ])("%s of 100 bytes is %j", (header, range) => {
    expect(readRange(header, 100)).toEqual(range);
  });

  it("reaches beyond four gigabytes", () => {
    expect(readRange("bytes=5000000000-5000000009", 6e9)).toEqual({ first: 5e9, last: 5e9 + 9 });
  });

  it("is inside of the file, whatever it says", () => {
    const numbers = fc.oneof(fc.constant(""), fc.nat().map(String), fc.bigInt({ min: 0n }).map(String));
    const headers = fc.oneof(
      fc.string(),
      fc.tuple(numbers, numbers).map(([from, to]) => `bytes=${from}-${to}`),
    );
    fc.assert(
      fc.property(headers, fc.nat(), (header, size) => {
        const range = readRange(header, size);
        if (typeof range === "string") return;
        expect(range.first).toBeGreaterThanOrEqual(0);
        expect(range.first).toBeLessThanOrEqual(range.last);
        expect(range.last).toBeLessThan(size);
      }),
    );
  });
});
