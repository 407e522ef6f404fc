import { describe, expect, test } from "vitest";
import type { CaptureStream } from "#domain/captures.ts";
import { engineHere } from "../../engine/testing/engineHere.ts";
import { PEOPLE } from "../../sources/simulated/people.ts";
import { GloveSensor, gloveFormat } from "../../sources/simulated/sensor.ts";
import { readMotion, type StreamMotion } from "../streamMotion.ts";
import { measureMoving } from "./measureMoving.ts";
import { measureShapes, SHAPE_NUMBERS } from "./shapes.ts";

const SENSOR = { rateHz: 119, accelRange_g: 16, gyroRange_dps: 2000, magnetometer: false, clockError_ppm: 0 };

/** Twenty seconds of a person's left glove, and what it threw. */
async function session({ turnedDeg = 0, accelRange_g = 16, channels = 6 } = {}) {
  const options = { ...SENSOR, accelRange_g };
  const [anna] = PEOPLE;
  const person = { ...anna!, mount: { rollDeg: turnedDeg, pitchDeg: 0, yawDeg: 0 } };
  const sensor = new GloveSensor({ person, seed: 5, hands: ["left"], punchesPerMinute: 50 }, "left", options);
  const all = sensor.rows(20 * options.rateHz);
  const values = all.filter((_, i) => i % 6 < channels);
  const format = gloveFormat(options);
  const stream: Partial<CaptureStream> = {
    id: 1,
    hand: "left",
    format: { ...format, channels: format.channels.slice(0, channels) },
    clock: { startUs: 0, rateHz: options.rateHz },
    endIndex: values.length / channels,
  };
  const rows = values.length / channels;
  const slice = { key: 1, sampleType: "int16" as const, width: channels, runs: [{ firstIndex: 0, rows }], values };
  const motion = await readMotion({ readSamples: async () => slice }, "c", stream as CaptureStream);
  const punches = sensor.motion.made
    .filter(({ endS, startS }) => startS > 1 && endS < 19)
    .map(({ startS, endS, label }) => ({ startUs: startS * 1e6, endUs: endS * 1e6, label }));
  return { motion, punches };
}

const numbersOf = async (motion: StreamMotion, stretches: { startUs: number; endUs: number }[]) =>
  (await measureShapes(motion, stretches)).map((shape) => [...shape!.numbers]);

function furthest(a: readonly number[][], b: readonly number[][]): number {
  return Math.max(...a.flatMap((row, i) => row.map((value, j) => Math.abs(value - b[i]![j]!))));
}

describe.skipIf(!engineHere)("the shape of a punch", () => {
  test("is the same however wide a person drew the segment around it", async () => {
    const { motion, punches } = await session();
    const wider = punches.map(({ startUs, endUs }) => ({ startUs: startUs - 30_000, endUs: endUs + 20_000 }));
    const shapes = await numbersOf(motion, punches);
    expect(shapes.length).toBeGreaterThan(5);
    for (const shape of shapes) expect(shape).toHaveLength(SHAPE_NUMBERS);
    expect(await numbersOf(motion, wider)).toEqual(shapes);
  });

  test("hardly changes with the range of the sensor, or with how it is turned about the forearm", async () => {
    const [usual, turned, wide] = [
      await session(),
      await session({ turnedDeg: 140 }),
      await session({ accelRange_g: 32 }),
    ];
    const shapes = await numbersOf(usual.motion, usual.punches);
    const size = Math.max(...shapes.flat().map(Math.abs));
    expect(furthest(shapes, await numbersOf(turned.motion, turned.punches)) / size).toBeLessThan(0.1);
    const unclipped = shapes.map((shape) => shape.slice(3 * 6));
    const fromWide = (await numbersOf(wide.motion, wide.punches)).map((shape) => shape.slice(3 * 6));
    expect(furthest(unclipped, fromWide) / size).toBeLessThan(0.05);
  });

  test("cannot be measured without rotation, or where there are no samples", async () => {
    const { motion, punches } = await session({ channels: 3 });
    expect(await measureShapes(motion, punches)).toEqual(punches.map(() => null));
    const whole = await session();
    expect(await measureShapes(whole.motion, [{ startUs: 60e6, endUs: 61e6 }])).toEqual([null]);
  });

  test("of a segment without a hand is that of the glove that turned fastest", async () => {
    const { motion, punches } = await session();
    const still = { ...motion, stream: { ...motion.stream, hand: "right" as const }, runs: [stillRun(motion)] };
    const asked = punches.map((punch) => ({ ...punch, hand: null }));
    const left = punches.map((punch) => ({ ...punch, hand: "left" as const }));
    expect(await measureMoving([still, motion], asked)).toEqual(await measureMoving([still, motion], left));
    const right = punches.map((punch) => ({ ...punch, hand: "right" as const }));
    expect(await measureMoving([still, motion], right)).not.toEqual(await measureMoving([still, motion], left));
  });
});

function stillRun({ runs }: StreamMotion) {
  return { firstIndex: 0, frames: new Int16Array(runs[0]!.frames.length) };
}
