import { describe, expect, it } from "vitest";
import { completeSettings } from "#domain/segmenters.ts";
import { rangeOf, rulesOf, withSetting } from "./settingRange.ts";

const usual = completeSettings("windowing_threshold", {});
const rule = rulesOf("windowing_threshold").find(([name]) => name === "threshold")![1];
const rangeIn = (settings: Parameters<typeof rangeOf>[2]) => {
  if (rule.type !== "level") throw new Error("a level was expected");
  return rangeOf("threshold", rule, settings);
};

describe("the range of a level", () => {
  it("is that of its signal: a length starts at 0, an axis goes both ways, a variance is squared", () => {
    expect(rangeIn(usual)).toEqual({ lowest: 0, highest: 2000, step: 10, unit: "dps" });
    expect(rangeIn({ ...usual, signal: "accelerationX" })).toEqual({ lowest: -16, highest: 16, step: 0.1, unit: "g" });
    expect(rangeIn({ ...usual, statistic: "variance" })).toMatchObject({ highest: 4_000_000, unit: "dps2" });
  });

  it("keeps a level's share of it when the signal becomes another one", () => {
    const next = withSetting("windowing_threshold", usual, "signal", "acceleration");
    expect(next).toEqual({ ...usual, signal: "acceleration", threshold: 1.6 });
    expect(withSetting("windowing_threshold", next, "width", 50)).toEqual({ ...next, width: 50 });
  });
});
