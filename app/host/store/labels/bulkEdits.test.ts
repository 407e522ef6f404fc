import { describe, expect, test } from "vitest";
import { trackChange } from "#domain/labeling/change.ts";
import { USUAL_SCHEME } from "#domain/labeling/scheme.ts";
import { OWN_TRUTH, type Segment } from "#domain/labeling/segments.ts";
import { readSummaries, readSummary } from "../captureRows.ts";
import { readHistory } from "../history/steps.ts";
import { MemoryProject, segment } from "../testing/memoryProject.ts";
import { readScheme, setScheme } from "./schemeEdits.ts";
import { readTracks } from "./tracks.ts";

const PUNCH = { kind: "proposal", name: "punch" } as const;

function inProject(story: (project: MemoryProject, a: string, b: string) => void): void {
  const project = new MemoryProject(2);
  const [a, b] = project.captures;
  story(project, a!, b!);
  project.db.close();
}

function draw(project: MemoryProject, captureId: string, ...add: Segment[]): void {
  project.labels.edit(captureId, { code: "draw", detail: {} }, [trackChange(OWN_TRUTH, { add })]);
}

function propose(project: MemoryProject, of: Record<string, readonly Segment[]>) {
  const list = Object.entries(of).map(([captureId, segments]) => ({ captureId, segments }));
  return project.labels.put({ ...PUNCH, origin: '{"segmenter":"punch"}' }, list);
}

/** What a track of a capture holds, as "label start hand". */
function told({ db }: MemoryProject, captureId: string, kind: "truth" | "proposal" | "prediction" = "truth"): string[] {
  return readTracks(db, captureId)
    .filter((track) => track.kind === kind)
    .flatMap(({ segments }) => segments.map(({ label, startUs, hand }) => `${label} ${startUs / 1e6} ${hand}`));
}

const unknown = (startS: number, endS: number, more: Partial<Segment> = {}) =>
  segment(startS, endS, { label: "Unknown", origin: "punch", ...more });

describe("proposals", () => {
  test("are put in many captures as one step that says how many; putting them again replaces them; undo brings back", () =>
    inProject((project, a, b) => {
      expect(propose(project, { [a]: [unknown(1, 2), unknown(3, 4)], [b]: [unknown(5, 6)] })?.name).toEqual({
        code: "propose",
        detail: { track: "punch", count: 3 },
      });
      propose(project, { [a]: [unknown(7, 8)] });
      expect(told(project, a, "proposal")).toEqual(["Unknown 7 left"]);
      project.history.undo(a);
      expect(told(project, a, "proposal")).toEqual(["Unknown 1 left", "Unknown 3 left"]);
      project.history.undo(a);
      expect([...readTracks(project.db, a), ...readTracks(project.db, b)]).toEqual([]);
    }));

  test("are accepted without overwriting truth, in many captures, as one step; they stay where they were", () =>
    inProject((project, a, b) => {
      draw(project, a, segment(1, 2));
      const right = unknown(1, 2, { hand: "right", confidence: 0.75, peakUs: 1_250_000 });
      propose(project, { [a]: [unknown(1.5, 3), unknown(3, 4), right, unknown(3.5, 5)], [b]: [unknown(0, 1)] });
      const { count, left, step } = project.labels.accept([a, b], PUNCH, OWN_TRUTH.name, "Hook");
      expect([count, left]).toEqual([4, 1]);
      expect(step?.name).toEqual({ code: "accept", detail: { track: "punch", count: 4 } });
      // Two proposals that overlap meet midway.
      expect(told(project, a).toSorted()).toEqual(["Hook 1 right", "Hook 3 left", "Hook 3.75 left", "Jab 1 left"]);
      expect(told(project, b)).toEqual(["Hook 0 left"]);
      expect(told(project, a, "proposal")).toHaveLength(4);
      const copy = readTracks(project.db, a)[0]!.segments.find(({ hand }) => hand === "right")!;
      expect(copy).toMatchObject({ confidence: 0.75, peakUs: 1_250_000, origin: "accepted punch" });
      expect(copy.id).not.toBe(right.id);
      project.history.undo(b);
      expect([told(project, a), told(project, b)]).toEqual([["Jab 1 left"], []]);
    }));

  test("of every segmenter are accepted together, the earlier one where two say the same", () =>
    inProject((project, a, b) => {
      propose(project, { [a]: [unknown(1, 2), unknown(5, 6)], [b]: [unknown(0, 1)] });
      project.labels.put({ kind: "proposal", name: "windowing", origin: "" }, [
        { captureId: a, segments: [unknown(1.5, 2.5), unknown(8, 9)] },
      ]);
      const every = { kind: "proposal", name: null } as const;
      const { count, left, step } = project.labels.accept([a, b], every, OWN_TRUTH.name, "Hook");
      expect([count, left]).toEqual([4, 1]);
      expect(step?.name).toEqual({ code: "acceptAll", detail: { count: 4 } });
      const truth = readTracks(project.db, a)[0]!.segments;
      expect(truth.map(({ startUs, origin }) => [startUs / 1e6, origin])).toEqual([
        [1, "accepted punch"],
        [5, "accepted punch"],
        [8, "accepted windowing"],
      ]);
    }));

  test("that have a name keep it; accepting what is all labelled, or not there, changes nothing", () =>
    inProject((project, a, b) => {
      propose(project, { [a]: [segment(1, 2, { label: "Cross" }), unknown(3, 4)] });
      project.labels.accept([a], PUNCH, OWN_TRUTH.name, null);
      expect(told(project, a)).toEqual(["Cross 1 left", "Unknown 3 left"]);
      expect(project.labels.accept([a, b], PUNCH, OWN_TRUTH.name, null)).toEqual({ step: null, count: 0, left: 2 });
    }));
});

