import { describe, expect, it, vi } from "vitest";
import type { Output } from "#contract/contract.ts";
import type { CaptureDetail } from "#domain/captures.ts";
import { OWN_TRUTH, type Track } from "#domain/labeling/segments.ts";
import { segmentOf } from "#domain/labeling/testSegments.ts";
import { FakeStudio } from "../../../app/studio/fakeStudio.ts";
import type { LabelView } from "../../../labels/labelModel.ts";
import { captureOf } from "../../shared/testCaptures.ts";
import { SegmenterModel } from "./segmenterModel.ts";

const S = 1_000_000;
const capture: CaptureDetail = { ...captureOf({ durationUs: 60 * S }), reviewedAtMs: 1, gaps: {}, clips: {} };
const proposalAt = (startUs: number) => ({
  streamId: 1,
  hand: null,
  beginIndex: 0,
  endIndex: 1,
  startUs,
  peakUs: null,
  endUs: startUs + S / 2,
});

/** Labels whose tracks a test sets, and which remember what was only shown. */
function labelsWith(...truth: ReturnType<typeof segmentOf>[]) {
  const listeners = new Set<() => void>();
  const shown: (Track | null)[] = [];
  const labels = {
    shown,
    view: { tracks: [{ ...OWN_TRUTH, origin: "", segments: truth }] } as Partial<LabelView> as LabelView,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    setTransient: (track: Track | null) => void shown.push(track),
    become(...segments: ReturnType<typeof segmentOf>[]) {
      labels.view = { ...labels.view, tracks: [{ ...OWN_TRUTH, origin: "", segments }] };
      for (const listener of listeners) listener();
    },
  };
  return labels;
}

const LEARNED = {
  segmenter: "windowing" as const,
  settings: { window: 500, step: 500 },
  score: { f1: 0.9, sensitivity: 0.9, ppv: 0.9, support: 20, folds: 5 },
  inSample: 0.95,
  tried: 200,
};

/** A studio in which every second of a threshold of 200 holds a proposal: a lower threshold finds more. */
async function opened(...truth: ReturnType<typeof segmentOf>[]) {
  const studio = new FakeStudio({
    "segment.plan": () => ({ segmenter: "punch", settings: {} }),
    "segment.setPlan": () => ({ ok: true, value: undefined }),
    "segment.propose": ({ settings }) => {
      const count = Math.round(2000 / Number(settings.slowestTurn ?? 200));
      const proposals = Array.from({ length: count }, (_, i) => proposalAt(i * S));
      return { ok: true, value: { settings, engineHash: "e", proposals } };
    },
    "job.cancel": () => true,
  });
  const labels = labelsWith(...truth);
  const model = new SegmenterModel({ studio, capture, labels, trackName: "Preview" });
  await model.open();
  await vi.waitFor(() => expect(model.store.getState().found).not.toBeNull());
  return { studio, labels, model, state: () => model.store.getState() };
}

describe("a segmenter that is tried on a capture", () => {
  it("shows at once what its settings find, tells the project, and takes it away when it is closed", async () => {
    const { studio, labels, model, state } = await opened();
    expect(state().found?.segments).toHaveLength(10);
    model.set("slowestTurn", 100);
    await vi.waitFor(() => expect(state().found?.segments).toHaveLength(20));
    expect(labels.shown.at(-1)).toBe(state().found);
    expect(studio.inputsOf("segment.setPlan").at(-1)).toMatchObject({
      segmenter: "punch",
      settings: { punch: { slowestTurn: 100, weakestHit: 3 } },
    });
    model.reset();
    await vi.waitFor(() => expect(state().found?.segments).toHaveLength(10));
    model.close();
    expect(labels.shown.at(-1)).toBeNull();
  });

  it("says how that compares with the labels, also while somebody labels", async () => {
    const jab = segmentOf(0, S / 2);
    const missed = segmentOf(30 * S, 31 * S);
    const { labels, state } = await opened(jab, missed);
    expect(state().compared).toEqual({ hits: 1, missed: 1, falseAlarms: 9 });
    labels.become(jab);
    expect(state().compared).toEqual({ hits: 1, missed: 0, falseAlarms: 9 });
    labels.become();
    expect(state().compared).toBeNull();
  });

  it("names the problem where the capture lacks what the segmenter looks at, and recovers from it", async () => {
    const { studio, labels, model, state } = await opened();
    const works = studio.script["segment.propose"]!;
    const problem = { code: "segmenter.noSignal", detail: { signal: "rotation" } };
    studio.script["segment.propose"] = () => ({ ok: false, problem });
    model.choose("double_peak");
    await vi.waitFor(() => expect(state()).toMatchObject({ found: null, problem }));
    expect(labels.shown.at(-1)).toBeNull();
    studio.script["segment.propose"] = works;
    model.choose("punch");
    await vi.waitFor(() => expect(state()).toMatchObject({ problem: null }));
  });

  it("learns with progress, and uses what was learned only when asked to", async () => {
    const { studio, model, state } = await opened();
    let answer: (value: Output<"segment.learn">) => void = () => {};
    studio.script["segment.learn"] = () => new Promise<Output<"segment.learn">>((resolve) => (answer = resolve));
    const learning = model.learn([capture.id], true);
    const { jobId } = studio.inputsOf("segment.learn")[0]!;
    studio.emit("job.progress", { jobId, done: 3, of: 4 });
    expect(state().job).toEqual({ what: "learn", share: 0.75 });
    model.stop();
    expect(studio.inputsOf("job.cancel").at(-1)).toEqual({ jobId });
    answer({ ok: true, value: { best: LEARNED, others: [] } });
    await learning;
    expect(state()).toMatchObject({ job: null, learned: LEARNED, plan: { segmenter: "punch" } });
    model.takeLearned();
    expect(state().plan).toMatchObject({ segmenter: "windowing", settings: { windowing: { window: 500 } } });
  });
});
