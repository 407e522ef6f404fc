// @vitest-environment jsdom
import { act, useEffect } from "react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { CaptureDetail } from "#domain/captures.ts";
import type { App } from "../../app/app.ts";
import { commandOf } from "../../app/commands/table.ts";
import { find, press, showApp, studioOf } from "../../app/testing/showApp.tsx";
import type { CaptureTimelineProps, Timeline } from "../../timeline/index.ts";
import { Toasts } from "../../ui/Toast.tsx";
import { captureOf } from "../shared/testCaptures.ts";
import { LabelWorkspace } from "./LabelWorkspace.tsx";

/** What the page gave its timeline, each time; jsdom cannot draw one. */
const given: CaptureTimelineProps[] = [];
const timeline = {
  state: { view: { startUs: 0, endUs: 1 }, playheadUs: 1_500_000, range: null, yMode: "capture", trouble: null },
  subscribe: () => () => {},
  show: vi.fn(),
  range: null,
  addRow: () => () => {},
};
// uPlot asks the screen for its pixel ratio as soon as it is read.
vi.mock("uplot", () => ({ default: class {} }));
vi.mock("../../timeline/CaptureTimeline.tsx", () => ({
  CaptureTimeline(props: CaptureTimelineProps) {
    given.push(props);
    const { onTimeline } = props;
    useEffect(() => {
      onTimeline(timeline as unknown as Timeline);
      return () => onTimeline(null);
    }, [onTimeline]);
    return null;
  },
}));

const [older, shown, newer] = [captureOf({ name: "Older" }), captureOf({ name: "Jab 03", label: "Jab" }), captureOf()];
const detail: CaptureDetail = {
  ...shown,
  metadata: { person: "Anna" },
  gaps: { 1: [{ firstIndex: 119, rows: 12, reason: "lost", exact: true }] },
  clips: { 1: [{ firstIndex: 238, rows: 2 }] },
};

async function open(capture: CaptureDetail | null = detail) {
  const studio = studioOf({ captures: [newer, shown, older] });
  studio.script["capture.get"] = () =>
    capture === null
      ? { ok: false, problem: { code: "capture.notFound", detail: {} } }
      : { ok: true, value: structuredClone(capture) as never };
  location.hash = `#/captures/${shown.id}`;
  const app = await showApp(
    studio,
    <>
      <LabelWorkspace />
      <Toasts />
    </>,
  );
  return { app, studio };
}

beforeEach(() => {
  // The panels watch their size; on a page without layout it never changes.
  vi.stubGlobal(
    "ResizeObserver",
    vi.fn(
      class {
        observe() {}
        unobserve() {}
        disconnect() {}
      },
    ),
  );
  vi.spyOn(console, "warn").mockImplementation(() => {});
  // The lanes ask for a canvas, which jsdom has not.
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null);
  given.length = 0;
  localStorage.setItem("ringside.label.tab", "details");
  timeline.show.mockClear();
});

