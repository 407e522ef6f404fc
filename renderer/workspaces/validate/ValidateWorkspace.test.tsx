// @vitest-environment jsdom
import { act } from "react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { listenForKeys } from "../../app/commands/keys.ts";
import { commands } from "../../app/commands/table.ts";
import { find, press, pressKey, showApp, studioOf } from "../../app/testing/showApp.tsx";
import { Toasts } from "../../ui/Toast.tsx";
import { captureOf } from "../shared/testCaptures.ts";
import { captureResultOf, eventOf, modelOf, validationOf } from "./testResults.ts";
import { ValidateWorkspace } from "./ValidateWorkspace.tsx";

const good = captureOf({ name: "Good", labelCounts: { Jab: 2 }, metadata: { person: "Anna" } });
const bad = captureOf({ name: "Bad", labelCounts: { Jab: 1 }, metadata: { person: "Ben" } });
const unlabelled = captureOf({ name: "Unlabelled" });
const forest = modelOf();
const result = validationOf(forest, [
  captureResultOf(bad, [eventOf(1, "Jab", "Hook"), eventOf(2, null, "Hook")]),
  captureResultOf(good, [eventOf(1, "Jab", "Jab"), eventOf(2, "Jab", "Jab"), eventOf(3, "Hook", null)]),
]);

/** jsdom lays nothing out, so that no size ever changes. */
class NothingResizes implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

let stopKeys = () => {};

beforeEach(() => {
  stopKeys();
  localStorage.clear();
  location.hash = "#/validate";
  vi.stubGlobal("ResizeObserver", NothingResizes);
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(280);
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(900);
});

async function show({ models = [forest], results = [result], captures = [good, bad, unlabelled] } = {}) {
  const studio = studioOf({ captures });
  studio.script["model.list"] = () => models;
  studio.script["validation.list"] = () => results;
  studio.script["validation.get"] = ({ validationId }) => ({
    ok: true,
    value: results.find(({ id }) => id === validationId)!,
  });
  studio.script["validation.compare"] = () => ({
    ok: false,
    problem: { code: "validation.nothingShared", detail: {} },
  });
  studio.script["job.cancel"] = () => true;
  const app = await showApp(
    studio,
    <>
      <ValidateWorkspace />
      <Toasts />
    </>,
  );
  stopKeys = listenForKeys(app, () => commands, window);
  return { studio, app };
}

const rowsOf = (table: string) =>
  [...find("[role=grid]", table).querySelectorAll("[role=row][data-row]")].map((row) => row.textContent);

describe("without anything to judge", () => {
  it("sends whoever has no model to where one is made", async () => {
    const { app } = await show({ models: [], results: [] });
    await press(find("button", "Train a model"));
    expect(app.shell.store.getState().place).toEqual({ at: "train" });
  });

  it("sends whoever has no labels to Label", async () => {
    const { app } = await show({ models: [], results: [], captures: [unlabelled] });
    await press(find("button", "Go to Label"));
    expect(app.shell.store.getState().place).toEqual({ at: "captures" });
  });
});

