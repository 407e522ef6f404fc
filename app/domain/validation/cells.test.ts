import { expect, test } from "vitest";
import { SAME_PUNCH } from "../matching.ts";
import { cellOutcomes, isRight } from "./cells.ts";
import { judge } from "./outcomes.ts";
import { scoresOf } from "./scores.ts";

const at = (second: number, label: string) => ({
  id: String(second),
  label,
  hand: null,
  startUs: second * 1e6,
  endUs: second * 1e6 + 4e5,
  decidedUs: second * 1e6 + 5e5,
  score: null,
});

test("a cell is what its events are: where there is no punch, to find nothing is right", () => {
  const truth = [at(1, "Jab"), at(2, "Jab"), at(3, "Jab"), at(4, "Unknown"), at(5, "Unknown"), at(6, "Feint")];
  const found = [at(1, "Jab"), at(2, "Unknown"), at(5, "Jab"), at(8, "Unknown"), at(9, "Jab")];
  const events = judge(truth, found, { rule: SAME_PUNCH, fullyAnnotated: true, classes: new Set(["Jab"]) });
  const part = { events, judgedUs: 1e7, unlabelledUs: 0, sensiml: { counted: 0, right: 0 } };
  const { matrix } = scoresOf([part]);
  expect(matrix.labels).toEqual(["Feint", "Jab", "Unknown"]);
  const cells = cellOutcomes(matrix, [part]);
  expect(cells).toEqual([
    [null, null, null, "correctReject"],
    [null, "hit", "reject", "miss"],
    [null, "falseAlarm", null, "correctReject"],
    [null, "falseAlarm", "correctReject", null],
  ]);
  expect(cells[2]!.map((outcome) => outcome !== null && isRight(outcome))).toEqual([false, false, false, true]);
});
