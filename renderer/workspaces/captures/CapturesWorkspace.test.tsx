// @vitest-environment jsdom
import { act } from "react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Output } from "#contract/contract.ts";
import type { App } from "../../app/app.ts";
import { listenForKeys } from "../../app/commands/keys.ts";
import { commands } from "../../app/commands/table.ts";
import { find, PROJECT, press, pressKey, type Scene, showApp, studioOf, type } from "../../app/testing/showApp.tsx";
import { Toasts } from "../../ui/Toast.tsx";
import { captureOf } from "../shared/testCaptures.ts";
import { CapturesWorkspace } from "./CapturesWorkspace.tsx";

const jab = captureOf({ name: "Jab 01", label: "Jab", metadata: { person: "Anna", gym: "North" } });
const hook = captureOf({ name: "Hook 01", label: "Hook", counts: { lost: 5 } });

let stopKeys = () => {};

beforeEach(() => {
  stopKeys();
  localStorage.clear();
  location.hash = "#/captures";
  vi.spyOn(console, "warn").mockImplementation(() => {});
  // The table draws the rows that are in view, so that it needs a view.
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(600);
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(1200);
});

async function show(scene: Scene) {
  const studio = studioOf(scene);
  const app: App = await showApp(
    studio,
    <>
      <CapturesWorkspace />
      <Toasts />
    </>,
  );
  stopKeys = listenForKeys(app, () => commands, window);
  return { studio, app };
}

const rows = () => [...document.querySelectorAll("[role=row][data-row]")].map((row) => row.textContent);

