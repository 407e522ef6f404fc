import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Agreement, LiveFinding } from "#domain/deploy/recognition.ts";
import { ProblemError } from "#domain/problems.ts";
import { AlertBoard } from "#host/capture/alertBoard.ts";
import { DeviceBoard } from "#host/capture/deviceBoard.ts";
import { EnginePipeline } from "#host/engine/pipeline.ts";
import { engineHere } from "#host/engine/testing/engineHere.ts";
import { rowsOfPunches } from "#host/learn/testing/madeStore.ts";
import { CheckDesk } from "#host/listening/checkDesk.ts";
import { ListeningDesk } from "#host/listening/listeningDesk.ts";
import { SerialSource } from "#host/sources/serial/serialSource.ts";
import { asBytes, axisModel } from "#host/validation/testing/axisModel.ts";
import type { Recogniser } from "./firmware.ts";
import { loopedFeed, type RowFeed } from "./rowFeed.ts";
import { SerialGlove } from "./serialGlove.ts";

const MODEL = asBytes(axisModel());
const OTHER = asBytes(axisModel({ name: "Other", classNumbers: [2, 1, 0] }));
const RATE_HZ = 100;
const SPEED = 10;
/** Twelve seconds of punches about each axis in turn, for ever. */
const ROWS = rowsOfPunches(
  12,
  [1, 3, 5, 7, 9, 11].map((atS, i) => ({ atS, axis: (i % 3) as 0 | 1 | 2 })),
);
const COLUMNS = ["Accelerometer", "Gyroscope"].flatMap((kind) => ["X", "Y", "Z"].map((axis) => kind + axis));
const FEED: RowFeed = {
  ...loopedFeed(COLUMNS, RATE_HZ, ROWS),
  says: { accel_range_g: 16, gyro_range_dps: 2000 },
};

/** What our firmware does: the pack's own pipeline on the rows as they are measured; `lies` changes a class. */
function packRunner(lies: (n: number) => boolean): Recogniser {
  const pipeline = new EnginePipeline(MODEL.descriptorFor(null)!);
  let said = 0;
  return {
    reset: () => pipeline.reset(),
    push: (rows) =>
      pipeline
        .push(rows)
        .filter(({ dropped }) => !dropped)
        .map(({ classNumber, beginIndex, endIndex, outputs }) => ({
          ModelNumber: 0,
          Classification: lies(said++) ? (classNumber + 1) % 3 : classNumber,
          SegmentStart: beginIndex,
          SegmentLength: endIndex - beginIndex,
          OutputSize: outputs.length,
          OutputTensor: [...outputs],
        })),
    selfTest: () => ({ SelfTest: "passed", Vectors: 0 }),
  };
}

const store = {
  model: async (id: string) => {
    const found = [MODEL, OTHER].find(({ model }) => model.id === id);
    if (found === undefined) throw new ProblemError("model.notFound");
    return found.model;
  },
  modelParts: async (id: string) => {
    const bytes = id === MODEL.model.id ? MODEL : OTHER;
    return [{ hand: null, descriptor: bytes.descriptorFor(null)!, float: null, network: null }];
  },
};

let folder: string;
let glove: SerialGlove | null = null;
let board: DeviceBoard;
let checks: CheckDesk;
const told: Agreement[] = [];
const found: LiveFinding[] = [];
const heard: LiveFinding[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "check-"));
  told.length = 0;
  found.length = 0;
  heard.length = 0;
  const alerts = new AlertBoard(() => {});
  const listening = new ListeningDesk({ alerts, tell: () => {}, found: (one) => found.push(one), log: () => {} });
  listening.knows([MODEL.model]);
  checks = new CheckDesk({
    sessions: () => board.sessions(),
    tell: (one) => told.push(one),
    heard: (one) => heard.push(one),
    log: () => {},
  });
  board = new DeviceBoard(
    alerts,
    {
      isRecording: () => false,
      onBlock: (session, block) => checks.onBlock(session, block),
      onCorrupt: () => {},
      onResult: (session, said) => {
        listening.onResult(session, said);
        checks.onResult(session, said);
      },
      onSession: (session) => checks.onSession(session, board.sessions().includes(session)),
    },
    () => {},
  );
});

afterEach(async () => {
  await board.close();
  await glove?.vanish();
  glove = null;
  rmSync(folder, { recursive: true });
});

async function connect(lies: (n: number) => boolean = () => false, version: 1 | 2 = 2) {
  const recogniser = version === 2 ? packRunner(lies) : undefined;
  const config = { pack: MODEL.model.parts[0]!.hash, pack_name: "Axes", hand: "right" };
  glove = new SerialGlove({
    feed: FEED,
    version,
    config,
    speed: SPEED,
    advertiseMs: 100,
    ...(recogniser ? { recogniser } : {}),
  });
  const path = join(folder, "glove");
  await glove.plug(path);
  const source = new SerialSource({ timing: { disconnectMs: 300, quietMs: 60 } });
  const id = source.allowPath(path);
  const device = { id, name: "Glove", kind: "serial", simulated: true } as const;
  await board.connect(source, device, "right", AbortSignal.timeout(10_000));
  return id;
}

const last = () => told.at(-1)!;

describe.skipIf(!engineHere)("the live check", () => {
  test("a glove that runs the pack agrees with the studio, segment for segment", async () => {
    const id = await connect();
    await checks.start(store, id, MODEL.model.id);
    expect(told).toEqual([
      { deviceId: id, modelId: MODEL.model.id, agreed: 0, differed: 0, gloveOnly: 0, studioOnly: 0 },
    ]);
    await expect.poll(() => last().agreed, { timeout: 8_000 }).toBeGreaterThan(12);
    expect(last()).toMatchObject({ differed: 0, gloveOnly: 0, studioOnly: 0 });
    expect(found.every(({ modelId, label }) => modelId === null && ["Jab", "Hook", "Unknown"].includes(label))).toBe(
      true,
    );
    // What the studio found is told as well: the same segments, by the model's name.
    const spans = (all: readonly LiveFinding[]) =>
      all.slice(0, 12).map((one) => [one.beginIndex, one.endIndex, one.label]);
    expect(spans(heard)).toEqual(spans(found));
    expect(heard.every(({ deviceId, modelId }) => deviceId === id && modelId === MODEL.model.id)).toBe(true);
    checks.stop(id);
    const before = told.length;
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(told.length).toBe(before);
  });

  test("a glove that says another class now and then is found out", async () => {
    const id = await connect((n) => n % 3 === 0);
    await checks.start(store, id, MODEL.model.id);
    await expect.poll(() => last().differed, { timeout: 8_000 }).toBeGreaterThan(3);
    expect(last().agreed).toBeGreaterThan(last().differed);
    expect(last()).toMatchObject({ gloveOnly: 0, studioOnly: 0 });
  });

  test("says why where it cannot compare", async () => {
    const id = await connect();
    await expect(checks.start(store, "serial:nobody", MODEL.model.id)).rejects.toThrow("device.notFound");
    await expect(checks.start(store, id, OTHER.model.id)).rejects.toThrow("check.otherPack");
    await expect(checks.start(store, id, crypto.randomUUID())).rejects.toThrow("model.notFound");
  });

  test("a glove that only sends samples has nothing to compare", async () => {
    const id = await connect(() => false, 1);
    await expect(checks.start(store, id, MODEL.model.id)).rejects.toThrow("check.noRecognition");
  });
});
