import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ProblemError } from "#domain/problems.ts";
import { readConfig } from "./config.ts";

const nano = {
  sample_rate: 119,
  samples_per_packet: 6,
  column_location: {
    GyroscopeZ: 5,
    AccelerometerX: 0,
    AccelerometerY: 1,
    AccelerometerZ: 2,
    GyroscopeX: 3,
    GyroscopeY: 4,
  },
};

function problemOf(json: unknown) {
  try {
    readConfig(json);
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
  return null;
}

describe("reading a description", () => {
  it("takes the stock Nano's: version 1, int16, columns in the order of their positions", () => {
    const config = readConfig(nano);
    expect(config).toMatchObject({ version: 1, sampleType: "int16", deviceName: null, simulated: false });
    expect(config.streams).toEqual([
      {
        channel: 0,
        rateHz: 119,
        rowsPerPacket: 6,
        columns: ["AccelerometerX", "AccelerometerY", "AccelerometerZ", "GyroscopeX", "GyroscopeY", "GyroscopeZ"],
      },
    ]);
  });

  it("assumes 6 rows a packet where the device does not say", () => {
    const { samples_per_packet: _, ...rest } = nano;
    expect(readConfig(rest).streams[0]!.rowsPerPacket).toBe(6);
  });

  it("reads what our own firmware adds, and keeps what it does not know", () => {
    const config = readConfig({
      ...nano,
      version: 2,
      device_name: "Ringside L",
      firmware: "ringside 1.2",
      accel_range_g: 16,
      gyro_range_dps: 2000,
      hand: "left",
      battery: 0.8,
      colour: { red: 1 },
    });
    expect(config).toMatchObject({ version: 2, hand: "left", battery: 0.8, accelRange_g: 16, gyroRange_dps: 2000 });
    expect(config.extra).toEqual({ colour: { red: 1 } });
  });

  it("reads the multi-channel description", () => {
    const sensor = { channel: 2, sample_rate: 100, column_location: { AccelerometerX: 0 }, samples_per_packet: 1 };
    const audio = { channel: 1, sample_rate: 16_000, column_location: { Microphone: 0 }, samples_per_packet: 240 };
    const config = readConfig({ version: 3, time_resolution_ms: 10, sensors: [audio, sensor] });
    expect(config.timeResolutionMs).toBe(10);
    expect(config.streams.map((stream) => [stream.channel, stream.rateHz])).toEqual([
      [1, 16_000],
      [2, 100],
    ]);
  });

  it.each([
    ["rate 0", { ...nano, sample_rate: 0 }, "sample_rate", "0"],
    ["rate 10^9", { ...nano, sample_rate: 1e9 }, "sample_rate", "1000000000"],
    ["a rate in words", { ...nano, sample_rate: "fast" }, "sample_rate", "fast"],
    ["no columns", { ...nano, column_location: {} }, "column_location.length", "0"],
    ["a negative position", { ...nano, column_location: { A: -1 } }, "column_location.A", "-1"],
    ["a position twice", { ...nano, column_location: { A: 0, B: 0 } }, "column_location.B", "0"],
    ["a hole", { ...nano, column_location: { A: 0, B: 2 } }, "column_location.B", "2"],
    ["a fraction", { ...nano, column_location: { A: 0.5 } }, "column_location.A", "0.5"],
    [
      "500 columns",
      { ...nano, column_location: Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`C${i}`, i])) },
      "column_location.length",
      "500",
    ],
    ["no rows in a packet", { ...nano, samples_per_packet: 0 }, "samples_per_packet", "0"],
    ["a packet too long for its length field", { ...nano, samples_per_packet: 6000 }, "samples_per_packet", "6000"],
    ["version 4", { ...nano, version: 4 }, "version", "4"],
    ["version 3 without sensors", { ...nano, version: 3 }, "version", "3"],
    ["an unknown type", { ...nano, data_type: "int24" }, "data_type", "int24"],
    ["no object", 17, "description", "17"],
  ])("refuses %s, and says where", (_name, json, field, value) => {
    expect(problemOf(json)).toEqual({ code: "device.badConfig", detail: { field, value } });
  });

  it.each([
    ["rate", { ...nano, sample_rate: undefined }, "sample_rate"],
    ["columns", { sample_rate: 10 }, "column_location"],
  ])("misses the %s, and says so", (_name, json, field) => {
    expect(problemOf(json)).toEqual({ code: "device.incompleteConfig", detail: { field } });
  });

  it("refuses two channels of the same number", () => {
    const sensor = { channel: 2, sample_rate: 100, column_location: { AccelerometerX: 0 } };
    const json = { version: 3, time_resolution_ms: 10, sensors: [sensor, sensor] };
    expect(problemOf(json)).toEqual({ code: "device.badConfig", detail: { field: "sensors", value: "2, 2" } });
  });

  it("refuses whatever else comes with a problem, never with a crash", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        const problem = problemOf(json);
        if (problem) expect(problem.code).toMatch(/^device\.(bad|incomplete)Config$/);
      }),
    );
    fc.assert(
      fc.property(fc.record({ sample_rate: fc.jsonValue(), column_location: fc.jsonValue() }), (json) => {
        const problem = problemOf(json);
        if (problem) expect(problem.code).toMatch(/^device\.(bad|incomplete)Config$/);
      }),
    );
  });
});
