import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readConfig } from "#host/sources/ssi/config.ts";
import { newDecoder } from "#host/sources/ssi/decoder.ts";
import { collect } from "#host/sources/ssi/testing.ts";
import { BUILD_MS, compilerHere, type GloveRun, linesBeforeFrames, rowsOf, SketchProgram } from "./glove.ts";

const CONFIG = "16480001-0525-4ad5-b4fb-6dd83f49546b";
const RAW = "16480002-0525-4ad5-b4fb-6dd83f49546b";
const FRAMED = "16480003-0525-4ad5-b4fb-6dd83f49546b";

const glove = new SketchProgram();
beforeAll(() => (compilerHere ? glove.build("data_capture") : undefined), BUILD_MS);
afterAll(() => glove.remove());

/** What the studio's own decoder makes of the stream: a row, or null for a row that it knows is missing. */
function received({ serial }: GloveRun): (readonly number[] | null)[] {
  const { lines, rest } = linesBeforeFrames(serial);
  const decoder = newDecoder(readConfig(JSON.parse(lines[0]!)));
  // As a port would give them.
  const pieces = Array.from({ length: Math.ceil(rest.length / 512) }, (_, i) => rest.subarray(i * 512, i * 512 + 512));
  return [...collect(decoder, pieces, 6).index];
}

/** What the sensor measured from the first row on that was sent: what came while it settled is thrown away. */
function sampledFrom({ sampled }: GloveRun, first: readonly number[] | null | undefined): number[][] {
  const rows = rowsOf(sampled);
  return rows.slice(rows.findIndex((row) => row[0] === first?.[0]));
}

/** Framed notifications, taken apart. */
function notifications(run: GloveRun) {
  return run.attribute(FRAMED).notified.map((bytes) => ({
    sequence: bytes.readUInt16LE(0),
    timeUs: bytes.readUInt32LE(2),
    rows: rowsOf(new Int16Array(new Uint8Array(bytes.subarray(6)).buffer)),
  }));
}

