import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ProblemError } from "#domain/problems.ts";
import type { RecordedStream } from "../recordedStream.ts";
import { type CsvOptions, readCsv } from "./readCsv.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ringside-csv-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(text: string, options?: CsvOptions) {
  const path = join(folder, "table.csv");
  await writeFile(path, text);
  return readCsv(path, options);
}

async function problemOf(text: string, options?: CsvOptions) {
  return read(text, options).then(
    () => null,
    (error: unknown) => (error as ProblemError).problem,
  );
}

async function rowsOf(stream: RecordedStream): Promise<{ index: number; values: number[] }[]> {
  const width = stream.format.channels.length;
  const rows: { index: number; values: number[] }[] = [];
  for await (const { firstIndex, values } of stream.runs()) {
    for (let row = 0; row < values.length / width; row++) {
      rows.push({ index: firstIndex + row, values: [...values.subarray(row * width, (row + 1) * width)] });
    }
  }
  return rows;
}

describe("a CSV file", () => {
  test("with sequence and time: holes in the sequence are lost rows, the rate is that of the time", async () => {
    const file = await read(
      "sequence,timestamp,AccelerometerX,GyroscopeX\r\n1000,0.00,1,-2\r\n1001,0.01,3,-4\r\n1004,0.04,5,-6\r\n",
    );
    const [stream] = file.streams;
    expect(file).toMatchObject({ name: "table", rows: 3, blocks: 1, firstSequence: 1000 });
    expect(stream!.format).toMatchObject({
      sampleType: "int16",
      channels: [
        { name: "AccelerometerX", kind: "acceleration", axis: "x", unit: "raw", scale: 1 },
        { name: "GyroscopeX", kind: "rotation", axis: "x", unit: "raw", scale: 1 },
      ],
    });
    expect(stream!.clock.rateHz).toBeCloseTo(100, 6);
    expect(await rowsOf(stream!)).toEqual([
      { index: 0, values: [1, -2] },
      { index: 1, values: [3, -4] },
      { index: 4, values: [5, -6] },
    ]);
  });

  test.each([
    ["seconds", "time", ["0.00", "0.02", "0.04"]],
    ["milliseconds", "time", ["0", "20", "40"]],
    ["microseconds", "Timestamp", ["1700000", "1720000", "1740000"]],
    ["milliseconds by name", "t_ms", ["0", "20", "40"]],
    ["seconds by name", "Time (s)", ["7", "7.02", "7.04"]],
    ["dates", "timestamp", ["2026-01-02T03:04:05.000Z", "2026-01-02T03:04:05.020Z", "2026-01-02T03:04:05.040Z"]],
  ])("tells its rate from times in %s", async (_, name, [a, b, c]) => {
    const { streams } = await read(`${name},aX\n${a},1\n${b},2\n${c},3\n`);
    expect(streams[0]!.clock.rateHz).toBeCloseTo(50, 6);
    expect(streams[0]!.format.channels.map((channel) => channel.name)).toEqual(["aX"]);
  });

  test("with a hole in its time and no sequence has lost rows there", async () => {
    const times = [0, 8, 17, 25, 34, 67, 76, 84];
    const { streams } = await read(`time_ms,aX\n${times.map((time) => `${time},1`).join("\n")}\n`);
    expect((await rowsOf(streams[0]!)).map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 8, 9, 10]);
  });

  test("with semicolons, decimal commas, quotes and a byte order mark is read like any other", async () => {
    const { streams } = await read('\uFEFF"t [s]";"acc_x[mg]"\r\n0,00;1,5\r\n0,01;-2,25\r\n');
    expect(streams[0]!.format.channels[0]).toMatchObject({ kind: "acceleration", axis: "x", unit: "g", scale: 0.001 });
    expect((await rowsOf(streams[0]!)).map(({ values }) => values)).toEqual([[1.5], [-2.25]]);
    expect(streams[0]!.clock.rateHz).toBeCloseTo(100, 6);
  });

  test("in counts and units keeps the counts and learns their scale from the units", async () => {
    const rows = Array.from({ length: 50 }, (_, i) => {
      const counts = i * 211 - 5000;
      return `${5107 + i * 9615}\t${counts}\t${(counts * 0.488).toFixed(3)}\t${1600 + i}\t31.2\t`;
    });
    const file = await read(`Timestamp [us]\tA_X [LSB]\tA_X [mg]\tT [LSB]\tT [degC]\t\n${rows.join("\n")}\n`);
    const { format, clock } = file.streams[0]!;
    expect(format.sampleType).toBe("int16");
    expect(format.channels).toHaveLength(1);
    expect(format.channels[0]).toMatchObject({ name: "A_X", kind: "acceleration", axis: "x", unit: "g" });
    expect(format.channels[0]!.scale).toBeCloseTo(0.000488, 9);
    expect(format.channels[0]!.range).toBeCloseTo(15.991, 2);
    expect(clock.rateHz).toBeCloseTo(104, 1);
    expect(clock.startUs).toBe(5107);
    expect(file.leftOut).toEqual(["T [LSB]", "T [degC]"]);
  });

  test("with empty lines has one block an event, and needs to be told its rate", async () => {
    const text = "aX,aY\n0.1,0.2\n0.3,0.4\n\n0.5,0.6\n0.7,0.8\n\n";
    const file = await read(text, { rateHz: 119 });
    expect(file).toMatchObject({ blocks: 2, rows: 4 });
    const runs = [];
    for await (const { firstIndex, values } of file.streams[0]!.runs()) runs.push([firstIndex, values.length]);
    expect(runs).toEqual([
      [0, 4],
      [2, 4],
    ]);
    expect(file.streams[0]!.format.nominalRateHz).toBe(119);
    expect(await problemOf(text)).toMatchObject({ code: "csv.noRate" });
  });

  test("of a gateway fusion becomes a stream for each glove", async () => {
    const { streams } = await read("S_0_L_AccelerometerX,S_1_R_AccelerometerX\n1,2\n3,4\n", { rateHz: 100 });
    expect(streams.map(({ hand }) => hand)).toEqual(["left", "right"]);
    expect((await rowsOf(streams[1]!)).map(({ values }) => values)).toEqual([[2], [4]]);
  });

  test("without a header gets column names; with two columns of one name they are told apart", async () => {
    const bare = await read("1,2\n3,4\n", { rateHz: 10 });
    expect(bare.streams[0]!.format.channels.map(({ name }) => name)).toEqual(["column_1", "column_2"]);
    expect(bare.rows).toBe(2);
    const twins = await read("aX,aX\n3,4\n", { rateHz: 10 });
    expect(twins.streams[0]!.format.channels.map(({ name }) => name)).toEqual(["aX", "aX 2"]);
  });

  test("can be read in part, so that text in other columns does not matter", async () => {
    const { streams } = await read("aX,kind\n1,stroke\n", { rateHz: 10, columns: ["aX"] });
    expect(await rowsOf(streams[0]!)).toEqual([{ index: 0, values: [1] }]);
  });

  test.each([
    ["is empty", "", { code: "csv.empty" }],
    ["has a header and nothing else", "aX,aY\n", { code: "csv.empty" }],
    [
      "has text among its numbers",
      "aX,aY\n1,2\n3,oops\n",
      { code: "csv.noNumbers", detail: { line: 3, column: "aY", text: "oops" } },
    ],
    ["lacks a value", "aX,aY\n1,2\n3,\n", { code: "csv.noNumbers", detail: { line: 3, column: "aY", text: "" } }],
    ["has a short line", "aX,aY\n1,2\n3\n", { code: "csv.uneven", detail: { line: 3, expected: 2, found: 1 } }],
    ["has a long line", "aX,aY\n1,2,3\n", { code: "csv.uneven", detail: { line: 2, expected: 2, found: 3 } }],
    [
      "goes back in its sequence",
      "sequence,aX\n5,1\n4,2\n",
      { code: "csv.sequence", detail: { line: 3, before: 5, found: 4 } },
    ],
    [
      "goes back in its time",
      "time_ms,aX\n0,1\n10,2\n5,3\n",
      { code: "csv.time", detail: { line: 4, before: "10", found: "5" } },
    ],
    ["has a time and nothing else", "time\n1\n2\n", { code: "csv.noColumns" }],
    ["is a picture", "\u0089PNG\r\n\u001a\n\0\0\0\rIHDR", { code: "csv.notText" }],
    ["ends inside a quote", 'aX,"aY\n1,2\n', { code: "csv.malformed" }],
  ])("that %s is refused with the place", async (_, text, problem) => {
    expect(await problemOf(text, { rateHz: 100 })).toMatchObject(problem);
  });

  test("that is not there is a problem, not a crash", async () => {
    await expect(readCsv(join(folder, "nowhere.csv"))).rejects.toMatchObject({ problem: { code: "csv.unreadable" } });
  });

  test("whose device was restarted at an empty line, or that has a sequence, may begin its time anew", async () => {
    const parted = await read("time_ms,aX\n0,1\n10,2\n\n0,3\n10,4\n");
    expect(parted).toMatchObject({ rows: 4, blocks: 2 });
    const numbered = await read("sequence,time_ms,aX\n1,0,1\n2,10,2\n3,0,3\n4,10,4\n");
    expect(numbered.streams[0]!.clock.rateHz).toBeCloseTo(100, 6);
  });

  test("of any content is read or refused, never a crash", async () => {
    const line = fc.array(fc.oneof(fc.integer().map(String), fc.float().map(String), fc.string()), { maxLength: 5 });
    const table = fc
      .tuple(fc.constantFrom(",", ";", "\t"), fc.constantFrom("\n", "\r\n"), fc.array(line, { maxLength: 8 }))
      .map(([delimiter, end, lines]) => lines.map((cells) => cells.join(delimiter)).join(end));
    await fc.assert(
      fc.asyncProperty(fc.oneof(table, fc.string()), async (text) => {
        try {
          const { streams, rows } = await read(text, { rateHz: 100 });
          for (const stream of streams) expect(await rowsOf(stream)).toHaveLength(rows);
        } catch (error) {
          expect(error).toBeInstanceOf(ProblemError);
        }
      }),
      { numRuns: 150 },
    );
  });
});
