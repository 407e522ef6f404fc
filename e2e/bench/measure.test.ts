import { expect, test } from "vitest";
import { median, medians, ratios, rounded } from "./measure.ts";

test("the median is the middle run, or the mean of the two in the middle", () => {
  expect(median([9, 1, 2])).toBe(2);
  expect(median([4, 1, 3, 100])).toBe(3.5);
});

test("rivals take turns, and one disturbed run does not move a figure", async () => {
  const order: string[] = [];
  const rival = (name: string, times: readonly number[]) => async (run: number) => {
    order.push(name);
    return { ms: times[run]! };
  };
  const result = await medians(3, { ours: rival("ours", [10, 900, 11]), theirs: rival("theirs", [50, 55, 60]) });
  expect(order).toEqual(["ours", "theirs", "ours", "theirs", "ours", "theirs"]);
  expect(result).toEqual({ ours: { ms: 11 }, theirs: { ms: 55 } });
  expect(ratios(result.theirs, result.ours)).toEqual({ ms: 5 });
});

test("figures carry three digits", () => {
  expect([rounded(1234.5), rounded(0.012345)]).toEqual([1230, 0.0123]);
});