describe.skipIf(!compilerHere)("the capture sketch on a modelled board (needs g++)", () => {
  test.each([
    [1, 119],
    [2, 100],
  ])("revision %i says once a second what it is, in the scale that its sensor is set to", async (rev, rateHz) => {
    const run = await glove.run(`rev ${rev} run 2.5 send connect run 0.2`);
    const { lines } = linesBeforeFrames(run.serial);
    expect(lines).toHaveLength(3);
    const config = readConfig(JSON.parse(lines[0]!));
    expect(config).toMatchObject({
      version: 2,
      deviceName: "Ringside 3F9C",
      firmware: "ringside-data-capture 1.0.0",
      hand: null,
      battery: null,
      extra: { ble_framed: 1 },
    });
    expect(config.streams[0]).toMatchObject({ rateHz, rowsPerPacket: 6 });
    expect(config.accelRange_g! / 32.768).toBeCloseTo(run.chips[0]!.mgPerCount, 3);
    expect(config.gyroRange_dps! / 32.768).toBeCloseTo(run.chips[0]!.mdpsPerCount, 2);
    const air = readConfig(JSON.parse(run.attribute(CONFIG).value.toString()));
    expect(air).toMatchObject({ deviceName: config.deviceName, accelRange_g: config.accelRange_g });
    expect(run.name).toBe(config.deviceName);
  });

  test.each([
    [1, 0.97],
    [2, 1.02],
  ])("revision %i streams three minutes: each sample once, at the sensor's own pace", async (rev, speed) => {
    const run = await glove.run(`rev ${rev} speed ${speed} run 0.5 send connect run 180`);
    const rows = received(run);
    const sampled = sampledFrom(run, rows[0]);
    expect(sampled.length).toBeGreaterThan(17_000);
    expect(rows).toEqual(sampled.slice(0, rows.length));
    expect(sampled.length - rows.length).toBeLessThan(12);
  });

  test("revision 2 knows to the sample how many were lost when it could not read for seconds", async () => {
    const run = await glove.run("rev 2 run 0.5 send connect run 1.3 stall 2.4 run 2 stall 3.9 run 1");
    const rows = received(run);
    const sampled = sampledFrom(run, rows[0]);
    expect(rows.filter((row) => row === null).length).toBeGreaterThan(300);
    for (const [i, row] of rows.entries()) if (row !== null) expect(row).toEqual(sampled[i]);
  });

  test("beyond the 255 that its chip counts, revision 2 reckons by the clock, right to a few", async () => {
    const run = await glove.run("rev 2 speed 1.02 run 0.5 send connect run 20 stall 9 run 1");
    const rows = received(run);
    const last = rows.length - 1;
    expect(Math.abs(rows[last]![0]! - rows[0]![0]! - last)).toBeLessThanOrEqual(3);
  });

  test("revision 1 reckons by its measured rate what its FIFO overwrote, right to a sample or two", async () => {
    const run = await glove.run("rev 1 speed 0.97 run 0.5 send connect run 20 stall 3 run 3 stall 0.29 run 3");
    const rows = received(run);
    const numbers = rows.flatMap((row, i) => (row === null ? [] : [row[0]! - rows[0]![0]! - i]));
    expect(rows.filter((row) => row === null).length).toBeGreaterThan(300);
    for (const off of numbers) expect(Math.abs(off)).toBeLessThanOrEqual(2);
    // What comes, comes once and in order.
    const values = rows.flatMap((row) => (row === null ? [] : [row[0]!]));
    expect(values).toEqual([...new Set(values)].sort((a, b) => a - b));
  });

  test("a disconnect ends it and it says again what it is; numbers go on where they were", async () => {
    const run = await glove.run("rev 1 run 0.5 send connect run 2 send disconnect run 2 send connect run 1");
    const text = run.serial.toString("latin1");
    const again = text.indexOf('{"version":2', text.indexOf("\xff"));
    expect(again).toBeGreaterThan(0);
    const first = linesBeforeFrames(run.serial).rest;
    const firstFrames = Math.floor((again - (run.serial.length - first.length)) / 82);
    const second = linesBeforeFrames(run.serial.subarray(again)).rest;
    expect(second.readUInt32LE(5)).toBe(firstFrames + 1);
  });

  test("a sensor that falls silent is started again, and the hole is told", async () => {
    const run = await glove.run("rev 2 run 0.5 send connect run 2 mute run 1.5 unmute run 3");
    const rows = received(run);
    expect(rows.filter((row) => row === null).length).toBeGreaterThan(100);
    const last = rows.length - 1;
    expect(Math.abs(rows[last]![0]! - rows[0]![0]! - last)).toBeLessThanOrEqual(3);
  });

  test("a board without a sensor goes on answering", async () => {
    const run = await glove.run("rev 3 run 0.5 send connect run 2 send disconnect run 1.5");
    expect(linesBeforeFrames(run.serial).lines.length).toBeGreaterThan(1);
  });

  test.each([
    ["waits for somebody", "rev 1 run 4", ["dark", "green"]],
    ["is linked", "rev 1 run 1 link 247 run 4", ["blue", "dark"]],
    ["streams", "rev 1 run 1 send connect run 4", ["blue", "dark"]],
    ["has lost samples", "rev 1 run 1 send connect run 4 stall 2 run 0.5", ["yellow"]],
    ["finds no sensor", "rev 3 run 1 send connect run 4", ["dark", "red"]],
  ])("its light shows that it %s", async (_case, script, colours) => {
    expect((await glove.run(script)).colours).toEqual(colours);
  });

  test.each([
    [247, 19],
    [185, 14],
    [23, 1],
  ])("over a link of %i bytes a notification carries %i rows, its number and the glove's time", async (mtu, count) => {
    const run = await glove.run(`rev 1 run 0.5 link ${mtu} subscribe ${FRAMED} run 20`);
    const sent = notifications(run);
    const sampled = sampledFrom(run, sent[0]!.rows[0]);
    expect(sent.map(({ sequence }) => sequence)).toEqual(sent.map((_, i) => i));
    expect(new Set(sent.map(({ rows }) => rows.length))).toEqual(new Set([count]));
    expect(sent.flatMap(({ rows }) => rows)).toEqual(sampled.slice(0, sent.length * count));
    const [first, last] = [sent[0]!, sent.at(-1)!];
    const perRowUs = (last.timeUs - first.timeUs) / ((sent.length - 1) * count);
    expect(perRowUs).toBeGreaterThan(8300);
    expect(perRowUs).toBeLessThan(8500);
  });

  test("who subscribed last is served: raw rows, one a notification, then framed ones, then raw again", async () => {
    const run = await glove.run(
      `rev 2 run 0.5 link 247 subscribe ${RAW} run 2 subscribe ${FRAMED} run 2 unsubscribe ${FRAMED} run 2`,
    );
    const raw = run
      .attribute(RAW)
      .notified.map((bytes) => rowsOf(new Int16Array(new Uint8Array(bytes).buffer))[0]![0]!);
    const framed = notifications(run).flatMap(({ rows }) => rows.map((row) => row[0]!));
    expect(raw.length).toBeGreaterThan(380);
    expect(framed.length).toBeGreaterThan(170);
    expect(raw.filter((value) => framed.includes(value))).toEqual([]);
    expect(raw.filter((value) => value < framed[0]!).length).toBeGreaterThan(180);
    expect(raw.filter((value) => value > framed.at(-1)!).length).toBeGreaterThan(170);
  });

  test("a loss over the air leaves out a number, and the time says how wide it is", async () => {
    const run = await glove.run(`rev 2 run 0.5 link 247 subscribe ${FRAMED} run 3 stall 4 run 3`);
    const sent = notifications(run);
    const steps = sent.slice(1).map(({ sequence, timeUs, rows }, i) => ({
      by: sequence - sent[i]!.sequence,
      lostRows: Math.round((timeUs - sent[i]!.timeUs) / 10_000) - sent[i]!.rows.length,
      skipped: rows[0]![0]! - sent[i]!.rows.at(-1)![0]! - 1,
    }));
    const holes = steps.filter(({ by }) => by > 1);
    expect(holes).toHaveLength(1);
    expect(holes[0]!.skipped).toBeGreaterThan(200);
    expect(Math.abs(holes[0]!.lostRows - holes[0]!.skipped)).toBeLessThanOrEqual(3);
  });

  test("nothing runs while nobody listens: the sensor sleeps", async () => {
    const run = await glove.run("rev 1 run 10");
    expect(run.sampled).toHaveLength(0);
  });

  test("what is said while the port is closed is dropped, and does not stop the glove", async () => {
    const run = await glove.run("rev 1 close run 5 open run 1.5");
    const { lines } = linesBeforeFrames(run.serial);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.length).toBeLessThan(3);
  });

  test(
    "with its hand and its battery's pin set in the sketch, it tells both, and serves the battery's level",
    async () => {
      const set = new SketchProgram();
      try {
        await set.build("data_capture", ['-DRINGSIDE_HAND="left"', "-DRINGSIDE_BATTERY_PIN=A0"]);
        const run = await set.run("rev 1 battery 1975 run 1 battery 1845 run 40");
        const told = linesBeforeFrames(run.serial).lines.map((line) => readConfig(JSON.parse(line)));
        expect(told[0]).toMatchObject({ hand: "left", deviceName: "Ringside L 3F9C" });
        expect(told[0]!.battery).toBeCloseTo(0.75, 1);
        expect(told.at(-1)!.battery).toBeCloseTo(0.15, 1);
        expect(run.attribute("2a19").service).toBe("180f");
        expect(run.attribute("2a19").value[0]).toBe(Math.floor(told.at(-1)!.battery! * 100));
      } finally {
        set.remove();
      }
    },
    BUILD_MS,
  );
});
