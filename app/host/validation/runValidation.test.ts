import { describe, expect, test } from "vitest";
import { predictionOrigin } from "#contract/validation.ts";
import { UNKNOWN } from "#domain/labeling/segments.ts";
import type { Model } from "#domain/learning/models.ts";
import { SAME_PUNCH } from "#domain/matching.ts";
import { ProblemError } from "#domain/problems.ts";
import type { Validation } from "#domain/validation/results.ts";
import { engineHere } from "../engine/testing/engineHere.ts";
import type { Job } from "../jobs.ts";
import {
  format,
  idOf,
  type MadeCapture,
  MadeStore,
  madeStream,
  RATE_HZ,
  rowsOfPunches,
  truth,
  truthTrack,
} from "../learn/testing/madeStore.ts";
import type { NewTrack, TrackSegments } from "../store/api.ts";
import { stalenessOf } from "./hashes.ts";
import { runValidation } from "./runValidation.ts";
import { asBytes, axisModel, NEEDS } from "./testing/axisModel.ts";

const MODEL = asBytes(axisModel());

/** A project in memory that also keeps what a validation writes. */
class ValidatingStore extends MadeStore {
  readOnly = false;
  known: Model[] = [MODEL.model];
  readonly kept: Validation[] = [];
  readonly put: { readonly track: NewTrack; readonly of: readonly TrackSegments[] }[] = [];

  async models(): Promise<Model[]> {
    return this.known;
  }
  async putTracks(track: NewTrack, of: readonly TrackSegments[]): Promise<void> {
    this.put.push({ track, of });
  }
  async addValidation(validation: Validation): Promise<void> {
    this.kept.push(validation);
  }
}

const AXES = { x: 0, y: 1, z: 2 } as const;
type Axis = keyof typeof AXES;

/** A minute with a punch about each axis, one every four seconds from the fourth on. */
function rows(axes: string, seconds = 60): Int16Array {
  return rowsOfPunches(
    seconds,
    [...axes].map((axis, i) => ({ atS: 4 * (i + 1), axis: AXES[axis as Axis] })),
  );
}

/** The segments that the usual punch segmenter cuts around these punches: 400 ms to both sides. */
function labels(...said: (string | null)[]) {
  return truthTrack(
    said.flatMap((label, i) => (label === null ? [] : [truth(label, 4 * (i + 1) - 0.4, 4 * (i + 1) + 0.4)])),
  );
}

function made(name: string, axes: string, said: (string | null)[], more: Partial<MadeCapture> = {}): MadeCapture {
  return { name, streams: [madeStream(rows(axes))], tracks: [labels(...said)], ...more };
}

function job(signal = new AbortController().signal, onProgress: (done: number) => void = () => {}): Job {
  return {
    signal,
    progress: onProgress,
    stopIfCancelled: () => {
      if (signal.aborted) throw new ProblemError("job.cancelled");
    },
  };
}

const WISH = { rule: SAME_PUNCH, fullyAnnotated: true, truthTrack: null };

function validate(store: ValidatingStore, more: Partial<Parameters<typeof runValidation>[2]> = {}, models = [MODEL]) {
  return runValidation(store, models, { captureIds: store.made.map(idOf), ...WISH, ...more }, job());
}

