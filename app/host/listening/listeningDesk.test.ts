import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Listening } from "#contract/recognising.ts";
import type { LiveFinding } from "#domain/deploy/recognition.ts";
import { ProblemError } from "#domain/problems.ts";
import { AlertBoard } from "../capture/alertBoard.ts";
import { DeviceBoard } from "../capture/deviceBoard.ts";
import { engineHere } from "../engine/testing/engineHere.ts";
import { format, idOf, MadeStore, madeStream, rowsOfPunches } from "../learn/testing/madeStore.ts";
import { type FakeDevice, FakeSource, type FakeStep } from "../sources/fakeSource.ts";
import type { NewTrack, ProjectStore, TrackSegments } from "../store/api.ts";
import { asBytes, axisModel } from "../validation/testing/axisModel.ts";
import { ListeningDesk } from "./listeningDesk.ts";

const AXES = asBytes(axisModel());
const OTHER = asBytes(axisModel({ name: "Other", classNames: ["One", "Two"] }));
const LEFT_ONLY = asBytes(axisModel({ name: "Left", hand: "left" }));
const ROWS = rowsOfPunches(6, [
  { atS: 1.5, axis: 0 },
  { atS: 4, axis: 1 },
]);

/** A project in memory with these models, that keeps the tracks it is given. */
class ListeningStore extends MadeStore {
  readonly put: { readonly track: NewTrack; readonly of: readonly TrackSegments[] }[] = [];
  full = false;
  readonly models = [AXES, OTHER, LEFT_ONLY];

  #find(id: string) {
    const found = this.models.find(({ model }) => model.id === id);
    if (found === undefined) throw new ProblemError("model.notFound");
    return found;
  }
  async model(id: string) {
    return this.#find(id).model;
  }
  async modelParts(id: string) {
    const { descriptorFor, model } = this.#find(id);
    return model.parts.map(({ hand }) => ({ hand, descriptor: descriptorFor(hand)!, float: null, network: null }));
  }
  async putTracks(track: NewTrack, of: readonly TrackSegments[]): Promise<void> {
    if (this.full) throw new ProblemError("disk.full");
    this.put.push({ track, of });
  }
  asStore(): ProjectStore {
    return this as unknown as ProjectStore;
  }
}

function glove(streamFormat = format()): FakeDevice {
  const script: FakeStep[] = [];
  for (let at = 0; at < ROWS.length; at += 60) script.push({ waitMs: 100 }, { rows: ROWS.slice(at, at + 60) });
  const identity = { id: "serial:glove", name: "Glove", kind: "serial", simulated: false } as const;
  return { identity, format: streamFormat, script };
}

const states: Listening[] = [];
const found: LiveFinding[] = [];
let alerts: AlertBoard;
let desk: ListeningDesk;
let board: DeviceBoard;
const store = new ListeningStore({ name: "Sparring", streams: [madeStream(ROWS)], tracks: [] });

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "hrtime", "performance"] });
  states.length = 0;
  found.length = 0;
  store.put.length = 0;
  store.full = false;
  alerts = new AlertBoard(() => {});
  desk = new ListeningDesk({
    alerts,
    tell: (state) => states.push(state),
    found: (finding) => found.push(finding),
    log: () => {},
  });
  board = new DeviceBoard(
    alerts,
    {
      isRecording: () => false,
      onBlock: (session, block) => desk.onBlock(session, block),
      onCorrupt: () => {},
      onResult: (session, said) => desk.onResult(session, said),
      onSession: (session) => desk.onSession(session, board.sessions().includes(session)),
    },
    () => {},
  );
});

afterEach(async () => {
  const closed = board.close();
  await vi.advanceTimersByTimeAsync(10_000);
  await closed;
  vi.useRealTimers();
});

async function connect(device = glove(), hand: "left" | "right" | null = "right"): Promise<void> {
  const connected = board.connect(new FakeSource(device), device.identity, hand, new AbortController().signal);
  await vi.advanceTimersByTimeAsync(100);
  await connected;
}

const heard = () => found.map(({ label, modelId }) => [modelId === AXES.model.id ? "Axes" : "Other", label]);

