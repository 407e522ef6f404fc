// @vitest-environment jsdom
import { act } from "react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { bulkPaths } from "#contract/bulk.ts";
import type { Outcome } from "#contract/schemas.ts";
import { listenForKeys } from "../../app/commands/keys.ts";
import { commands } from "../../app/commands/table.ts";
import { find, press, pressKey, showApp, studioOf, type } from "../../app/testing/showApp.tsx";
import { usualImportPlan } from "../../training/importing.ts";
import { firstWish } from "../../training/wish.ts";
import { Toasts } from "../../ui/Toast.tsx";
import { captureOf } from "../shared/testCaptures.ts";
import { TrainWorkspace } from "./TrainWorkspace.tsx";
import { answerTraining, candidateOf, previewOf, trainedModel } from "./testTraining.ts";

const anna = captureOf({ name: "Anna 1", labelCounts: { Jab: 20, Hook: 10 }, metadata: { person: "Anna" } });
const ben = captureOf({ name: "Ben 1", labelCounts: { Jab: 5, Slip: 2 }, metadata: { person: "Ben" } });
const bare = captureOf({ name: "Bare" });
const captures = [anna, ben, bare];
const preview = previewOf([anna, ben], {
  excluded: [{ captureId: bare.id, name: bare.name, reason: "noTruth", count: 0 }],
});

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
  location.hash = "#/train";
  vi.stubGlobal("ResizeObserver", NothingResizes);
  vi.stubGlobal("matchMedia", () => ({ addEventListener: () => {}, removeEventListener: () => {} }));
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(280);
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(900);
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null);
});

async function show(over: Partial<Parameters<typeof answerTraining>[1]> & { shown?: typeof captures } = {}) {
  const { shown = captures, ...answers } = over;
  const studio = studioOf({ captures: shown });
  answerTraining(studio, { preview, ...answers });
  const app = await showApp(
    studio,
    <>
      <TrainWorkspace />
      <Toasts />
    </>,
  );
  stopKeys();
  stopKeys = listenForKeys(app, () => commands, window);
  return { studio, app };
}

/** A call that is answered later. */
function later<T>() {
  let answer: (outcome: Outcome<T>) => void = () => {};
  const promise = new Promise<Outcome<T>>((resolve) => (answer = resolve));
  return { promise, answer: (outcome: Outcome<T>) => act(async () => answer(outcome)) };
}

const CANCELLED = { ok: false, problem: { code: "job.cancelled", detail: {} } } as const;

/** As a press on its heading does: jsdom opens it and tells of it, a little later. */
async function openSection(title: string): Promise<void> {
  const details = find("summary", title).parentElement as HTMLDetailsElement;
  await act(async () => {
    details.open = true;
    details.dispatchEvent(new Event("toggle"));
  });
}

describe("the data", () => {
  it("sends whoever has no labels to Label", async () => {
    const { app } = await show({ shown: [bare] });
    await press(find("button", "Go to Label"));
    expect(app.shell.store.getState().place).toEqual({ at: "captures" });
  });

  it("is all that is labelled, by person, until somebody says otherwise", async () => {
    const { studio } = await show();
    expect(studio.inputsOf("dataset.preview")).toEqual([
      {
        classes: ["Jab", "Hook", "Slip"],
        query: { captureIds: [], labels: [], metadata: {}, devices: [], states: [], truthTrack: null },
        split: { groupBy: { kind: "metadata", field: "person" }, method: { kind: "leaveOneOut" }, seed: 1 },
      },
    ]);
    expect(find("section[aria-label=Folds]").textContent).toContain("Anna130");
  });

  it("says what is left out and why, and opens its captures", async () => {
    const { app } = await show();
    const reasons = find("section[aria-label^=Left]");
    expect(reasons.textContent).toContain("nobody has labeled it1 capture");
    await press(find("details button", "Bare"));
    expect(app.shell.store.getState().place).toEqual({ at: "open", captureId: bare.id });
  });

  it("says which segments vanish when they are cut, why, and of which labels", async () => {
    const lost = { captureId: anna.id, name: anna.name, reason: "clipped" as const, count: 3, labels: { Hook: 3 } };
    const { studio } = await show({ examples: { labels: { Jab: 25, Hook: 7 }, excluded: [lost] } });
    expect(find("section[aria-label=Labels] tr", "Hook").textContent).toContain("107");
    const reasons = find("section[aria-label^=Left]");
    expect(reasons.textContent).toContain("cut off at the end of the sensor's range1 capture, 3 segments");
    expect(find("details", "cut off").textContent).toContain("Hook3");
    expect(find("details button", "Anna 1").textContent).toBe("Anna 1 (3)");
    // Neither the size of the network nor a held-out person changes how segments are cut.
    const { plan } = studio.inputsOf("dataset.examples")[0]!;
    expect(Object.keys(plan)).toEqual(["classes", "hands", "segmenter", "examples"]);
  });

  it("follows a filter, and remembers it for the project", async () => {
    const { studio } = await show();
    await press(find("button", "Ben"));
    expect(studio.inputsOf("dataset.preview").at(-1)!.query.metadata).toEqual({ person: ["Ben"] });
    const again = await show();
    expect(again.studio.inputsOf("dataset.preview")[0]!.query.metadata).toEqual({ person: ["Ben"] });
  });

  it("is read again after an edit", async () => {
    const { studio } = await show();
    await act(async () => studio.emit("capture.changed", { captureIds: [ben.id] }));
    expect(studio.inputsOf("dataset.preview")).toHaveLength(2);
  });

  it("says what is wrong with it", async () => {
    const { studio } = await show();
    studio.script["dataset.preview"] = () => ({ ok: false, problem: { code: "learn.noTruth", detail: {} } });
    await act(async () => studio.emit("capture.changed", { captureIds: [ben.id] }));
    expect(document.body.textContent).toContain("Label some captures, or choose others.");
  });
});

