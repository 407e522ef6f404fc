import { describe, expect, test } from "vitest";
import { HANDS, type Hand } from "#domain/hands.ts";
import type { Punch } from "#domain/punches.ts";
import { PEOPLE, type Person } from "./people.ts";
import type { ScriptOptions } from "./script.ts";
import { GloveSensor, type SensorOptions } from "./sensor.ts";

const SENSOR: SensorOptions = {
  rateHz: 238,
  accelRange_g: 16,
  gyroRange_dps: 2000,
  magnetometer: false,
  clockError_ppm: 0,
};
const STRAIGHT_MOUNT = { rollDeg: 0, pitchDeg: 0, yawDeg: 0 };

interface Recording {
  readonly rows: number;
  readonly rateHz: number;
  readonly motions: GloveSensor["motion"]["made"];
  /** Channels 0-2 in g, 3-5 in dps. */
  at(row: number, channel: number): number;
  accel(row: number): number;
  gyro(row: number): number;
  span(motion: { startS: number; endS: number }): number[];
}

function record(
  seconds: number,
  script: Partial<ScriptOptions>,
  hand: Hand,
  options: Partial<SensorOptions> = {},
): Recording {
  const settings = { ...SENSOR, ...options };
  const sensor = new GloveSensor(
    { person: PEOPLE[0]!, seed: 5, hands: HANDS, punchesPerMinute: 60, ...script },
    hand,
    settings,
  );
  const width = settings.magnetometer ? 9 : 6;
  const rows = Math.round(seconds * settings.rateHz);
  const raw = sensor.rows(rows);
  const at = (row: number, channel: number) =>
    (raw[row * width + channel]! * (channel < 3 ? settings.accelRange_g : settings.gyroRange_dps)) / 32768;
  return {
    rows,
    rateHz: settings.rateHz,
    motions: sensor.motion.made,
    at,
    accel: (row) => Math.hypot(at(row, 0), at(row, 1), at(row, 2)),
    gyro: (row) => Math.hypot(at(row, 3), at(row, 4), at(row, 5)),
    span({ startS, endS }) {
      const first = Math.round(startS * settings.rateHz);
      const last = Math.min(rows, Math.round(endS * settings.rateHz));
      return Array.from({ length: Math.max(0, last - first) }, (_, i) => first + i);
    },
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}

function clippedRows({ rows, at }: Recording, range: number): number {
  return Array.from({ length: rows }, (_, row) => row).filter((row) =>
    [0, 1, 2].some((channel) => Math.abs(at(row, channel)) > range * 0.9999),
  ).length;
}

describe("what a simulated glove measures", () => {
  test.each(PEOPLE)("$name in guard: one g, with tremor, turning slowly", (person) => {
    const quiet = record(60, { person, punchesPerMinute: 0 }, "right");
    const accel = Array.from({ length: quiet.rows }, (_, row) => quiet.accel(row));
    const gyro = Array.from({ length: quiet.rows }, (_, row) => quiet.gyro(row));
    const level = mean(accel);
    const spread = Math.sqrt(mean(accel.map((value) => (value - level) ** 2)));
    expect(level).toBeGreaterThan(0.94);
    expect(level).toBeLessThan(1.06);
    expect(spread).toBeGreaterThan(0.01);
    expect(spread).toBeLessThan(0.25);
    expect(median(gyro)).toBeGreaterThan(3);
    expect(median(gyro)).toBeLessThan(60);
  });

  test.each(PEOPLE)("$name punching: the glove moves where the truth says so, and hardly elsewhere", (person) => {
    const { rows, rateHz, motions, gyro, accel, span } = record(90, { person }, "left");
    const busy = new Set(motions.flatMap(span));
    const still = Array.from({ length: rows }, (_, row) => row).filter((row) => !busy.has(row));
    const restless = median(still.map(gyro));
    for (const motion of motions.filter(({ label, endS }) => label !== "Unknown" && endS < 89)) {
      const inside = span(motion);
      expect(median(inside.map(gyro))).toBeGreaterThan(3 * restless);
      const top = inside.reduce((best, row) => (accel(row) > accel(best) ? row : best));
      if (accel(top) > 25) expect(Math.abs(top / rateHz - motion.peakS)).toBeLessThan(0.02);
    }
  });

  test("a landed punch is 40 to 240 g at the impact; one in the air 3 to 30 g", () => {
    const wide = { accelRange_g: 400, rateHz: 476 };
    const tops = (name: string) => {
      const person = PEOPLE.find((one) => one.name.startsWith(name))!;
      const got = record(120, { person }, "right", wide);
      return got.motions
        .filter(({ label, endS }) => label !== "Unknown" && endS < 119)
        .map((motion) => Math.max(...got.span(motion).map(got.accel)));
    };
    const bag = tops("Ben");
    expect(Math.min(...bag)).toBeGreaterThan(40);
    expect(Math.max(...bag)).toBeLessThan(240);
    const air = tops("Fay");
    expect(Math.min(...air)).toBeGreaterThan(3);
    expect(Math.max(...air)).toBeLessThan(30);
    expect(median(air)).toBeGreaterThan(8);
    expect(median(air)).toBeLessThan(18);
  });

  test("clips at every impact, often at 4 g, and hardly at 16 g in the air", () => {
    const ben = PEOPLE.find(({ name }) => name.startsWith("Ben"))!;
    const fay = PEOPLE.find(({ name }) => name.startsWith("Fay"))!;
    const share = (person: Person, range: number) => {
      const got = record(60, { person }, "right", { accelRange_g: range });
      return clippedRows(got, range) / got.rows;
    };
    expect(share(ben, 16)).toBeGreaterThan(0.001);
    expect(share(ben, 4)).toBeGreaterThan(0.02);
    expect(share(ben, 4)).toBeLessThan(0.2);
    expect(share(fay, 16)).toBeLessThan(0.003);
    expect(share(fay, 4)).toBeGreaterThan(0.02);
  });

  test("turns as each punch should: straights about the forearm, hooks and overhands and uppercuts across it", () => {
    const person = { ...PEOPLE[0]!, mount: STRAIGHT_MOUNT };
    const shares = (label: Punch) => {
      const energy = [0, 0, 0];
      for (const hand of HANDS) {
        const got = record(120, { person, only: [label] }, hand);
        for (const { startS, peakS } of got.motions) {
          for (const row of got.span({ startS, endS: peakS })) {
            for (let axis = 0; axis < 3; axis++) energy[axis] = energy[axis]! + got.at(row, 3 + axis) ** 2;
          }
        }
      }
      const all = energy[0]! + energy[1]! + energy[2]!;
      return energy.map((one) => one / all) as [number, number, number];
    };
    for (const label of ["Jab", "Cross"] as const) expect(shares(label)[0]).toBeGreaterThan(0.6);
    const [, hookY, hookZ] = shares("Hook");
    expect(hookY + hookZ).toBeGreaterThan(0.8);
    expect(hookZ).toBeGreaterThan(0.4);
    expect(shares("Overhand")[1]).toBeGreaterThan(0.55);
    const [, upY, upZ] = shares("Uppercut");
    expect(upZ).toBeGreaterThan(3 * upY);
  });

  test("mirrors the left glove: the same punches of the other hand, y and the turns about x and z reversed", () => {
    const left = { ...PEOPLE[0]!, lead: "left" as const, tremor_g: 0, scatter: 0.5 };
    const right = { ...left, lead: "right" as const };
    const one = record(60, { person: left, only: ["Jab"] }, "left");
    const other = record(60, { person: right, only: ["Jab"] }, "right");
    expect(one.motions.map(({ startS }) => startS)).toEqual(other.motions.map(({ startS }) => startS));
    const busy = one.motions.flatMap(one.span);
    const sign = [1, -1, 1, -1, 1, -1];
    for (let channel = 0; channel < 6; channel++) {
      const a = busy.map((row) => one.at(row, channel));
      const b = busy.map((row) => sign[channel]! * other.at(row, channel));
      const dot = (p: number[], q: number[]) => p.reduce((sum, value, i) => sum + value * q[i]!, 0);
      expect(dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b))).toBeGreaterThan(0.85);
    }
  });

  test("differs from person to person in speed, time and the way the sensor lies", () => {
    const jabOf = (person: Person) => {
      const got = record(60, { person, only: ["Jab"], hands: ["right"] }, "right");
      return {
        outS: median(got.motions.map(({ startS, peakS }) => peakS - startS)),
        guard: [0, 1, 2].map((axis) => Math.round(got.at(20, axis) * 10) / 10).join(" "),
      };
    };
    const all = PEOPLE.map(jabOf);
    expect(Math.max(...all.map(({ outS }) => outS))).toBeGreaterThan(1.6 * Math.min(...all.map(({ outS }) => outS)));
    expect(new Set(all.map(({ guard }) => guard)).size).toBe(PEOPLE.length);
  });

  test("leaves the other glove almost at rest while one hand punches", () => {
    const got = record(60, { hands: ["right"] }, "left");
    expect(got.motions).toEqual([]);
    const accel = Array.from({ length: got.rows }, (_, row) => got.accel(row));
    expect(Math.max(...accel)).toBeLessThan(8);
    expect(median(accel)).toBeCloseTo(1, 0);
  });

  test("is the same motion at any rate, down to 10 Hz", () => {
    const fast = record(30, {}, "right", { rateHz: 400, accelRange_g: 400 });
    const slow = record(30, {}, "right", { rateHz: 10, accelRange_g: 400 });
    expect(slow.motions).toEqual(fast.motions);
    const energy = (got: Recording) =>
      mean(
        Array.from({ length: got.rows }, (_, row) => [3, 4, 5].map((channel) => Math.abs(got.at(row, channel)))).map(
          (turns) => mean(turns),
        ),
      );
    expect(energy(slow)).toBeGreaterThan(0.2 * energy(fast));
    expect(energy(slow)).toBeLessThan(1.2 * energy(fast));
  });

  test("joined late is the motion of that moment, without what was over before", () => {
    const script = { person: PEOPLE[2]!, seed: 5, hands: HANDS, punchesPerMinute: 60 };
    const whole = new GloveSensor(script, "left", SENSOR);
    whole.rows(60 * SENSOR.rateHz);
    const late = new GloveSensor(script, "left", SENSOR, 50 * SENSOR.rateHz);
    late.rows(10 * SENSOR.rateHz);
    expect(late.motion.made.length).toBeGreaterThan(1);
    expect(late.motion.made).toEqual(whole.motion.made.filter(({ endS }) => endS > 50));
  });

  test("of the earth's field is about 48 uT with the iron of the glove in it", () => {
    const sensor = new GloveSensor({ person: PEOPLE[1]!, seed: 5, hands: HANDS, punchesPerMinute: 60 }, "right", {
      ...SENSOR,
      magnetometer: true,
    });
    const raw = sensor.rows(500);
    const field = Math.hypot(...[6, 7, 8].map((channel) => (raw[100 * 9 + channel]! * 400) / 32768));
    expect(field).toBeGreaterThan(20);
    expect(field).toBeLessThan(76);
  });
});