describe.skipIf(!engineHere)("models that listen to the connected gloves", () => {
  test("two models hear a glove that comes later, and each finding says which one and where", async () => {
    await desk.set(store, { modelIds: [AXES.model.id, OTHER.model.id], keep: "none" });
    await connect();
    await vi.advanceTimersByTimeAsync(7_000);
    await vi.waitFor(() => expect(found.length).toBe(4));
    expect(heard().sort()).toEqual([
      ["Axes", "Hook"],
      ["Axes", "Jab"],
      ["Other", "One"],
      ["Other", "Two"],
    ]);
    const [{ device, liveKey }] = board.list() as [ReturnType<typeof board.list>[0]];
    expect(found[0]).toMatchObject({ deviceId: device.id, liveKey });
    expect(found[0]!.beginIndex).toBeLessThan(150);
    expect(found[0]!.endIndex).toBeGreaterThan(150);
    expect(desk.findings).toEqual(found);
  });

  test("a model that goes on listening begins nothing anew; one that is taken away is silent", async () => {
    await desk.set(store, { modelIds: [AXES.model.id], keep: "none" });
    await connect();
    // In the middle of a punch.
    await vi.advanceTimersByTimeAsync(1_500);
    await desk.set(store, { modelIds: [AXES.model.id], keep: "predictions" });
    await vi.advanceTimersByTimeAsync(1_500);
    await vi.waitFor(() => expect(heard()).toEqual([["Axes", "Jab"]]));
    await desk.set(store, { modelIds: [], keep: "none" });
    await vi.advanceTimersByTimeAsync(4_000);
    expect(heard()).toEqual([["Axes", "Jab"]]);
    expect(states.map(({ modelIds, keep }) => [modelIds.length, keep])).toEqual([
      [1, "none"],
      [1, "predictions"],
      [0, "none"],
    ]);
  });

  test("a glove that the model does not fit is an alert until somebody says its hand", async () => {
    await desk.set(store, { modelIds: [LEFT_ONLY.model.id], keep: "none" });
    await connect(glove(), "right");
    await vi.advanceTimersByTimeAsync(500);
    expect(alerts.list()).toMatchObject([
      { code: "modelUnfit", deviceId: "serial:glove", detail: { reason: "noHand", model: "Left" } },
    ]);
    board.setHand("serial:glove", "left");
    await vi.advanceTimersByTimeAsync(200);
    expect(alerts.list()).toEqual([]);
    await vi.advanceTimersByTimeAsync(6_000);
    await vi.waitFor(() => expect(found.map(({ label }) => label)).toEqual(["Jab", "Hook"]));
  });

  test("a model that is not there leaves everything as it was", async () => {
    await desk.set(store, { modelIds: [AXES.model.id], keep: "none" });
    await expect(desk.set(store, { modelIds: [idOf({ name: "gone" })], keep: "none" })).rejects.toThrow(
      "model.notFound",
    );
    expect(desk.state.modelIds).toEqual([AXES.model.id]);
    desk.leave();
    expect(desk.state).toEqual({ modelIds: [], keep: "none" });
    expect(desk.findings).toEqual([]);
  });

  test("keeps what was found in a capture as a track of each model", async () => {
    const [capture] = await store.captures();
    await desk.set(store, { modelIds: [AXES.model.id, OTHER.model.id], keep: "predictions" });
    await desk.keep(store.asStore(), capture!);
    expect(
      store.put.map(({ track: { kind, name }, of }) => [kind, name, of[0]!.segments.map(({ label }) => label)]),
    ).toEqual([
      ["prediction", "Live: Axes", ["Jab", "Hook"]],
      ["prediction", "Live: Other", ["One", "Two"]],
    ]);
  });

  test("keeps proposals where those are wanted, and nothing where nothing is", async () => {
    const [capture] = await store.captures();
    await desk.set(store, { modelIds: [AXES.model.id], keep: "none" });
    await desk.keep(store.asStore(), capture!);
    expect(store.put).toEqual([]);
    await desk.set(store, { modelIds: [AXES.model.id], keep: "proposals" });
    await desk.keep(store.asStore(), capture!);
    expect(store.put[0]!.track.kind).toBe("proposal");
  });

  test("a track that cannot be written is an alert, and the next capture ends it", async () => {
    const [capture] = await store.captures();
    await desk.set(store, { modelIds: [AXES.model.id], keep: "predictions" });
    store.full = true;
    await desk.keep(store.asStore(), capture!);
    expect(alerts.list()).toMatchObject([{ code: "findingsNotKept", detail: { capture: "Sparring" } }]);
    store.full = false;
    await desk.keep(store.asStore(), capture!);
    expect(alerts.list()).toEqual([]);
  });

  test("a glove that recognises by itself is heard beside them, by the names of the model that it runs", async () => {
    const result = {
      modelNumber: 0,
      classNumber: 2,
      className: null,
      value: null,
      features: null,
      outputs: [0.25, 0.75],
    };
    const said = { result: { ...result, segmentStart: 3, segmentLength: 20 } };
    const hash = AXES.model.parts[0]!.hash;
    const firmware = { firmware: "ringside-recognition 1.0.0", pack: { hash, name: "" }, selfTest: "passed" } as const;
    // The link is lost for a while: the glove counts from its first row after that.
    const script: FakeStep[] = [
      { waitMs: 100 },
      { rows: ROWS.slice(0, 60) },
      said,
      "lose",
      { rows: ROWS.slice(60, 120) },
      { waitMs: 300 },
      { rows: ROWS.slice(120, 180) },
      said,
    ];
    desk.knows([AXES.model]);
    await connect({ ...glove(), script, firmware, sends: "both" });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(found.map(({ label }) => label)).toEqual(["Hook", "Hook"]);
    expect(board.list()[0]).toMatchObject({ sends: "both", firmware, rows: 30 });
    expect(found[0]).toMatchObject({ modelId: null, beginIndex: 3, endIndex: 23, confidence: 0.75, latencyMs: null });
    expect(found[1]!.beginIndex).toBeGreaterThan(13);
    expect(found[1]!.endIndex! - found[1]!.beginIndex!).toBe(20);
  });

  test("a glove that sends results alone is live without a row, and says its names", async () => {
    const nothing = { segmentStart: null, segmentLength: null, value: null, features: null, outputs: null };
    const result = { modelNumber: 0, classNumber: 1, className: null, ...nothing };
    desk.nameBy(new Map([[0, new Map([[1, "Uno"]])]]));
    await connect({ ...glove(), script: [{ waitMs: 1_000 }, { result }], sends: "results" });
    expect(board.list()).toMatchObject([{ state: "live", format: null, sends: "results" }]);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(found).toMatchObject([
      { deviceId: "serial:glove", label: "Uno", beginIndex: null, endIndex: null, liveKey: 0 },
    ]);
    expect(board.list()).toMatchObject([{ state: "live" }]);
  });
});