describe("the table of captures", () => {
  it("shows what a person wants to know of each, fields that people made among it", async () => {
    await show({ captures: [hook, jab] });
    const headings = [...document.querySelectorAll("[role=columnheader]")].map((each) => each.textContent);
    expect(headings).toEqual(
      expect.arrayContaining(["Name", "Label", "Person", "gym", "Length", "Rate", "Gloves", "Health", "Recorded"]),
    );
    expect(rows()[0]).toContain("5 lost");
    expect(rows()[1]).toContain("Anna");
    expect(rows()[1]).toContain("119.0 Hz");
    expect(rows()[1]).toContain("Simulated");
  });

  it("draws only what is in view of ten thousand captures", async () => {
    const captures = Array.from({ length: 10_000 }, (_, i) => captureOf({ name: `Capture ${i}` }));
    await show({ captures });
    expect(document.body.textContent).toContain("10,000 of 10,000 captures");
    expect(rows().length).toBeGreaterThan(10);
    expect(rows().length).toBeLessThan(100);
  });

  it("reads the list again when the host says that captures changed, once for a burst of news", async () => {
    const { studio } = await show({ captures: [jab] });
    const before = studio.inputsOf("capture.list").length;
    studio.script["capture.list"] = ({ deleted }) => (deleted ? [] : [{ ...jab, name: "Renamed" }]);
    await act(async () => {
      for (let i = 0; i < 5; i++) studio.emit("capture.changed", { captureIds: [jab.id] });
    });
    expect(rows()[0]).toContain("Renamed");
    expect(studio.inputsOf("capture.list").length - before).toBeLessThanOrEqual(4);
  });

  it("says what to do where there is nothing, and why nothing is left of a filter", async () => {
    const { app } = await show({ captures: [] });
    await press(find("button", "Go to Capture"));
    expect(app.shell.store.getState().place).toEqual({ at: "capture" });
  });

  it("renames in place: Escape leaves the name, Enter takes it", async () => {
    const { studio, app } = await show({ captures: [jab, hook] });
    studio.script["capture.rename"] = ({ name }) => ({ ok: true, value: { ...jab, name } });
    await act(async () => app.captures.select(new Set([jab.id])));

    await pressKey("F2");
    const field = find("input[aria-label='New name']") as HTMLInputElement;
    expect(document.activeElement).toBe(field);
    field.value = "Other";
    await pressKey("Escape");
    expect(studio.inputsOf("capture.rename")).toEqual([]);

    await pressKey("F2");
    (find("input[aria-label='New name']") as HTMLInputElement).value = "  First jab ";
    await pressKey("Enter");
    expect(studio.inputsOf("capture.rename")).toEqual([{ captureId: jab.id, name: "First jab" }]);
    expect(document.querySelector("input[aria-label='New name']")).toBeNull();
  });

  it("deletes what is selected with one key, and the toast brings all of it back", async () => {
    const { studio, app } = await show({ captures: [jab, hook] });
    studio.script["capture.delete"] = () => ({ ok: true, value: undefined });
    studio.script["capture.restore"] = () => ({ ok: true, value: undefined });
    await act(async () => app.captures.select(new Set([jab.id, hook.id])));
    await pressKey("Delete");
    expect(studio.inputsOf("capture.delete")).toEqual([{ captureIds: [jab.id, hook.id] }]);
    expect(app.captures.store.getState().selected.size).toBe(0);
    await press(find("[role=alertdialog] button", "Undo"));
    expect(studio.inputsOf("capture.restore")).toEqual([{ captureIds: [jab.id, hook.id] }]);
  });

  it("offers a way back only as long as the deed is the one that undo would take back", async () => {
    const { studio, app } = await show({ captures: [jab, hook] });
    const deed = { code: "delete", detail: { count: 1, name: "Jab 01" } };
    studio.script["capture.delete"] = () => ({ ok: true, value: undefined });
    studio.script["history.state"] = () => ({ undo: deed, redo: null });
    await act(async () => app.captures.select(new Set([jab.id])));
    await pressKey("Delete");
    await act(async () => studio.emit("history.changed", {}));
    find("[role=alertdialog] button", "Undo");
    studio.script["history.state"] = () => ({ undo: null, redo: deed });
    await act(async () => studio.emit("history.changed", {}));
    expect(document.querySelector("[role=alertdialog]")).toBeNull();
  });

  it("offers on a right click what keys do, for the row under the pointer", async () => {
    const { app } = await show({ captures: [jab, hook] });
    const row = document.querySelector(`[data-row="${hook.id}"]`)!;
    await act(async () => {
      row.dispatchEvent(new MouseEvent("contextmenu", { bubbles: true, clientX: 50, clientY: 60 }));
    });
    expect([...app.captures.store.getState().selected]).toEqual([hook.id]);
    const entries = [...document.querySelectorAll("[role=menuitem]")].map((each) => each.textContent);
    expect(entries).toEqual([
      "OpenEnter",
      "Compare capturesC",
      "RenameF2",
      "Set label and fields…E",
      "Propose segments…P",
      "Mark as reviewedCtrl+Enter",
      "Import labels…",
      "Export labels…",
      "Play back as a live glove",
      "DeleteDelete",
    ]);
  });

  it("changes nothing in a project that cannot be written", async () => {
    const { studio, app } = await show({ captures: [jab], project: { ...PROJECT, readOnly: true } });
    await act(async () => app.captures.select(new Set([jab.id])));
    await pressKey("Delete");
    await pressKey("F2");
    expect(studio.inputsOf("capture.delete")).toEqual([]);
    expect(document.querySelector("input[aria-label='New name']")).toBeNull();
    const buttons = [...document.querySelectorAll("button")].map((each) => each.textContent);
    for (const deed of ["Delete", "Set label and fields…", "Mark as reviewed"]) expect(buttons).not.toContain(deed);
  });

  it("sets fields of many at once, and only those that were touched", async () => {
    const { studio, app } = await show({ captures: [jab, hook] });
    studio.script["capture.setLabel"] = () => ({ ok: true, value: undefined });
    studio.script["history.undo"] = () => ({ ok: true, value: null });
    await act(async () => app.captures.select(new Set([jab.id, hook.id])));
    await pressKey("e");
    expect(find("[role=dialog]").textContent).toContain("Edit 2 captures");
    await press(find("[role=dialog] [role=radio]", "Cross"));
    await press(find("[role=dialog] button", "Apply"));
    expect(studio.inputsOf("capture.setLabel")).toEqual([{ captureIds: [jab.id, hook.id], label: "Cross" }]);
    expect(studio.inputsOf("capture.setMetadata")).toEqual([]);
    await press(find("[role=alertdialog] button", "Undo"));
    expect(studio.inputsOf("history.undo")).toEqual([{ captureId: null }]);
  });

  it("sets label and fields of many as one step, with one way back", async () => {
    const { studio, app } = await show({ captures: [jab, hook] });
    studio.script["capture.setMetadata"] = () => ({ ok: true, value: undefined });
    studio.script["history.undo"] = () => ({ ok: true, value: null });
    await act(async () => app.captures.select(new Set([jab.id, hook.id])));
    await pressKey("e");
    await press(find("[role=dialog] [role=radio]", "Cross"));
    await type(document.querySelector<HTMLInputElement>("[role=dialog] input[role=combobox]")!, "Berta");
    await press(find("[role=dialog] button", "Apply"));
    expect(studio.inputsOf("capture.setMetadata")).toEqual([
      { captureIds: [jab.id, hook.id], metadata: { person: "Berta" }, label: "Cross" },
    ]);
    expect(studio.inputsOf("capture.setLabel")).toEqual([]);
    find("[role=alertdialog]", "2 captures changed.");
    await press(find("[role=alertdialog] button", "Undo"));
    expect(studio.inputsOf("history.undo")).toEqual([{ captureId: null }]);
  });

  it("restores from the bin", async () => {
    const { studio, app } = await show({ captures: [jab], bin: [hook] });
    studio.script["capture.restore"] = () => ({ ok: true, value: undefined });
    await act(async () => app.captures.show("bin"));
    expect(rows().length).toBe(1);
    await act(async () => app.captures.select(new Set([hook.id])));
    await press(find("button", "Restore from the bin"));
    expect(studio.inputsOf("capture.restore")).toEqual([{ captureIds: [hook.id] }]);
  });
});

