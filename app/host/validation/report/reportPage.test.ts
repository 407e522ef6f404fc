import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { SAME_PUNCH } from "#domain/matching.ts";
import { judge } from "#domain/validation/outcomes.ts";
import type { CaptureResult, Judged, Validation } from "#domain/validation/results.ts";
import { scoresOf } from "#domain/validation/scores.ts";
import { html } from "./html.ts";
import { reportPage } from "./reportPage.ts";

const CLASSES = new Set(["Jab", "Hook"]);

/** A capture with four Jabs, of which the model names so many rightly. */
function capture(name: string, right: number): CaptureResult {
  const at = (second: number) => ({ hand: null, startUs: second * 1e6, endUs: second * 1e6 + 5e5 });
  const events = judge(
    [1, 2, 3, 4].map((second) => ({ ...at(second), id: `${name} ${second}`, label: "Jab" })),
    [1, 2, 3, 4].map((second) => ({
      ...at(second + 0.02),
      label: second <= right ? "Jab" : "Hook",
      decidedUs: second * 1e6 + 6e5,
      score: 0.5,
    })),
    { rule: SAME_PUNCH, fullyAnnotated: true, classes: CLASSES },
  );
  const judged: Judged = { events, judgedUs: 60e6, unlabelledUs: 58e6, sensiml: { counted: 4, right } };
  return { captureId: randomUUID(), name, rescaled: false, ...judged, scores: scoresOf([judged]) };
}

function validation(captures: readonly CaptureResult[], more: Partial<Validation> = {}): Validation {
  return {
    id: randomUUID(),
    createdAtMs: Date.UTC(2026, 0, 1),
    modelIds: [randomUUID()],
    modelNames: ["Boxing"],
    captureIds: captures.map(({ captureId }) => captureId),
    rule: SAME_PUNCH,
    fullyAnnotated: true,
    truthTrack: null,
    hashes: { data: "da7a", labels: "1abe1", models: "0de1", engine: "e6e" },
    simulated: false,
    left: [],
    total: scoresOf(captures),
    captures,
    ...more,
  };
}

describe("the report of a validation", () => {
  test("says the figures, the protocol and the hashes, and draws what it needs itself", () => {
    const page = reportPage([validation([capture("Monday", 3)])]);
    for (const said of ["75.0 %", "75.00 %", "20 ms", "Monday", "da7a", "1abe1", "0de1", "e6e", "at least 0.3"])
      expect(page).toContain(said);
    expect(page.match(/<svg/g)).toHaveLength(3);
    expect(page).not.toMatch(/<script|src=|href=|https?:|simulated/i);
  });

  test("stamps what was simulated, and says what was left out and why", () => {
    const problem = { code: "model.otherRate", detail: { model: "Boxing", rateHz: 50, needsHz: 119 } };
    const left = [{ captureId: randomUUID(), name: "Tuesday", hand: "left" as const, problem }];
    const page = reportPage([validation([capture("Monday", 4)], { simulated: true, left })]);
    expect(page).toContain('class="stamp"');
    expect(page).toContain("Tuesday, left hand");
    expect(page).toContain("this recording has 50");
  });

  test("puts several side by side, with the chance that they are equally good", () => {
    const [good, bad] = [capture("Monday", 4), capture("Monday", 2)];
    const second = validation([{ ...bad, captureId: good.captureId }], { modelNames: ["Detector", "Boxing 2"] });
    const page = reportPage([validation([good]), second]);
    expect(page).toContain("Detector &gt; Boxing 2");
    // Two right only in the first, none only in the second: exact p = 2 / 2^2.
    expect(page).toContain("<td>2</td><td>0</td><td>0.500</td>");
  });

  test("shows names as they are, whatever they hold", () => {
    const page = reportPage([validation([capture('<img src=x onerror="alert(1)">', 1)], { modelNames: ["A & B"] })]);
    expect(page).not.toContain("<img");
    expect(page).toContain("A &amp; B");
    expect(html`<a title="${`"'`}">${null}</a>`.markup).toBe('<a title="&quot;&#39;"></a>');
  });

  test("needs no punch at all", () => {
    const judged: Judged = { events: [], judgedUs: 0, unlabelledUs: 0, sensiml: { counted: 0, right: 0 } };
    const empty = { captureId: randomUUID(), name: "Rest", rescaled: false, ...judged, scores: scoresOf([judged]) };
    expect(reportPage([validation([empty])])).not.toMatch(/NaN|undefined|Infinity/);
  });
});
