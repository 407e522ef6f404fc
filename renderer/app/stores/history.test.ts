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
  const end = each.confineTo({ captureId: OPEN, around });
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
  const end = each.confineTo({ captureId: OPEN, around: (deed) => deed() });
  end();
  await settled();
  answer!();
  await settled();
  expect(each.store.getState().undo).toEqual(step("project"));
});
