import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findSlot, writeSlot } from "#host/device/images/slot.ts";
import { writeDescriptor } from "#host/engine/descriptor/writeDescriptor.ts";
import { EnginePipeline } from "#host/engine/pipeline.ts";
import { engineHere } from "#host/engine/testing/engineHere.ts";
import { burstyRows, pipelineSpec } from "#host/engine/testing/specs.ts";
import { type SlotPayload, slotPayload } from "#host/pack/slotPayload.ts";
import { vectorOf } from "#host/pack/vectors.ts";
import { readConfig } from "#host/sources/ssi/config.ts";
import type { ModelBytes } from "#host/validation/modelBytes.ts";
import { BUILD_MS, compilerHere, type GloveRun, linesBeforeFrames, SketchProgram } from "./glove.ts";

const CLASSES = ["Unknown", 'Jab "left"', "Cross \\ 🥊", "Hook", "Uppercut", "x5", "x6", "x7", "x8"];
const SHIPPED = "42421101-5a22-46dd-90f7-7af26f723159";
const FEATURES = "42421102-5a22-46dd-90f7-7af26f723159";
const DOCUMENTED = "534d1101-9b35-4933-9b10-52ffa9740042";

const glove = new SketchProgram();
beforeAll(() => (compilerHere ? glove.build("recognition") : undefined), BUILD_MS);
afterAll(() => glove.remove());

/** Pipelines that decide something with a classifier on these rows, drawn from all that the engine takes. */
function pipelines(rows: Int16Array, count: number): Uint8Array[] {
  const specs = fc.sample(pipelineSpec, { numRuns: 400, seed: 7 });
  const found: Uint8Array[] = [];
  for (const spec of specs) {
    if (found.length === count) break;
    if (spec.classifier.kind === "none") continue;
    const descriptor = writeDescriptor(spec);
    const told = new EnginePipeline(descriptor).push(rows).filter(({ dropped }) => !dropped);
    if (told.length >= 5 && new Set(told.map(({ classNumber }) => classNumber)).size > 1) found.push(descriptor);
  }
  return found;
}

function payloadOf(descriptor: Uint8Array, more: Partial<SlotPayload["json"]> = {}): SlotPayload {
  const model = { name: "Gym 1", classNames: CLASSES, ...more };
  const bytes = { model, descriptorFor: () => descriptor } as unknown as ModelBytes;
  return slotPayload(bytes, "left", [
    vectorOf(descriptor, burstyRows(500, 6, 4)),
    vectorOf(descriptor, burstyRows(300, 6, 6)),
  ]);
}

/** A flash: the pack into the slot of the program that will run. */
const flashed = (payload: Pick<SlotPayload, "header" | "body">) => (image: Buffer) =>
  writeSlot(image, findSlot(image)!, payload);

/** Every frame behind the last line of text, by channel, with its number. */
function framesOf(serial: Buffer) {
  const frames: { channel: number; sequence: number; payload: Buffer; order: number }[] = [];
  const begin = serial.indexOf(Buffer.from([0xff, 0x4e, 0, 0]));
  for (let at = begin, order = 0; at >= 0 && serial[at] === 0xff; order++) {
    const end = at + 3 + serial.readUInt16LE(at + 1);
    const sum = serial.subarray(at + 3, end).reduce((xor, byte) => xor ^ byte, 0);
    expect(serial[end]).toBe(sum);
    const [channel, sequence] = [serial[at + 4]!, serial.readUInt32LE(at + 5)];
    frames.push({ channel, sequence, payload: serial.subarray(at + 9, end), order });
    at = end + 1;
  }
  return frames;
}

interface Told {
  readonly Classification: number;
  readonly ClassificationName: string;
  readonly SegmentStart: number;
  readonly SegmentLength: number;
  readonly FeatureVector: readonly number[];
  readonly OutputTensor?: readonly number[];
}

/** What a check said: its rows, each with its number, and its results, each with the rows that had been sent before it. */
function checkOf(run: GloveRun) {
  const frames = framesOf(run.serial);
  const rowFrames = frames.filter(({ channel }) => channel === 0);
  const first = rowFrames[0]!.sequence;
  const runs: { from: number; values: number[] }[] = [];
  for (const { sequence, payload } of rowFrames) {
    const from = (sequence - first) * 6;
    const last = runs.at(-1);
    const values = [...new Int16Array(new Uint8Array(payload).buffer)];
    if (last && last.from + last.values.length / 6 === from) last.values.push(...values);
    else runs.push({ from, values });
  }
  const results = frames
    .filter(({ channel }) => channel === 1)
    .map(({ payload, order }) => ({
      told: JSON.parse(payload.toString()) as Told,
      rowsBefore: rowFrames.filter((frame) => frame.order < order).length * 6,
    }));
  return { runs, results };
}

