import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { ProblemError } from "#domain/problems.ts";
import { JobDesk } from "../../jobs.ts";
import { ImageShelf } from "../images/imageShelf.ts";
import { findSlot, readSlot } from "../images/slot.ts";
import { payloadOf } from "../images/testing/payloadOf.ts";
import { madeImage } from "../simulated/madeImage.ts";
import { ArduinoDesk, type CompileWish } from "./arduinoDesk.ts";
import { sourcesFolder } from "./layOut.ts";
import { type FakeArduino, fakeArduinoCli } from "./testing/fakeArduinoCli.ts";

const PAYLOAD = { hash: "ab".repeat(32), ...payloadOf(new Uint8Array(50).fill(7), Buffer.from("{}")) };
const CAPTURE: CompileWish = { sketch: "data_capture", model: null };

let folder: string;
let shelf: ImageShelf;
let jobs: JobDesk;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "arduino-"));
  shelf = await ImageShelf.open(folder, () => {});
  jobs = new JobDesk(() => {});
});
afterEach(() => rm(folder, { recursive: true }));

async function desk(options: FakeArduino | null, sources = sourcesFolder()): Promise<ArduinoDesk> {
  const program = options === null ? join(folder, "nothing") : await fakeArduinoCli(folder, options);
  return new ArduinoDesk({
    shelf,
    slotOf: async () => ({ modelName: "Axes", payload: PAYLOAD }),
    sources,
    program,
  });
}

const compile = (arduino: ArduinoDesk, wish: CompileWish) => jobs.run("compile", (job) => arduino.compile(wish, job));

async function problemOf(work: Promise<unknown>) {
  const error = await work.catch((reason: unknown) => reason);
  if (error instanceof ProblemError) return error.problem;
  throw new Error(`no problem but ${error}`);
}

it("says which tools are here", async () => {
  expect(await (await desk({})).tools()).toEqual({ arduinoCli: "1.5.1", core: "4.4.1" });
  expect(await (await desk({ core: false })).tools()).toEqual({ arduinoCli: "1.5.1", core: null });
  expect(await (await desk(null)).tools()).toEqual({ arduinoCli: null, core: null });
});

it("compiles our sketches with their library and the engine, and keeps what they become", async () => {
  const image = join(folder, "built.bin");
  await writeFile(image, madeImage({ firmware: "ringside-recognition 1.0.0", slotBytes: 4096 }));
  const arduino = await desk({ image });
  expect(await compile(arduino, CAPTURE)).toMatchObject({
    name: "data_capture.bin",
    origin: "compiled",
    packHash: null,
  });
  const kept = await compile(arduino, { sketch: "recognition", model: { modelId: "", hand: "left" } });
  expect(kept).toMatchObject({ name: "recognition Axes.bin", origin: "compiled", packHash: PAYLOAD.hash });
  const { bytes } = await shelf.read(kept.id);
  expect([...readSlot(bytes, findSlot(bytes)!)!.descriptor]).toEqual(Array(50).fill(7));
});

it("tells the first error of a sketch, and why nothing was tried, in a sentence", async () => {
  expect(await problemOf(compile(await desk({ compile: "broken" }), CAPTURE))).toEqual({
    code: "image.compileFailed",
    detail: { message: "b.ino:12: 'glove' was not declared in this scope" },
  });
  expect(await problemOf(compile(await desk({ compile: "refused" }), CAPTURE))).toEqual({
    code: "image.compileFailed",
    detail: { message: "Platform 'arduino:mbed_nano' not found" },
  });
  expect(shelf.list()).toEqual([]);
});

it("says what is missing", async () => {
  expect((await problemOf(compile(await desk(null), CAPTURE))).code).toBe("image.noArduino");
  expect((await problemOf(compile(await desk({ core: false }), CAPTURE))).code).toBe("image.noCore");
  expect((await problemOf(compile(await desk({}, null), CAPTURE))).code).toBe("image.noSketches");
});

it("ends when it is cancelled, however stuck the compiler is", async () => {
  const arduino = await desk({ compile: "stuck" });
  const problem = problemOf(compile(arduino, CAPTURE));
  setTimeout(() => jobs.cancel("compile"), 300);
  expect((await problem).code).toBe("job.cancelled");
});