describe("the plan", () => {
  it("starts from a preset and keeps what it was asked to tell apart", async () => {
    const { app } = await show();
    await press(find("label", "Small forest").querySelector("input")!);
    const { plan } = app.training.store.getState().wish!;
    expect(plan.classifier).toEqual({ kind: "forest", trees: 30, depth: 7 });
    expect(plan.classes).toEqual(["Jab", "Hook", "Slip"]);
    expect(plan.segmenter).toEqual({ name: "punch", settings: { window: 700 } });
  });

  it("can be pasted as JSON; what is no plan is said and changes nothing", async () => {
    const { app } = await show();
    await openSection("Plan as JSON");
    const field = find("textarea") as HTMLTextAreaElement;
    const before = app.training.store.getState().wish!.plan;
    const set = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")!.set!;
    const paste = async (words: string) =>
      act(async () => {
        set.call(field, words);
        field.dispatchEvent(new Event("input", { bubbles: true }));
      });
    await paste(JSON.stringify({ ...before, rejectBelow: 7 }));
    expect(find("[role=alert]").textContent).toContain("rejectBelow");
    expect(app.training.store.getState().wish!.plan).toEqual(before);
    await paste(JSON.stringify({ ...before, rejectBelow: 0.5 }));
    expect(app.training.store.getState().wish!.plan.rejectBelow).toBe(0.5);
  });
});

