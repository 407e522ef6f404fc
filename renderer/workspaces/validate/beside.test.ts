import { expect, it } from "vitest";
import { captureOf } from "../shared/testCaptures.ts";
import { captureRows, classRows, pointsOf } from "./beside.ts";
import { chanceSentence, chanceWords, pWords } from "./chance.ts";
import { captureResultOf, eventOf, modelOf, validationOf } from "./testResults.ts";

const [one, other, third] = [captureOf({ name: "One" }), captureOf({ name: "Other" }), captureOf({ name: "Third" })];
const shown = validationOf(modelOf(), [
  captureResultOf(one, [eventOf(1, "Jab", "Jab")]),
  captureResultOf(other, [eventOf(1, "Jab", "Hook")]),
  captureResultOf(third, [eventOf(1, "Hook", "Hook")]),
]);
const better = validationOf(modelOf(), [
  captureResultOf(one, [eventOf(1, "Jab", "Jab")]),
  captureResultOf(other, [eventOf(1, "Jab", "Jab")]),
]);

it("lists captures where models differ most first, and leaves open what one of them did not judge", () => {
  const rows = captureRows(shown, [better]);
  expect(rows.map(({ name, f1s }) => [name, ...f1s])).toEqual([
    ["Other", 0, 1],
    ["One", 1, 1],
    ["Third", 1, null],
  ]);
  expect(rows.map((row) => pointsOf(row, 1))).toEqual([100, 0, null]);
});

it("lists the classes that any of them knows", () => {
  expect(classRows([shown, better]).map(({ name, f1s }) => [name, f1s[0]! > 0, f1s[1]])).toEqual([
    ["Hook", true, null],
    ["Jab", true, 1],
  ]);
});

it("says in words whether a difference may be chance", () => {
  const counts = { onlyFirst: 9, onlySecond: 1, both: 5, neither: 0 };
  expect(chanceWords({ ...counts, p: 0.2 })).toBe("May be chance");
  expect(chanceSentence({ ...counts, p: 0.2 })).toContain("20 times in 100");
  expect(chanceWords({ ...counts, p: 0.021 })).toBe("Unlikely chance");
  expect(chanceSentence({ ...counts, p: 0.002 })).toContain("1 time in 100");
  expect(chanceWords({ ...counts, p: 2e-9 })).toBe("Hardly chance");
  expect(pWords({ ...counts, p: 2.4e-9 })).toBe("p = 2e-9");
  expect(chanceWords({ onlyFirst: 0, onlySecond: 0, both: 5, neither: 0, p: 1 })).toBe("No difference");
});