test("segments are relabelled in many captures as one step; those that have the label are not counted", () =>
  inProject((project, a, b) => {
    draw(project, a, segment(1, 2), segment(3, 4, { label: "Cross" }));
    draw(project, b, segment(1, 2));
    expect(project.labels.relabel([a, b], "Jab", "Hook").count).toBe(2);
    expect([told(project, a), told(project, b)]).toEqual([["Hook 1 left", "Cross 3 left"], ["Hook 1 left"]]);
    expect(project.labels.relabel([a, b], null, "Hook").count).toBe(1);
    expect(project.labels.relabel([a, b], null, "Hook")).toEqual({ step: null, count: 0 });
  }));

test("clearing empties truth, takes proposals away with their track, and leaves no step for predictions", () =>
  inProject((project, a) => {
    draw(project, a, segment(1, 2));
    propose(project, { [a]: [unknown(1, 2)] });
    project.labels.put({ kind: "prediction", name: "Model 1", origin: "{}" }, [
      { captureId: a, segments: [unknown(1, 2)] },
    ]);
    const before = project.dump();
    expect(project.labels.clear([a], "truth", "Other").step).toBeNull();
    expect(project.labels.clear([a], "truth", OWN_TRUTH.name).count).toBe(1);
    expect(project.labels.clear([a], "proposal", null).count).toBe(1);
    expect(readTracks(project.db, a).map(({ kind, segments }) => [kind, segments.length])).toEqual([
      ["truth", 0],
      ["prediction", 1],
    ]);
    project.history.undo(a);
    project.history.undo(a);
    expect(project.dump()).toEqual(before);
    expect(project.labels.clear([a], "prediction", null)).toEqual({ step: null, count: 1 });
  }));

describe("undo from one capture", () => {
  test("takes back what touched it, and no edit out of sight", () =>
    inProject((project, a, b) => {
      draw(project, a, segment(1, 2));
      draw(project, b, segment(1, 2));
      expect(project.history.undo(a)?.name.code).toBe("draw");
      expect([told(project, a), told(project, b)]).toEqual([[], ["Jab 1 left"]]);
      expect(project.history.undo(a)).toBeNull();
      expect(readHistory(project.db, b)).toMatchObject({ undo: { code: "draw" }, redo: null });
    }));

  test("is refused where a later edit elsewhere changed the same segment, with that capture's name", () =>
    inProject((project, a, b) => {
      draw(project, a, segment(1, 2));
      const other = segment(1, 2);
      draw(project, b, other);
      project.labels.relabel([a, b], "Jab", "Hook");
      project.labels.edit(b, { code: "remove", detail: {} }, [trackChange(OWN_TRUTH, { remove: [other.id] })]);
      expect(() => project.history.undo(a)).toThrow('history.blocked {"edit":"remove","capture":"Capture 1"}');
      project.history.undo(b);
      expect(project.history.undo(a)?.name.code).toBe("relabel");
      expect([told(project, a), told(project, b)]).toEqual([["Jab 1 left"], ["Jab 1 left"]]);
    }));

  test("goes on where a later edit elsewhere changed something else", () =>
    inProject((project, a, b) => {
      for (const id of [a, b]) draw(project, id, segment(1, 2));
      project.labels.relabel([a, b], "Jab", "Hook");
      draw(project, b, segment(5, 6));
      project.history.undo(a);
      expect(told(project, b)).toEqual(["Jab 1 left", "Jab 5 left"]);
      project.history.redo(b);
      expect([told(project, a), told(project, b)]).toEqual([["Hook 1 left"], ["Hook 1 left", "Jab 5 left"]]);
    }));

  test("is refused where a segment would come back onto one that was drawn there since", () =>
    inProject((project, a, b) => {
      for (const id of [a, b]) draw(project, id, segment(1, 2));
      project.labels.clear([a, b], "truth", null);
      draw(project, b, segment(1.5, 3));
      const before = project.dump();
      expect(() => project.history.undo(a)).toThrow('history.blocked {"edit":"draw","capture":"Capture 1"}');
      expect(project.dump()).toEqual(before);
    }));

  test("is refused where its track was filled since, or made anew", () =>
    inProject((project, a, b) => {
      propose(project, { [a]: [unknown(1, 2)], [b]: [unknown(1, 2)] });
      project.labels.clear([a, b], "proposal", null);
      propose(project, { [b]: [unknown(1, 2)] });
      expect(() => project.history.undo(a)).toThrow("history.blocked");
    }));
});