describe("many captures at once", () => {
  const begun = captureOf({
    name: "Begun",
    label: "Hook",
    labelCounts: { Jab: 3, Cross: 1 },
    handCounts: { left: 3, right: 1, none: 0 },
    proposals: 2,
  });

  it("say what they hold together, those selected beside all", async () => {
    const { app } = await show({
      captures: [begun, captureOf({ labelCounts: { Jab: 2 }, handCounts: { left: 2, right: 0, none: 0 } })],
    });
    expect(document.body.textContent).toContain("6 segments: 5 left, 1 right");
    expect(document.body.textContent).not.toContain("4 segments: 3 left, 1 right");
    await act(async () => app.captures.select(new Set([begun.id])));
    expect(document.body.textContent).toContain("4 segments: 3 left, 1 right");
    expect(document.querySelectorAll("[role=img][aria-label='3 Jab, 1 Cross']").length).toBe(2);
  });

  it("have all their proposals accepted under the label that they are meant to hold, with a way back", async () => {
    const { studio, app } = await show({ captures: [begun, jab] });
    studio.script["label.accept"] = () => ({ ok: true, value: { accepted: 2, left: 1 } });
    studio.script["history.undo"] = () => ({ ok: true, value: null });
    await act(async () => app.captures.select(new Set([begun.id])));
    await pressKey("a");
    expect(find("[role=dialog]").textContent).toContain("Accept 2 proposals in 1 capture");
    await press(find("[role=dialog] button", "Accept"));
    const from = { kind: "proposal", name: null };
    expect(studio.inputsOf("label.accept")).toEqual([{ captureIds: [begun.id], from, into: "Truth", label: "Hook" }]);
    find("[role=alertdialog]", "2 proposals accepted. 1 met a label and was left.");
    await press(find("[role=alertdialog] button", "Undo"));
    expect(studio.inputsOf("history.undo")).toEqual([{ captureId: null }]);
  });

  it("are segmented as one job that can be stopped, with the settings that the project remembers", async () => {
    const { studio, app } = await show({ captures: [begun, jab] });
    studio.script["segment.plan"] = () => ({ segmenter: "windowing", settings: { windowing: { window: 500 } } });
    let end = (_: Output<"segment.proposeMany">) => {};
    studio.script["segment.proposeMany"] = () => new Promise((resolve) => (end = resolve));
    studio.script["job.cancel"] = () => true;
    await act(async () => app.captures.select(new Set([begun.id, jab.id])));
    await pressKey("p");
    await press(find("[role=dialog] button", "Propose"));
    const [asked] = studio.inputsOf("segment.proposeMany");
    expect(asked).toMatchObject({ segmenter: "windowing", settings: { window: 500, step: 1000 } });
    expect(asked!.captureIds).toEqual([begun.id, jab.id]);
    await act(async () => studio.emit("job.progress", { jobId: asked!.jobId, done: 1, of: 4 }));
    expect(find("[role=progressbar]").getAttribute("aria-valuenow")).toBe("25");
    await press(find("[role=dialog] button", "Stop"));
    expect(studio.inputsOf("job.cancel")).toEqual([{ jobId: asked!.jobId }]);
    await act(async () => end({ ok: false, problem: { code: "job.cancelled", detail: {} } }));
    expect(find("[role=dialog]").textContent).toContain("Propose");
    await press(find("[role=dialog] button", "Propose"));
    await act(async () => end({ ok: true, value: { captures: 2, proposals: 9, failed: [] } }));
    expect(document.querySelector("[role=dialog]")).toBeNull();
    expect(document.body.textContent).toContain("9 proposals kept in 2 captures.");
  });

  it("are marked as reviewed and not, by key and by menu", async () => {
    const { studio, app } = await show({ captures: [begun, jab] });
    studio.script["capture.setReviewed"] = () => ({ ok: true, value: undefined });
    await act(async () => app.captures.select(new Set([begun.id, jab.id])));
    await pressKey("Enter", { ctrlKey: true });
    expect(studio.inputsOf("capture.setReviewed")).toEqual([{ captureIds: [begun.id, jab.id], reviewed: true }]);
    expect(document.body.textContent).toContain("2 captures are reviewed.");
  });
});