describe("computing accuracy", () => {
  it("judges each chosen model on the labelled captures, by the rule that is shown, and keeps the result", async () => {
    const conv = modelOf({ name: "Conv" });
    const { studio } = await show({ models: [forest, conv], results: [] });
    await press(find("fieldset label", "Conv").querySelector("input")!);
    studio.script["validation.run"] = () => ({ ok: true, value: result });
    studio.script["validation.list"] = () => [result];
    await pressKey("Enter", { ctrlKey: true });
    const asked = studio.inputsOf("validation.run");
    expect(asked.map(({ modelIds }) => modelIds)).toEqual([[forest.id], [conv.id]]);
    expect(asked[0]).toMatchObject({
      captureIds: [good.id, bad.id],
      rule: { by: "overlap", atLeast: 0.3 },
      fullyAnnotated: false,
      truthTrack: null,
    });
    expect(find("h1").textContent).toBe("Forest");
  });

  it("lets one model find the punches that another names", async () => {
    const detector = modelOf({ name: "Detector" });
    const { studio, app } = await show({ models: [forest, detector], results: [] });
    await act(async () => app.accuracy.wish({ detector: detector.id }));
    await press(find("fieldset label", "Detector").querySelector("input")!);
    studio.script["validation.run"] = () => ({ ok: true, value: result });
    await press(find("button", "Compute accuracy of 2 models"));
    // A model before itself is that model alone.
    expect(studio.inputsOf("validation.run").map(({ modelIds }) => modelIds)).toEqual([
      [detector.id, forest.id],
      [detector.id],
    ]);
  });

  it("tells how far it is, and a cancel ends it and the models after it", async () => {
    const conv = modelOf({ name: "Conv" });
    const { studio } = await show({ models: [forest, conv], results: [] });
    await press(find("fieldset label", "Conv").querySelector("input")!);
    let end: (value: { ok: false; problem: { code: string; detail: Record<string, never> } }) => void = () => {};
    studio.script["validation.run"] = () => new Promise((resolve) => (end = resolve));
    await press(find("button", "Compute accuracy of 2 models"));
    const { jobId } = studio.inputsOf("validation.run")[0]!;
    await act(async () => studio.emit("job.progress", { jobId, done: 1, of: 4 }));
    expect(find("[role=progressbar]").getAttribute("aria-valuenow")).toBe("25");
    await pressKey("Escape");
    expect(studio.inputsOf("job.cancel")).toEqual([{ jobId }]);
    await act(async () => end({ ok: false, problem: { code: "job.cancelled", detail: {} } }));
    expect(studio.inputsOf("validation.run")).toHaveLength(1);
    expect(find("button", "Compute accuracy of 2 models").hasAttribute("disabled")).toBe(false);
  });
});

describe("results side by side", () => {
  const conv = modelOf({ name: "Conv" });
  const other = validationOf(
    conv,
    [captureResultOf(bad, [eventOf(1, "Jab", "Jab")]), captureResultOf(good, [eventOf(1, "Jab", "Hook")])],
    { createdAtMs: 1 },
  );
  const paired = { onlyFirst: 2, onlySecond: 12, both: 3, neither: 1, p: 0.013 };

  it("tell by how much they differ on each capture and class, and whether that may be chance", async () => {
    const { studio } = await show({ models: [forest, conv], results: [result, other] });
    studio.script["validation.compare"] = () => ({ ok: true, value: { ...paired, perClass: { Jab: paired } } });
    await press(find("nav button", "Compare Conv with the result that is shown"));
    expect(studio.inputsOf("validation.compare")).toEqual([{ first: result.id, second: other.id }]);
    const side = find("section[aria-label='Side by side']").textContent!;
    expect(side).toContain("Of 18 labelled segments that both judged, only Forest is right on 2, only Conv on 12.");
    expect(side).toContain("it is unlikely chance");
    expect(side).toContain("p = 0.013");
    // Where they differ most comes first.
    expect(rowsOf("Captures")[0]).toContain("Bad");
    expect(rowsOf("Captures")[0]).toContain("+100.0");
    expect(rowsOf("Captures")[1]).toContain("-");
    await press(find("button", "Stop comparing"));
    expect(document.querySelector("section[aria-label='Side by side']")).toBeNull();
  });

  it("stand there at once where several models were judged together", async () => {
    const { studio, app } = await show({ models: [forest, conv], results: [] });
    await press(find("fieldset label", "Conv").querySelector("input")!);
    const answers = [other, result];
    studio.script["validation.run"] = () => ({ ok: true, value: answers.pop()! });
    studio.script["validation.list"] = () => [result, other];
    studio.script["validation.get"] = () => ({ ok: true, value: result });
    await pressKey("Enter", { ctrlKey: true });
    expect(app.accuracy.store.getState().shown?.id).toBe(other.id);
    expect(find("section[aria-label='Side by side']").textContent).toContain(
      "judged no segment that this result judged",
    );
  });
});