describe.skipIf(!engineHere)("a validation", () => {
  test("scores what the model says, capture by capture, the worst first, and keeps it", async () => {
    const store = new ValidatingStore(
      made("Good", "xyx", ["Jab", "Hook", "Jab"]),
      made("Bad", "xyzy", ["Jab", "Jab", "Hook", null]),
    );
    const validation = await validate(store);
    expect(validation.captures.map(({ name }) => name)).toEqual(["Bad", "Good"]);
    const [bad, good] = validation.captures;
    expect(good!.scores).toMatchObject({ f1: 1, accuracy: 1, sensimlAccuracy: 100 });
    expect(bad!.events.map(({ outcome }) => outcome)).toEqual(["hit", "substitution", "reject", "falseAlarm"]);
    expect(validation.total.f1).toBeCloseTo(8 / 12);
    // Where the peak was, and that a window's end must have passed before the glove can say it.
    const { truth: punch, found } = good!.events[0]!;
    expect(Math.abs(found!.peakUs! - 4e6)).toBeLessThanOrEqual(20_000);
    expect(found!.decidedUs).toBeGreaterThanOrEqual(found!.endUs - 10_000);
    expect(punch).toMatchObject({ label: "Jab", startUs: 3_600_000 });
    expect(store.kept).toEqual([validation]);
  });

  test("writes a prediction track for each capture that says which model and engine made it", async () => {
    const store = new ValidatingStore(made("One", "xz", ["Jab", "Hook"]));
    const { hashes, id, rule } = await validate(store);
    const [{ track, of }] = store.put as [(typeof store.put)[0]];
    expect(track).toMatchObject({ kind: "prediction", name: "Axes" });
    expect(predictionOrigin.parse(JSON.parse(track.origin))).toEqual({
      rule,
      truthTrack: null,
      classes: MODEL.model.classNames.slice(1),
      validationId: id,
      modelIds: [MODEL.model.id],
      modelsHash: hashes.models,
      engineHash: hashes.engine,
    });
    expect(of).toMatchObject([{ segments: [{ label: "Jab", origin: "Axes" }, { label: UNKNOWN }] }]);
    expect(of[0]!.segments[0]!.confidence).toBeGreaterThan(0);
  });

  test("begins every capture from a reset, so that its neighbours do not matter", async () => {
    const [first, second] = [made("First", "xxxxxxxxxxxx", ["Jab"]), made("Second", "yx", ["Hook", "Jab"])];
    const together = await validate(new ValidatingStore(first, second));
    const alone = await validate(new ValidatingStore(second));
    expect(together.captures.find(({ name }) => name === "Second")!.events).toEqual(alone.captures[0]!.events);
  });

  test("finds nothing across a gap", async () => {
    const values = rows("xy");
    // The first punch, at the 400th row, is cut in two by a hole of ten seconds.
    const runs = [
      { firstIndex: 0, rows: 400 },
      { firstIndex: 1400, rows: values.length / 6 - 400 },
    ];
    const tracks = [truthTrack([truth("Jab", 3.6, 14.4), truth("Hook", 17.6, 18.4)])];
    const store = new ValidatingStore({ name: "Torn", streams: [madeStream(values, { runs })], tracks });
    const [{ events }] = (await validate(store)).captures as [Validation["captures"][0]];
    expect(events.map(({ outcome, truth: one }) => [outcome, one?.label])).toEqual([
      ["miss", "Jab"],
      ["hit", "Hook"],
    ]);
  });

  test("leaves out what it cannot judge, and says why", async () => {
    const slow = madeStream(rows("x"), { rateHz: RATE_HZ * 1.1 });
    const half = { ...format(), channels: format().channels.slice(0, 3) };
    const store = new ValidatingStore(
      made("Good", "x", ["Jab"]),
      made("Slow", "x", ["Jab"], { streams: [slow] }),
      made("Blind", "x", ["Jab"], { streams: [madeStream(rows("x"), { format: half })] }),
      made("Unlabelled", "x", []),
      made("Torn", "x", ["Jab"], { more: { state: "interrupted" } }),
      made("Two opinions", "x", [], { tracks: ["Ada", "Bo"].map((who) => ({ ...labels("Jab"), name: who })) }),
    );
    const { captures, left } = await validate(store);
    expect(captures.map(({ name }) => name)).toEqual(["Good"]);
    expect(left.map(({ name, problem }) => [name, problem.code])).toEqual([
      ["Slow", "model.otherRate"],
      ["Blind", "model.noChannel"],
      ["Unlabelled", "validation.noTruth"],
      ["Torn", "validation.notFinished"],
      ["Two opinions", "validation.manyTruthTracks"],
    ]);
    expect((await validate(store, { truthTrack: "Bo" })).captures.map(({ name }) => name)).toEqual(["Two opinions"]);
  });

  test("of nothing that can be judged is a problem, and keeps nothing", async () => {
    const store = new ValidatingStore(made("Unlabelled", "x", []));
    await expect(validate(store)).rejects.toMatchObject({ problem: { code: "validation.noTruth" } });
    expect([store.kept, store.put]).toEqual([[], []]);
  });

  test("silence is right where a person has seen that nothing happens", async () => {
    const store = new ValidatingStore(made("Rest", "", [], { more: { reviewedAtMs: 1 } }));
    expect((await validate(store)).total).toMatchObject({ f1: 1, unlabelledShare: 1 });
    await expect(validate(store, { fullyAnnotated: false })).rejects.toMatchObject({
      problem: { code: "validation.noTruth" },
    });
  });

  test("does not score what lies beside all truth unless all is labelled", async () => {
    const store = new ValidatingStore(made("Partly", "xx", ["Jab", null]));
    const partly = await validate(store, { fullyAnnotated: false });
    expect(partly.total.f1).toBe(1);
    expect(partly.captures[0]!.events.map(({ outcome, scored }) => [outcome, scored])).toEqual([
      ["hit", true],
      ["falseAlarm", false],
    ]);
    expect(partly.total.unlabelledShare).toBeCloseTo(1 - 0.8 / 60);
    expect((await validate(store)).total.f1).toBeCloseTo(2 / 3);
  });

  test("brings another range to the model's, and says so", async () => {
    const wide = rows("xy").map((count, i) => (i % 6 < 3 ? count / 2 : count));
    const stream = madeStream(wide, { format: format(32, 2000) });
    const { captures } = await validate(new ValidatingStore(made("Wide", "", ["Jab", "Hook"], { streams: [stream] })));
    expect(captures[0]).toMatchObject({ rescaled: true, scores: { f1: 1 } });
  });

  test("judges the glove that the model serves, and leaves the truth of the other one alone", async () => {
    const streams = [madeStream(rows("xy")), madeStream(rows("yx"), { hand: "left" })];
    const tracks = [
      truthTrack([
        truth("Jab", 3.6, 4.4, { hand: "right" }),
        truth("Hook", 7.6, 8.4, { hand: "right" }),
        truth("Hook", 3.6, 4.4, { hand: "left" }),
      ]),
    ];
    const store = new ValidatingStore({ name: "Two gloves", streams, tracks });
    const { total, left } = await validate(store, {}, [asBytes(axisModel({ hand: "right" }))]);
    expect(total.outcomes).toMatchObject({ hit: 2, miss: 0 });
    expect(left).toMatchObject([{ name: "Two gloves", hand: "left", problem: { code: "validation.noHand" } }]);
  });

  test("that is cancelled keeps nothing", async () => {
    const store = new ValidatingStore(...["A", "B", "C", "D"].map((name) => made(name, "x", ["Jab"])));
    const stop = new AbortController();
    const captureIds = store.made.map(idOf);
    const cancelled = runValidation(
      store,
      [MODEL],
      { captureIds, ...WISH },
      job(stop.signal, () => stop.abort()),
    );
    await expect(cancelled).rejects.toThrow(ProblemError);
    expect([store.kept, store.put]).toEqual([[], []]);
  });

  test("is refused for a capture that is gone, and in a project that cannot be written", async () => {
    const store = new ValidatingStore(made("One", "x", ["Jab"]));
    await expect(validate(store, { captureIds: [crypto.randomUUID()] })).rejects.toMatchObject({
      problem: { code: "capture.notFound" },
    });
    store.readOnly = true;
    await expect(validate(store)).rejects.toMatchObject({ problem: { code: "project.readOnly" } });
  });
});