describe("an opened capture", () => {
  it("says what it is, where the playhead stands, and what is known of its streams", async () => {
    await open();
    const header = find("header").textContent;
    for (const words of ["Jab 03", "Simulated", "3.00 s", "357 rows", "119.0 Hz", "0:01.500"]) {
      expect(header).toContain(words);
    }
    expect(find("aside").textContent).toContain("Anna");
    expect(find("aside").textContent).toContain("Simulated left glove");
  });

  it("lists gaps and clipped stretches and jumps to them", async () => {
    await open();
    await press(find("button", "12 rows lost (0.1 s)"));
    expect(timeline.show).toHaveBeenLastCalledWith({ startUs: 1_000_000, endUs: Math.round((131 * 1e6) / 119) });
    await press(find("button", "2 rows, 17 ms"));
    expect(timeline.show).toHaveBeenLastCalledWith({ startUs: 2_000_000, endUs: Math.round((240 * 1e6) / 119) });
  });

  it("is read again when the host says that it changed", async () => {
    const { studio } = await open();
    studio.script["capture.get"] = () => ({ ok: true, value: { ...structuredClone(detail), name: "Jab 04" } as never });
    await act(async () => studio.emit("capture.changed", { captureIds: [older.id] }));
    expect(find("header").textContent).toContain("Jab 03");
    await act(async () => studio.emit("capture.changed", { captureIds: [shown.id] }));
    expect(find("header").textContent).toContain("Jab 04");
  });

  it("grows while it is recorded", async () => {
    const { studio } = await open({ ...detail, state: "recording" });
    expect(find("header").textContent).toContain("Recording now");
    vi.spyOn(performance, "now").mockReturnValue(performance.now() + 5000);
    const longer = { ...detail, state: "recording", durationUs: 5_000_000 } as const;
    studio.script["capture.get"] = () => ({ ok: true, value: structuredClone(longer) as never });
    const state = { phase: "recording", captureId: shown.id, name: "", startedAtMs: 0, maxLengthS: null, rows: 1 };
    await act(async () => studio.emit("recording.changed", state as never));
    expect(find("header").textContent).toContain("5.00 s");
    vi.restoreAllMocks();
  });

  it("that is gone says so and leads back", async () => {
    const { app } = await open(null);
    await press(find("button", "Back to the queue"));
    expect(app.shell.store.getState().place).toEqual({ at: "captures" });
  });
});

describe("the queue around it", () => {
  const goTo = (app: App, id: string) => act(async () => commandOf(id).run(app));
  const place = (app: App) => app.shell.store.getState().place;

  it("leads on in the order of the table and around, and back the way one came", async () => {
    const { app } = await open();
    await goTo(app, "open.next");
    expect(place(app)).toEqual({ at: "open", captureId: older.id });
    await goTo(app, "open.next");
    expect(place(app)).toEqual({ at: "open", captureId: newer.id });
    await goTo(app, "open.previous");
    await goTo(app, "open.previous");
    expect(place(app)).toEqual({ at: "open", captureId: shown.id });
    // Nobody came from anywhere any more: what stands above in the table, to its end.
    await goTo(app, "open.previous");
    expect(place(app)).toEqual({ at: "open", captureId: newer.id });
    expect(commandOf("open.previous").enabled!(app)).toBe(false);
  });

  it("meets all others before it leads back to one that was left unlabelled", async () => {
    const { app, studio } = await open();
    const begun = { labelCounts: { Jab: 1 } };
    const rows = [{ ...newer, ...begun }, shown, { ...older, ...begun }];
    studio.script["capture.list"] = ({ deleted }) => (deleted ? [] : rows);
    await act(async () => studio.emit("capture.changed", { captureIds: [newer.id, older.id] }));
    for (const next of [older.id, newer.id, shown.id, older.id]) {
      await goTo(app, "open.next");
      expect(place(app)).toEqual({ at: "open", captureId: next });
    }
  });

  it("goes on once a capture is reviewed, and says when none is left", async () => {
    const { app, studio } = await open();
    let rows = [newer, shown, older];
    studio.script["capture.list"] = ({ deleted }) => (deleted ? [] : rows);
    studio.script["capture.setReviewed"] = ({ captureIds }) => {
      rows = rows.map((row) => (captureIds.includes(row.id) ? { ...row, reviewedAtMs: 1 } : row));
      return { ok: true, value: undefined };
    };
    for (const next of [older.id, newer.id, newer.id]) {
      await goTo(app, "open.reviewed");
      expect(place(app)).toEqual({ at: "open", captureId: next });
    }
    expect(studio.inputsOf("capture.setReviewed").map(({ captureIds }) => captureIds[0])).toEqual([
      shown.id,
      older.id,
      newer.id,
    ]);
    expect(document.body.textContent).toContain("All reviewed");
  });

  it("is where Escape leads once nothing is selected", async () => {
    const { app } = await open();
    await goTo(app, "timeline.unselect");
    expect(place(app)).toEqual({ at: "captures" });
  });
});