test("the scheme is the usual one until it is changed; a rename is carried out everywhere, also as a swap, in one step", () =>
  inProject((project, a) => {
    const { db, history } = project;
    const jabs = [segment(1, 2, { quality: "Clean" }), segment(3, 4, { label: "Cross" })];
    draw(project, a, ...jabs);
    propose(project, { [a]: [segment(1, 2)] });
    const before = project.dump();
    expect(readScheme(db)).toEqual(USUAL_SCHEME);
    const quality = USUAL_SCHEME.quality.map((each) => (each.name === "Clean" ? { ...each, name: "Crisp" } : each));
    setScheme(db, history, { ...USUAL_SCHEME, quality }, [
      { tier: "punch", from: "Jab", to: "Cross" },
      { tier: "punch", from: "Cross", to: "Jab" },
      { tier: "quality", from: "Clean", to: "Crisp" },
    ]);
    expect(told(project, a)).toEqual(["Cross 1 left", "Jab 3 left"]);
    expect(told(project, a, "proposal")).toEqual(["Cross 1 left"]);
    expect(readTracks(db, a)[0]!.segments[0]!.quality).toBe("Crisp");
    expect(readSummary(db, a).label).toBe("Cross");
    expect(readScheme(db).quality[0]!.name).toBe("Crisp");
    expect(history.undo(null)?.name.code).toBe("scheme");
    expect(project.dump()).toEqual(before);
    expect(setScheme(db, history, USUAL_SCHEME, [])).toBeNull();
  }));

test("a scheme with one name or one key twice is refused", () =>
  inProject(({ db, history }) => {
    const [jab, ...rest] = USUAL_SCHEME.punch;
    const twice = { ...USUAL_SCHEME, punch: [jab!, { ...jab!, name: "JAB", key: null }, ...rest] };
    expect(() => setScheme(db, history, twice, [])).toThrow('scheme.sameName {"name":"JAB"}');
    const sameKey = { ...USUAL_SCHEME, handKeys: { left: "1", right: null } };
    expect(() => setScheme(db, history, sameKey, [])).toThrow('scheme.sameKey {"key":"1","name":"left","other":"Jab"}');
  }));

test("summaries count truth by label and proposals, and say when a capture was reviewed", () =>
  inProject((project, a, b) => {
    draw(project, a, segment(1, 2), segment(3, 4), segment(5, 6, { label: "constructor", hand: null }));
    propose(project, { [a]: [unknown(1, 2)], [b]: [unknown(1, 2), unknown(2, 3)] });
    project.edits.setReviewed([a], 1234);
    project.edits.setReviewed([a, b], 5678);
    const summaries = readSummaries(project.db, false);
    expect(summaries.find(({ id }) => id === a)).toMatchObject({
      labelCounts: { Jab: 2, constructor: 1 },
      handCounts: { left: 2, right: 0, none: 1 },
      proposals: 1,
      reviewedAtMs: 1234,
    });
    expect(summaries.find(({ id }) => id === b)).toMatchObject({ labelCounts: {}, proposals: 2, reviewedAtMs: 5678 });
    expect(readSummary(project.db, a)).toEqual(summaries.find(({ id }) => id === a));
    project.history.undo(b);
    expect(readSummary(project.db, b).reviewedAtMs).toBeNull();
    expect(readSummary(project.db, a).reviewedAtMs).toBe(1234);
  }));

test("a simulated glove's truth counts until a person labels the capture", () =>
  inProject((project, a) => {
    const simulated = { kind: "truth", name: "Simulated truth", origin: "simulated" } as const;
    project.labels.put(simulated, [{ captureId: a, segments: [segment(1, 2), segment(3, 4)] }]);
    expect(readSummary(project.db, a).labelCounts).toEqual({ Jab: 2 });
    draw(project, a, segment(1, 2, { label: "Cross" }));
    expect(readSummary(project.db, a).labelCounts).toEqual({ Cross: 1 });
  }));

test("overlaps that an import brought may stay while their segments are edited; only new ones are refused", () =>
  inProject((project, a) => {
    const [first, second] = [segment(1, 3), segment(2, 4)];
    project.labels.put({ ...OWN_TRUTH, origin: "{}" }, [{ captureId: a, segments: [first, second] }]);
    const stored = readTracks(project.db, a)[0]!.segments;
    const edit = (update: Segment) =>
      project.labels.edit(a, { code: "edit", detail: {} }, [trackChange(OWN_TRUTH, { update: [update] })]);
    draw(project, a, segment(6, 7));
    edit({ ...stored[0]!, label: "Hook" });
    edit({ ...stored[0]!, label: "Hook", endUs: 2_500_000 });
    expect(() => edit({ ...stored[0]!, startUs: 5_500_000, endUs: 6_500_000 })).toThrow("label.overlap");
    edit({ ...stored[0]!, startUs: 1_000_000, endUs: 2_000_000 });
    expect(() => edit(stored[0]!)).toThrow("label.overlap");
  }));