describe("groups", () => {
  const headings = () => [...document.querySelectorAll("[role=row][aria-expanded]")].map((each) => each.textContent);

  it("stand over their captures, close and open by key, and are selected as a whole", async () => {
    const { app } = await show({ captures: [hook, jab] });
    await act(async () => app.queue.view.groupBy("field:person"));
    expect(headings()).toEqual(["Anna1 capture", "None1 capture"]);
    expect(rows().map((row) => row?.slice(0, 7))).toEqual(["Anna1 c", "Jab 01U", "None1 c", "Hook 01"]);
    (document.querySelector("[role=treegrid]") as HTMLElement).focus();
    await pressKey("ArrowDown");
    await pressKey("ArrowLeft");
    expect(rows().length).toBe(3);
    await pressKey(" ");
    expect([...app.captures.store.getState().selected]).toEqual([jab.id]);
    await pressKey("ArrowRight");
    expect(rows().length).toBe(4);
    await act(async () => app.queue.view.groupBy(null));
    expect(headings()).toEqual([]);
  });
});

it("keeps the order of columns that a person gave them by Ctrl and the arrows", async () => {
  const { app } = await show({ captures: [jab] });
  const names = () => [...document.querySelectorAll("[role=columnheader]")].map((each) => each.textContent).slice(1, 4);
  expect(names()).toEqual(["Name", "State", "Segments"]);
  find("[role=columnheader] button", "State").focus();
  await pressKey("ArrowRight", { ctrlKey: true });
  expect(names()).toEqual(["Name", "Segments", "State"]);
  expect(app.queue.store.getState().columns.slice(0, 3)).toEqual(["name", "labels", "state"]);
});