describe.skipIf(!engineHere)("two models in sequence", () => {
  /** Calls turns about x and y a punch, about z Unknown. */
  const detector = asBytes(axisModel({ name: "Detector", classNames: ["Punch"], classNumbers: [1, 1, 0] }));
  /** Would call every turn something. */
  const classifier = asBytes(axisModel({ classNames: ["Jab", "Hook", "Cross"], classNumbers: [1, 2, 3] }));

  test("the second names what the first one finds", async () => {
    const store = new ValidatingStore(made("One", "xyz", ["Jab", "Hook", "Cross"]));
    const alone = await validate(store, {}, [classifier]);
    expect(alone.captures[0]!.events.map(({ found }) => found?.label)).toEqual(["Jab", "Hook", "Cross"]);
    const both = await validate(store, {}, [detector, classifier]);
    expect(both.modelNames).toEqual(["Detector", "Axes"]);
    expect(both.captures[0]!.events.map(({ found }) => found?.label)).toEqual(["Jab", "Hook", UNKNOWN]);
    // The segments are the detector's; so is the moment at which it is told.
    expect(both.captures[0]!.events[0]!.found).toEqual(alone.captures[0]!.events[0]!.found);
    expect(store.put[1]!.track.name).toBe("Detector > Axes");
  });

  test("each gets the counts of its own ranges", async () => {
    const narrow = asBytes(axisModel({ needs: { ...NEEDS, gyroRange_dps: 1000 }, classNumbers: [2, 1, 0] }));
    const store = new ValidatingStore(made("One", "xy", ["Hook", "Jab"]));
    const { captures } = await validate(store, {}, [detector, narrow]);
    expect(captures[0]).toMatchObject({ rescaled: true, scores: { f1: 1 } });
  });
});

describe.skipIf(!engineHere)("what has changed since", () => {
  const staleOf = async (store: ValidatingStore, validation: Validation) => (await stalenessOf(store, [validation]))[0];

  test("is named: samples, labels, models, and nothing where nothing did", async () => {
    const store = new ValidatingStore(made("One", "xy", ["Jab", "Hook"]), made("Two", "x", ["Jab"]));
    const validation = await validate(store);
    expect(await staleOf(store, validation)).toEqual([]);
    store.known = [];
    expect(await staleOf(store, validation)).toEqual(["models"]);
    store.known = [MODEL.model];
    store.made[1] = made("Two", "x", ["Hook"]);
    expect(await staleOf(store, validation)).toEqual(["labels"]);
    store.made.pop();
    expect(await staleOf(store, validation)).toEqual(["data", "labels"]);
    expect(await staleOf(store, { ...validation, hashes: { ...validation.hashes, engine: "older" } })).toContain(
      "engine",
    );
  });
});