describe("a result", () => {
  it("lists the worst capture first", async () => {
    await show();
    const rows = rowsOf("Worst first");
    expect(rows).toHaveLength(2);
    expect(rows[0]).toContain("Bad");
    expect(rows[0]).toContain("0.0 %");
    expect(rows[1]).toContain("Good");
  });

  it("says what changed since a stale one was made", async () => {
    await show({ results: [{ ...result, stale: ["labels", "engine"] }] });
    expect(find("h1").parentElement!.textContent).toContain("Stale: labels, engine changed");
  });

  it("shows how early or late punches were found, and when the glove would have said so", async () => {
    await show();
    expect(find("[role=img]", "Timing error").getAttribute("aria-label")).toBe(
      "Timing error: 3 punches, median 0.0 ms, 95 % within 0.0 ms",
    );
    expect(find("[role=img]", "Decision after the punch").getAttribute("aria-label")).toContain("median 50.0 ms");
  });

  it("says of what could not be judged why, and what to do", async () => {
    const left = [
      { captureId: unlabelled.id, name: "Unlabelled", hand: null, problem: { code: "validation.noTruth", detail: {} } },
    ];
    await show({ results: [{ ...result, left }] });
    expect(find("details").textContent).toContain("Unlabelled: Nobody has labelled this recording");
  });

  it("is removed with a way back", async () => {
    const { studio } = await show();
    const script = studio.script;
    script["validation.remove"] = () => {
      script["validation.list"] = () => [];
      return { ok: true, value: undefined };
    };
    script["history.undo"] = () => ({ ok: true, value: null });
    await press(find("button", "Remove this result"));
    expect(studio.inputsOf("validation.remove")).toEqual([{ validationId: result.id }]);
    expect(document.querySelector("h1")).toBeNull();
    await press(find("button", "Undo"));
    expect(studio.inputsOf("history.undo")).toEqual([{ captureId: null }]);
  });

  it("tints what is right as right: nothing found where there is no punch", async () => {
    const lenient = validationOf(forest, [
      captureResultOf(good, [
        { ...eventOf(1, "Unknown", null), outcome: "correctReject" },
        { ...eventOf(2, "Unknown", "Jab"), outcome: "falseAlarm" },
        eventOf(3, "Jab", "Jab"),
      ]),
    ]);
    await show({ results: [lenient] });
    const isRight = (words: string) => find("button", words).hasAttribute("data-right");
    expect(isRight("Unknown found as Missed: 1")).toBe(true);
    expect(find("button", "Unknown found as Missed: 1").title).toBe("Correct reject");
    expect(isRight("Jab found as Jab: 1")).toBe(true);
    expect(isRight("Unknown found as Jab: 1")).toBe(false);
    expect(isRight("Unknown found as Unknown: 0")).toBe(false);
  });

  it("lists all that went wrong until a cell of the matrix is chosen, then the clips of that cell", async () => {
    const { app } = await show();
    expect(rowsOf("Clips").map((row) => row!.slice(0, 4))).toEqual(["Bad0", "Bad0", "Good"]);
    await press(find("button", "Jab found as Hook: 1"));
    expect(rowsOf("Clips")).toHaveLength(1);
    const table = find("[role=grid]", "Clips");
    await act(async () => table.focus());
    await pressKey("ArrowDown");
    await pressKey("Enter");
    expect(app.shell.store.getState().place).toEqual({ at: "open", captureId: bad.id });
  });

  it("has a matrix that is walked with the arrows", async () => {
    await show();
    // Hook comes before Jab; the last column is missed, the last row background.
    const first = find("button", "Hook found as Hook: 0");
    await act(async () => first.focus());
    await pressKey("ArrowRight");
    await pressKey("ArrowRight");
    expect(document.activeElement?.getAttribute("aria-label")).toBe("Hook found as Missed: 1");
    await pressKey("ArrowRight");
    await pressKey("ArrowDown");
    await pressKey("ArrowDown");
    await pressKey("ArrowLeft");
    await pressKey("ArrowLeft");
    expect(document.activeElement?.getAttribute("aria-label")).toBe("Background found as Hook: 1");
  });
});
