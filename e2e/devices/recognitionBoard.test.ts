import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { GloveResult } from "#domain/deploy/recognition.ts";
import { FlashBook } from "#host/device/flashing/flashBook.ts";
import { FlashDesk } from "#host/device/flashing/flashDesk.ts";
import { ImageShelf } from "#host/device/images/imageShelf.ts";
import { madeImage } from "#host/device/simulated/madeImage.ts";
import { EnginePipeline } from "#host/engine/pipeline.ts";
import { engineHere } from "#host/engine/testing/engineHere.ts";
import { JobDesk } from "#host/jobs.ts";
import { slotPayload } from "#host/pack/slotPayload.ts";
import { vectorOf } from "#host/pack/vectors.ts";
import { SerialSource } from "#host/sources/serial/serialSource.ts";
import { asBytes, axisModel } from "#host/validation/testing/axisModel.ts";
import { Inbox } from "./inbox.ts";
import { VirtualBoard } from "./virtualBoard.ts";

vi.setConfig({ testTimeout: 60_000 });

const FIRMWARE = "ringside-recognition 1.0.0";
/** The rate of the simulated sensor. */
const NEEDS = { rateHz: 119, accelRange_g: 16, gyroRange_dps: 2000 };

let folder: string;
let board: VirtualBoard;
let source: SerialSource;
let shelf: ImageShelf;
let book: FlashBook;
let imageId: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "glove-"));
  [shelf, book] = await Promise.all([ImageShelf.open(folder, () => {}), FlashBook.open(folder, () => {})]);
  const image = madeImage({ firmware: FIRMWARE, slotBytes: 65_536 });
  imageId = (await shelf.add("recognition.bin", image, { origin: "added", packHash: null })).id;
  board = new VirtualBoard({ folder, speed: 20, image: madeImage({ firmware: "ringside-data-capture 1.0.0" }) });
  await board.plug();
  source = new SerialSource({ listPorts: board.list });
});

afterEach(async () => {
  await board.unplug();
  await rm(folder, { recursive: true });
});

function flash(payload: ReturnType<typeof slotPayload>) {
  const desk = new FlashDesk({
    serial: source,
    source,
    shelf,
    book,
    slotOf: async () => ({ modelName: "Axes", payload }),
    release: async () => async () => {},
    recording: () => false,
    log: () => {},
    timing: { pollMs: 50, settleMs: 100, streamMs: 1000 },
  });
  const model = { modelId: crypto.randomUUID(), hand: "left" } as const;
  return new JobDesk(() => {}).run("flash", (job) =>
    desk.run({ boardId: board.boardId, imageId, model }, job, () => {}),
  );
}

describe.skipIf(!engineHere)("a pack in the slot of a recognition image", () => {
  const model = asBytes(axisModel({ needs: NEEDS, hand: "left" }));

  it("is done when the glove says its hash, passes its own test and streams; and it recognises what the engine does", async () => {
    const payload = slotPayload(model, "left");
    const record = await flash(payload);
    expect(record).toMatchObject({
      result: "done",
      problem: null,
      pack: { modelName: "Axes", hand: "left", hash: payload.hash },
      answer: { firmware: FIRMWARE, packHash: payload.hash, selfTest: "passed" },
    });
    expect(record.answer!.samples).toBeGreaterThan(60);
    expect(Math.abs(record.answer!.rateHz! - NEEDS.rateHz)).toBeLessThan(NEEDS.rateHz / 5);

    const [found] = await source.find();
    const link = await source.connect(found!.device.id, new AbortController().signal);
    expect(link).toMatchObject({ sends: "both", hand: "left", device: { name: "Ringside L C5D6", simulated: true } });
    const inbox = new Inbox(6);
    const told: GloveResult[] = [];
    const receiver = Object.assign(inbox, { onResult: (result: GloveResult) => void told.push(result) });
    const end = receiver.receive(link);
    await vi.waitFor(() => expect(told.length).toBeGreaterThan(2), { timeout: 30_000, interval: 100 });
    inbox.stop();
    await end;
    await link.close();
    expect([inbox.corrupt, inbox.lost]).toEqual([0, 0]);
    const events = new EnginePipeline(model.descriptorFor("left")!).push(inbox.rows());
    expect(
      told.map(({ segmentStart, segmentLength, classNumber }) => [segmentStart, segmentLength, classNumber]),
    ).toEqual(
      events
        .map((event) => [event.beginIndex, event.endIndex - event.beginIndex, event.classNumber])
        .slice(0, told.length),
    );
  });

  it("goes into our own firmware's image as it comes from the compiler, too", async () => {
    const file = join(folder, "built.bin");
    await promisify(execFile)(process.execPath, [
      fileURLToPath(new URL("../../firmware/image.mjs", import.meta.url)),
      file,
    ]);
    const built = await shelf.add("built.bin", await readFile(file), { origin: "added", packHash: null });
    expect(built).toMatchObject({ firmware: FIRMWARE, slotBytes: 65_536 });
    imageId = built.id;
    expect(await flash(slotPayload(model, "left"))).toMatchObject({ result: "done", answer: { selfTest: "passed" } });
  });

  it("whose vectors the glove does not reach is not done: its self-test fails", async () => {
    const descriptor = model.descriptorFor("left")!;
    const frames = new Int16Array(600);
    const wrong = {
      ...vectorOf(descriptor, frames),
      results: [{ classNumber: 1, begin: 3, end: 9, scaled: [], outputs: [] }],
    };
    const record = await flash(slotPayload(model, "left", [wrong]));
    expect(record).toMatchObject({
      result: "failed",
      step: "check",
      problem: { code: "flash.selfTestFailed" },
      answer: null,
    });
  });
});
