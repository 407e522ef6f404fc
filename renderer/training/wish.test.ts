// @vitest-environment jsdom
import fc from "fast-check";
import { beforeEach, expect, it } from "vitest";
import { PRESET_NAMES, PRESETS } from "#domain/learning/presets.ts";
import { captureOf } from "../workspaces/shared/testCaptures.ts";
import { firstWish, labelsOf, parsePlan, presetOf, rememberedWish, rememberWish, withPreset } from "./wish.ts";

beforeEach(() => localStorage.clear());

const labelled = [captureOf({ labelCounts: { Slip: 2, Hook: 3 } }), captureOf({ labelCounts: { Jab: 4, Unknown: 9 } })];

it("begins with what is labelled and how the project finds punches", () => {
  expect(labelsOf(labelled)).toEqual([
    ["Jab", 4],
    ["Hook", 3],
    ["Slip", 2],
  ]);
  const { plan, split } = firstWish(labelled, { segmenter: "punch", settings: { punch: { window: 700 } } });
  expect(plan.classes).toEqual(["Jab", "Hook", "Slip"]);
  expect(plan.segmenter).toEqual({ name: "punch", settings: { window: 700 } });
  expect(presetOf(plan)).toBe("reference");
  expect(split.groupBy).toEqual({ kind: "metadata", field: "person" });
});

it("is remembered for each project", () => {
  const wish = firstWish(labelled, null);
  rememberWish(localStorage, "p1", wish);
  expect(rememberedWish(localStorage, "p1")).toEqual(wish);
  expect(rememberedWish(localStorage, "p2")).toBeNull();
});

it("is forgotten where it is of a version that can no longer be read", () => {
  localStorage.setItem("ringside.train.p1", JSON.stringify({ plan: { classes: 3 } }));
  expect(rememberedWish(localStorage, "p1")).toBeNull();
});

it.each(PRESET_NAMES)("is the preset %s until something of it is changed", (preset) => {
  const own = { ...firstWish([], null).plan, classes: ["Slip"], hands: "separate" as const };
  const plan = withPreset(own, preset);
  expect(plan).toMatchObject({ classes: ["Slip"], hands: "separate", input: PRESETS[preset].input });
  expect(presetOf(plan)).toBe(preset);
  expect(presetOf({ ...plan, training: { ...plan.training, seed: 2 } })).toBeNull();
});

it("reads back every plan that it writes", () => {
  for (const preset of PRESET_NAMES) {
    expect(parsePlan(JSON.stringify(PRESETS[preset], null, 2))).toEqual({ ok: true, plan: PRESETS[preset] });
  }
});

it("says what is wrong with a plan that it cannot read", () => {
  expect(parsePlan("{")).toMatchObject({ ok: false });
  const wrong = { ...PRESETS.reference, rejectBelow: 2 };
  expect(parsePlan(JSON.stringify(wrong))).toMatchObject({ ok: false, why: expect.stringContaining("rejectBelow: ") });
});

it("never throws on what somebody pastes", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (words) => {
      const read = parsePlan(words);
      expect(read.ok || read.why.length > 0).toBe(true);
    }),
  );
});
