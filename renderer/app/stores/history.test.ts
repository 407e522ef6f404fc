import { beforeEach, expect, it, vi } from "vitest";
import { FakeStudio } from "../studio/fakeStudio.ts";
import { createHistory } from "./history.ts";

const said = vi.hoisted(() => vi.fn());
vi.mock("../../ui/Toast.tsx", () => ({ say: said, sayProblem: vi.fn() }));

const OPEN = "00000000-0000-4000-8000-000000000001";
const step = (name: string) => ({ code: "rename", detail: { from: name, to: `${name} 2` } });

function history() {
  const studio = new FakeStudio({
    "history.state": ({ captureId }) => ({ undo: step(captureId ?? "project"), redo: null }),
    "history.undo": ({ captureId }) => ({ ok: true, value: step(captureId ?? "project") }),
    "history.redo": () => ({ ok: true, value: null }),
  });
  return { studio, history: createHistory(studio) };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

beforeEach(() => said.mockClear());

it("undoes in the project, or in the capture that is open as long as it is open, and names the step", async () => {
  const { studio, history: each } = history();
  const around = vi.fn((deed: () => Promise<void>) => deed());
  const end = each.confineTo({ captureId: OPEN, busy: () => false, around });
  await each.undo();
  expect(around).toHaveBeenCalledTimes(1);
  expect(each.store.getState().undo).toEqual(step(OPEN));
  end();
  await each.undo();
  expect(studio.inputsOf("history.undo")).toEqual([{ captureId: OPEN }, { captureId: null }]);
  expect(said.mock.calls[0]![0].words).toContain(OPEN);
  await settled();
  expect(each.store.getState().undo).toEqual(step("project"));
});

it("says nothing where there was nothing to do again", async () => {
  await history().history.redo();
  expect(said).not.toHaveBeenCalled();
});

it("does not let the capture before speak for the one that is open now", async () => {
  const { studio, history: each } = history();
  let answer: (() => void) | undefined;
  studio.script["history.state"] = ({ captureId }) =>
    new Promise((resolve) => {
      const now = () => resolve({ undo: step(captureId ?? "project"), redo: null });
      if (captureId === OPEN) answer = now;
      else now();
    });
  const end = each.confineTo({ captureId: OPEN, busy: () => false, around: (deed) => deed() });
  end();
  await settled();
  answer!();
  await settled();
  expect(each.store.getState().undo).toEqual(step("project"));
});

it("takes redo right after undo, before it is known what can be done again, and carries it out after it", async () => {
  const { studio, history: each } = history();
  const host = { undone: false };
  const calls: string[] = [];
  studio.script["history.state"] = () => ({
    undo: host.undone ? null : step("one"),
    redo: host.undone ? step("one") : null,
  });
  studio.script["history.undo"] = async () => {
    calls.push("undo");
    await settled();
    host.undone = true;
    return { ok: true, value: step("one") };
  };
  studio.script["history.redo"] = () => {
    calls.push(host.undone ? "redo" : "redo too early");
    host.undone = false;
    return { ok: true, value: step("one") };
  };
  await each.refresh();
  expect([each.can("undo"), each.can("redo")]).toEqual([true, false]);
  const undoing = each.undo();
  expect(each.can("redo")).toBe(true);
  await Promise.all([undoing, each.redo()]);
  expect(calls).toEqual(["undo", "redo"]);
  expect([each.can("undo"), each.can("redo")]).toEqual([true, false]);
});

it("can undo an edit that is still on its way to the host", async () => {
  const { studio, history: each } = history();
  studio.script["history.state"] = () => ({ undo: null, redo: null });
  const edit = { busy: true };
  each.confineTo({ captureId: OPEN, busy: () => edit.busy, around: (deed) => deed() });
  await settled();
  expect(each.can("undo")).toBe(true);
  edit.busy = false;
  expect(each.can("undo")).toBe(false);
});