/** The studio's engine on the same rows: from a reset, and reset again behind every hole. */
function expected(descriptor: Uint8Array, runs: ReturnType<typeof checkOf>["runs"]) {
  const pipeline = new EnginePipeline(descriptor);
  return runs.flatMap(({ from, values }) => {
    pipeline.reset();
    return pipeline
      .push(Int16Array.from(values))
      .filter(({ dropped }) => !dropped)
      .map(({ beginIndex, endIndex, classNumber, scaled, outputs, decidedIndex }) => ({
        Classification: classNumber,
        ClassificationName: CLASSES[classNumber] ?? "",
        SegmentStart: beginIndex + from,
        SegmentLength: endIndex - beginIndex,
        FeatureVector: [...scaled],
        OutputTensor: [...outputs],
        decided: decidedIndex + from,
      }));
  });
}

const results = (run: GloveRun) =>
  linesBeforeFrames(run.serial)
    .lines.filter((line) => line.includes("Classification"))
    .map((line) => JSON.parse(line) as Told);

describe.skipIf(!compilerHere || !engineHere)("the recognition sketch on a modelled board (needs g++)", () => {
  const rows = burstyRows(3000, 6, 11);

  test("checked, it says what the studio's engine says of the same rows, each result behind the row that decided it", async () => {
    const drawn = pipelines(rows, 6);
    expect(drawn).toHaveLength(6);
    for (const [i, descriptor] of drawn.entries()) {
      const script = `rev ${1 + (i % 2)} rows ${glove.rowsFile(rows)} run 0.6 send check run 25`;
      const run = await glove.run(script, flashed(payloadOf(descriptor)));
      const check = checkOf(run);
      const wanted = expected(descriptor, check.runs);
      expect(wanted.length).toBeGreaterThan(2);
      expect(check.results.map(({ told }) => ({ OutputTensor: [], ...told }))).toEqual(
        wanted.map(({ decided: _, ...told }) => ({
          ModelNumber: 0,
          FeatureVectorLength: told.FeatureVector.length,
          ...(told.OutputTensor.length > 0 ? { OutputSize: told.OutputTensor.length } : {}),
          ...told,
        })),
      );
      for (const [k, { rowsBefore }] of check.results.entries()) {
        expect(rowsBefore).toBeGreaterThan(wanted[k]!.decided);
        expect(rowsBefore - wanted[k]!.decided).toBeLessThanOrEqual(6);
      }
    }
  }, 120_000);

  test("behind a hole it starts over and goes on numbering", async () => {
    const [descriptor] = pipelines(rows, 1);
    const script = `rev 2 rows ${glove.rowsFile(rows)} run 0.6 send check run 9 stall 2.7 run 14`;
    const check = checkOf(await glove.run(script, flashed(payloadOf(descriptor!))));
    expect(check.runs).toHaveLength(2);
    const wanted = expected(descriptor!, check.runs).map(({ SegmentStart, Classification }) => [
      SegmentStart,
      Classification,
    ]);
    expect(check.results.map(({ told }) => [told.SegmentStart, told.Classification])).toEqual(wanted);
    expect(wanted.some(([start]) => start! > check.runs[1]!.from)).toBe(true);
  });

  test("by itself it prints results as lines among its descriptions, and sends them to both sets of numbers", async () => {
    const [descriptor] = pipelines(rows, 1);
    const script = `rev 1 rows ${glove.rowsFile(rows)} run 0.1 link 247 subscribe ${SHIPPED} subscribe ${DOCUMENTED} subscribe ${FEATURES} run 20`;
    const run = await glove.run(script, flashed(payloadOf(descriptor!)));
    const told = results(run);
    expect(told.length).toBeGreaterThan(2);
    const classes = told.map(({ Classification }) => Classification);
    for (const uuid of [SHIPPED, DOCUMENTED]) {
      const sent = run.attribute(uuid).notified;
      expect(sent.map((bytes) => [bytes.readUInt16LE(0), bytes.readUInt16LE(2)])).toEqual(
        classes.map((one) => [0, one]),
      );
    }
    for (const [i, bytes] of run.attribute(FEATURES).notified.entries()) {
      expect(bytes[4]).toBe(told[i]!.FeatureVector.length);
      expect([...bytes.subarray(5)]).toEqual(told[i]!.FeatureVector);
    }
    expect(run.colours).toEqual(["cyan", "dark", "green"]);
    expect(run.advertised).toBe(run.attribute(SHIPPED).service);
  });

  test("its description says pack, hand and that it tested itself; asked, it does so again", async () => {
    const payload = payloadOf(pipelines(rows, 1)[0]!);
    const run = await glove.run("rev 2 run 1.5 send selftest run 1", flashed(payload));
    const { lines } = linesBeforeFrames(run.serial);
    const config = readConfig(JSON.parse(lines[0]!));
    expect(config).toMatchObject({
      deviceName: "Ringside L 3F9C",
      hand: "left",
      firmware: "ringside-recognition 1.0.0",
    });
    expect(JSON.parse(lines[0]!)).toMatchObject({ pack: payload.hash, pack_name: "Gym 1", self_test: "passed" });
    const answer = lines.find((line) => line.includes("SelfTest"))!;
    expect(JSON.parse(answer)).toEqual({ SelfTest: "passed", Vectors: 2, pack: payload.hash });
  });

  test("asked while it streams, it answers in a frame, so that no frame breaks", async () => {
    const run = await glove.run(
      "rev 2 run 0.5 send connect run 1 send selftest run 1",
      flashed(payloadOf(pipelines(rows, 1)[0]!)),
    );
    const answers = framesOf(run.serial).filter(({ channel }) => channel === 1);
    expect(answers.map(({ payload }) => JSON.parse(payload.toString()).SelfTest)).toEqual(["passed"]);
  });

  test("a vector that differs fails the self-test and names it; the glove recognises nothing and its light is red", async () => {
    const descriptor = pipelines(rows, 1)[0]!;
    const sound = vectorOf(descriptor, burstyRows(500, 6, 4));
    const altered = { ...sound, frames: sound.frames.map((value, i) => (i % 5 === 0 ? -value : value)) };
    const bytes = {
      model: { name: "Gym 1", classNames: CLASSES },
      descriptorFor: () => descriptor,
    } as unknown as ModelBytes;
    const payload = slotPayload(bytes, null, [sound, altered]);
    const script = `rev 1 rows ${glove.rowsFile(rows)} run 1.5 send selftest run 10`;
    const run = await glove.run(script, flashed(payload));
    const { lines } = linesBeforeFrames(run.serial);
    expect(JSON.parse(lines[0]!)).toMatchObject({
      self_test: "failed",
      pack: payload.hash,
      device_name: "Ringside 3F9C",
    });
    const answer = lines.find((line) => line.includes("SelfTest"))!;
    expect(JSON.parse(answer)).toEqual({ SelfTest: "failed", Vectors: 2, Vector: 1, pack: payload.hash });
    expect(results(run)).toEqual([]);
    expect(run.colours).toEqual(["dark", "red"]);
  });

  test.each([
    ["an empty slot", (image: Buffer) => image, "there is no pack in the slot"],
    [
      "a slot with a flipped bit",
      (image: Buffer) => {
        const filled = Buffer.from(flashed(payloadOf(pipelines(rows, 1)[0]!))(image));
        filled[findSlot(image)!.at + 70]! ^= 4;
        return filled;
      },
      "the pack in the slot is damaged",
    ],
  ])("%s: it streams, and says why it does not recognise", async (_case, patch, reason) => {
    const run = await glove.run("rev 2 run 1.2 send selftest run 0.5 send connect run 3", patch);
    const { lines } = linesBeforeFrames(run.serial);
    const config = JSON.parse(lines[0]!);
    expect(config).toMatchObject({ self_test: "failed", ble_framed: 1 });
    expect(config).not.toHaveProperty("pack");
    expect(JSON.parse(lines.find((line) => line.includes("SelfTest"))!)).toMatchObject({
      SelfTest: "failed",
      Reason: reason,
    });
    expect(framesOf(run.serial).length).toBeGreaterThan(40);
  });
});
