import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { dataFolder } from "../../../../e2e/devices/tennis.ts";
import { readCsv } from "./readCsv.ts";

/** In CI the recordings must be there, so nothing is skipped and the tests fail. */
const absent = !process.env.CI && !existsSync(dataFolder());
const where = (...parts: string[]) => join(dataFolder(), ...parts);

describe.skipIf(absent)("a real recording of other people (skipped where shared/data is absent)", () => {
  test.each(["forehand", "backhand", "serve", "slice_forehand", "slice_backhand"])(
    "tennis %s: counts and units side by side, times in microseconds",
    async (stroke) => {
      const { streams, leftOut, blocks } = await readCsv(where("tennis-lsm6dsox", `${stroke}.txt`));
      const { format, clock } = streams[0]!;
      expect(format.sampleType).toBe("int16");
      expect(format.channels.map(({ name, unit }) => `${name} ${unit}`)).toEqual([
        "A_X g",
        "A_Y g",
        "A_Z g",
        "G_X dps",
        "G_Y dps",
        "G_Z dps",
      ]);
      expect(format.channels[0]!.scale).toBeCloseTo(0.000488, 8); // LSM6DSOX data sheet: 0.488 mg/LSB at +-16 g
      expect(format.channels[3]!.scale).toBeCloseTo(0.07, 5); // 70 mdps/LSB at +-2000 dps
      expect(1e3 / clock.rateHz).toBeCloseTo(10.3, 0);
      expect(leftOut).toEqual(["T [LSB]", "T [degC]"]);
      expect(blocks).toBe(1);
    },
  );

  test("nano-gestures punch: sixteen events of 119 rows, parted by empty lines", async () => {
    const file = await readCsv(where("gestures-nano-gestures", "punch.csv"), { rateHz: 119 });
    expect(file).toMatchObject({ blocks: 16, rows: 16 * 119 });
    const lengths: number[] = [];
    for await (const { values } of file.streams[0]!.runs()) lengths.push(values.length / 6);
    expect(lengths).toEqual(Array.from({ length: 16 }, () => 119));
    expect(file.streams[0]!.format.channels.map(({ kind, axis }) => `${kind} ${axis}`)).toEqual([
      "acceleration x",
      "acceleration y",
      "acceleration z",
      "rotation x",
      "rotation y",
      "rotation z",
    ]);
  });

  test("chiahong punch: CRLF, twenty events with nothing between them", async () => {
    const file = await readCsv(where("gestures-chiahong", "punch.csv"), { rateHz: 119 });
    expect(file).toMatchObject({ blocks: 1, rows: 20 * 119 });
  });

  test("head gestures: units in the names become g and dps", async () => {
    const { streams } = await readCsv(where("head-gestures", "lsm6dsox", "nod.csv"), { rateHz: 26 });
    const { format } = streams[0]!;
    expect(format.channels.map(({ unit, scale }) => [unit, scale])).toEqual([
      ["g", 0.001],
      ["g", 0.001],
      ["g", 0.001],
      ["dps", 1],
      ["dps", 1],
      ["dps", 1],
    ]);
    for await (const { values } of streams[0]!.runs()) {
      const [x, y, z] = [values[0]!, values[1]!, values[2]!].map((value) => value * 0.001);
      expect(Math.hypot(x!, y!, z!)).toBeCloseTo(1, 0);
    }
  });
});