describe("training", () => {
  it("makes a model of the recipe under the name that was typed, with its curves on the way, and shows it", async () => {
    const made = trainedModel({ name: "Tuesday" });
    const { studio } = await show();
    const trained = later<typeof made>();
    studio.script["model.train"] = () => trained.promise;
    await type(find("label", "Name of the model").parentElement!.querySelector("input")!, "Tuesday");
    await pressKey("Enter", { ctrlKey: true });
    const { jobId, name, plan } = studio.inputsOf("model.train")[0]!;
    expect([name, plan.classes]).toEqual(["Tuesday", ["Jab", "Hook", "Slip"]]);
    await act(async () => {
      studio.emit("job.progress", { jobId, done: 1, of: 4 });
      const epoch = { epoch: 7, loss: 0.5, accuracy: 0.75, validationLoss: 0.6, validationAccuracy: null };
      studio.emit("model.epoch", { jobId, fold: "Ben", ...epoch });
    });
    expect(find("[role=progressbar]").getAttribute("aria-valuenow")).toBe("25");
    expect(find("section[aria-label='Learning curves']").textContent).toContain("Held out: Ben. Epoch 7 of 60");
    studio.script["model.list"] = () => [made];
    await act(async () => studio.emit("model.changed", {}));
    await trained.answer({ ok: true, value: made });
    expect(find("article", "Tuesday").textContent).toContain("90 %");
    expect(find("section[aria-label='By fold']").textContent).toMatch(/Ben45 %.*Anna90 %/);
  });

  it("is cancelled with Escape, and says nothing went wrong that a person did not do", async () => {
    const { studio, app } = await show();
    const trained = later<never>();
    studio.script["model.train"] = () => trained.promise;
    await press(find("button", "Train"));
    await pressKey("Escape");
    const { jobId } = studio.inputsOf("model.train")[0]!;
    expect(studio.inputsOf("job.cancel")).toEqual([{ jobId }]);
    await trained.answer(CANCELLED);
    expect(app.training.store.getState().running).toBeNull();
  });

  it("says what stands in the way until the recipe is another one, and offers ways out", async () => {
    const { studio, app } = await show();
    const problem = { code: "learn.fewOfClass", detail: { label: "Slip", count: 2, needed: 5 } };
    studio.script["model.train"] = () => ({ ok: false, problem });
    await pressKey("Enter", { ctrlKey: true });
    expect(find("[role=alert]").textContent).toContain('only 2 examples of "Slip"');
    await press(find("button", "Leave out Slip"));
    expect(app.training.store.getState().wish!.plan.classes).toEqual(["Jab", "Hook"]);
    expect(document.querySelector("[role=alert]")).toBeNull();
  });

  it("offers simulated people where a project holds little and nothing real, says how far they are, and can be stopped", async () => {
    const { studio } = await show();
    const recorded = later<never>();
    studio.script["simulated.recordPeople"] = () => recorded.promise;
    await press(find("button", "Record simulated people"));
    const { jobId } = studio.inputsOf("simulated.recordPeople")[0]!;
    await act(async () => studio.emit("job.progress", { jobId, done: 3, of: 12 }));
    expect(find("[role=progressbar]").getAttribute("aria-valuenow")).toBe("25");
    await press(find("button", "Cancel"));
    expect(studio.inputsOf("job.cancel")).toEqual([{ jobId }]);
    await recorded.answer(CANCELLED);
    expect(find("button", "Record simulated people")).toBeTruthy();
  });

  it("gives each model a name that none has yet", async () => {
    const { studio } = await show({ models: [trainedModel({ name: "Reference network" })] });
    studio.script["model.train"] = () => CANCELLED;
    await pressKey("Enter", { ctrlKey: true });
    expect(studio.inputsOf("model.train")[0]!.name).toBe("Reference network 2");
  });
});

describe("a model", () => {
  const model = trainedModel({ stale: ["labels"] });

  it("says that it is simulated and what changed since", async () => {
    await show({ models: [model] });
    await pressKey("4");
    const article = find("article", "Reference network").textContent;
    expect(article).toContain("Simulated");
    expect(article).toContain("Stale: labels changed");
  });

  it("is renamed in place", async () => {
    const { studio } = await show({ models: [model] });
    studio.script["model.rename"] = () => ({ ok: true, value: model });
    await pressKey("4");
    await press(find("button", "Rename"));
    const field = find("input[aria-label=Rename]") as HTMLInputElement;
    await type(field, "Gym");
    await act(async () => field.focus());
    await pressKey("Enter");
    expect(studio.inputsOf("model.rename")).toEqual([{ modelId: model.id, name: "Gym" }]);
  });

  it("is removed with a way back", async () => {
    const { studio } = await show({ models: [model] });
    studio.script["model.remove"] = () => ({ ok: true, value: undefined });
    studio.script["history.undo"] = () => ({ ok: true, value: null });
    await pressKey("4");
    await press(find("button", "Remove"));
    expect(studio.inputsOf("model.remove")).toEqual([{ modelId: model.id }]);
    await press(find("button", "Undo"));
    expect(studio.inputsOf("history.undo")).toEqual([{ captureId: null }]);
  });

  it("is saved for other tools, or it says why it cannot be", async () => {
    const saved: string[] = [];
    vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
      saved.push(this.href);
    });
    const { studio } = await show({ models: [model] });
    await pressKey("4");
    studio.script["model.export"] = () => ({
      ok: false,
      problem: { code: "export.noNetwork", detail: { name: "Oak" } },
    });
    await press(find("button", "Save as .tflite"));
    expect(document.body.textContent).toContain('The model "Oak" decides by trees');
    const plan = { ...usualImportPlan({ network: null }, firstWish([], null).plan) };
    const file = (part: number) => ({ part, hands: [null], fileName: "Net.tflite", bytes: 1, plan });
    studio.script["model.export"] = () => ({ ok: true, value: [file(0), file(1)] });
    await press(find("button", "Save as .tflite"));
    expect(saved).toEqual([0, 1].map((part) => `http://127.0.0.1/${bulkPaths.modelFile(model.id, part)}`));
  });

  it("is judged on captures in Accuracy", async () => {
    const { app } = await show({ models: [trainedModel({ name: "Other" }), model] });
    await pressKey("4");
    await press(find("nav button", "Reference network"));
    await press(find("button", "Compute accuracy"));
    expect(app.shell.store.getState().place).toEqual({ at: "validate" });
    expect(app.accuracy.store.getState().chosen).toEqual(new Set([model.id]));
  });
});

