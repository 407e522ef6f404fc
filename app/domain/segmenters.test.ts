import { describe, expect, test } from "vitest";
import messages from "#contract/messages/en.json" with { type: "json" };
import { ProblemError } from "./problems.ts";
import { completeSettings, levelRange, SEGMENTER_NAMES, SEGMENTERS, SIGNALS } from "./segmenters.ts";

function problemOf(work: () => unknown) {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
}

describe("segmenter settings", () => {
  test("what is not said is usual, and the usual is allowed", () => {
    for (const segmenter of SEGMENTER_NAMES) {
      const usual = Object.entries(SEGMENTERS[segmenter]).map(([name, { usual: value }]) => [name, value]);
      expect(completeSettings(segmenter, {})).toEqual(Object.fromEntries(usual));
    }
    expect(completeSettings("punch", { rest: 300 })).toEqual({ ...completeSettings("punch", {}), rest: 300 });
  });

  test("a setting that there is not is refused with those that there are", () => {
    expect(problemOf(() => completeSettings("windowing", { rest: 1 }))).toEqual({
      code: "segmenter.noSetting",
      detail: { segmenter: "windowing", setting: "rest", known: "window, step" },
    });
    expect(problemOf(() => completeSettings("windowing", { constructor: 1 }))?.code).toBe("segmenter.noSetting");
  });

  test.each([
    ["punch", { rest: 99 }, "100 – 2000 ms"],
    ["punch", { rest: Number.NaN }, "100 – 2000 ms"],
    ["punch", { rest: "long" }, "100 – 2000 ms"],
    ["general_threshold", { dropOver: 1 }, "true, false"],
    ["adaptive_windowing", { signal: "sound" }, SIGNALS.join(", ")],
    ["double_peak", { twist: Number.POSITIVE_INFINITY }, "a number"],
  ] as const)("%s with %o is refused, and told what it takes", (segmenter, given, allowed) => {
    expect(problemOf(() => completeSettings(segmenter, given))).toMatchObject({
      code: "segmenter.badSetting",
      detail: { segmenter, allowed },
    });
  });

  test("levels are in the unit of their signal", () => {
    expect(SIGNALS.map((signal) => levelRange(signal).unit).join(" ")).toBe("dps g dps dps dps g g g");
  });

  test("every segmenter and setting has its name in the catalog", () => {
    for (const segmenter of SEGMENTER_NAMES) {
      const keys = ["", ...Object.keys(SEGMENTERS[segmenter]).map((setting) => `.${setting}`)];
      for (const key of keys) expect(messages).toHaveProperty([`segmenter.${segmenter}${key}`]);
    }
  });
});