const at = (startUs: number, label: string, odd: number) => ({
  ...{ captureId: anna.id, segmentId: null, label, hand: "left" as const, startUs, endUs: startUs + 400_000 },
  ...{ x: startUs / 1e6, y: odd, odd },
});

describe("the map", () => {
  const map = { points: [at(1e6, "Jab", 0.1), at(2e6, "Hook", 0.9), at(3e6, "Jab", 0.2)], explained: null };

  it("lists the odd ones first and opens one on the timeline", async () => {
    const { app, studio } = await show({ map });
    await pressKey("2");
    expect(studio.inputsOf("features.map")[0]).toMatchObject({ method: "umap", set: "all", seed: 1 });
    const list = find("section[aria-label^=Segments]");
    expect(list.textContent).toContain("3 segments, 1 odd");
    expect(list.querySelector("[data-row]")!.textContent).toContain("Hook90 %Anna 1");
    await act(async () => find("[role=grid]", "Segments").focus());
    await pressKey("ArrowDown");
    await pressKey("Enter");
    expect(app.shell.store.getState().place).toEqual({ at: "open", captureId: anna.id });
  });

  it("is laid out anew by another method", async () => {
    const { studio } = await show({ map: { ...map, explained: [0.6, 0.2] } });
    await pressKey("2");
    await press(find("[role=radio]", "PCA"));
    expect(studio.inputsOf("features.map").map(({ method }) => method)).toEqual(["umap", "pca"]);
    expect(document.body.textContent).toContain("across shows 60 % and up shows 20 %");
  });
});

describe("features", () => {
  const spread = (label: string, median: number) => ({
    ...{ label, segments: 9, mean: median, deviation: 1, lowest: median - 2, highest: median + 2 },
    ...{ lowerQuartile: median - 1, median, upperQuartile: median + 1 },
  });
  const row = (id: string, f: number | null) => ({
    ...{ id, name: id, columns: [], parameters: [], f },
    classes: [spread("Hook", 40), spread("Jab", 4)],
  });
  const table = { features: [row("best(GyroX)", null), row("next(AccelX)", 12), row("last(AccelY)", 1)], segments: 18 };

  it("are listed with what tells classes apart best first, and plotted by class", async () => {
    await show({ table });
    await pressKey("3");
    const rows = [...find("[role=grid]", "Features").querySelectorAll("[data-row]")].map((each) => each.textContent);
    expect(rows).toEqual(["best(GyroX)∞", "next(AccelX)12.0", "last(AccelY)1.00"]);
    expect(document.querySelectorAll("figure")).toHaveLength(3);
    await type(find("input[aria-label='Find a feature']") as HTMLInputElement, "accel");
    expect(find("[role=grid]", "Features").querySelectorAll("[data-row]")).toHaveLength(2);
  });
});

describe("a search", () => {
  it("shows what plans are worth and cost, and puts a chosen one into the recipe", async () => {
    const { studio, app } = await show();
    const other = candidateOf(0.95, 9000);
    const better = {
      ...other,
      plan: { ...other.plan, classifier: { kind: "forest" as const, trees: 20, depth: 6 } },
    };
    studio.script["model.search"] = () => ({ ok: true, value: [candidateOf(0.9, 4000), better] });
    await pressKey("Enter", { ctrlKey: true, shiftKey: true });
    const rows = [...find("[role=grid]", "Plans").querySelectorAll("[data-row]")].map((row) => row.textContent);
    expect(rows[0]).toContain("20 trees of depth 6");
    expect(rows[1]).toContain("Yours:");
    const points = document.querySelectorAll<SVGPathElement>("figure path[transform]");
    await act(async () => points[1]!.dispatchEvent(new MouseEvent("click", { bubbles: true })));
    await press(find("button", "Use this plan"));
    expect(app.training.store.getState().wish!.plan.classifier).toEqual(better.plan.classifier);
  });
});
